import type { Element } from '../../ifc/design.ts';
import { crown, machineRoom, solarHeaters, tileEave, waterTank } from '../kit/roof-top.ts';
import { BRICK_BEIGE, COOL_GREY, WARM_STONE } from '../palette.ts';
import type { ResidentialSpec } from '../plan/residential.ts';
import { type SlabUnitSize, slabUnit } from '../plan/slab-unit.ts';
import { towerUnit } from '../plan/tower-unit.ts';

/** What a residential building is called and where it stands. */
interface Address {
  readonly code: string;
  readonly name: string;
  readonly address: string;
}

// Ground floor above the ground outside: two steps and a ramp.
const RISE_M = 0.3;
const STOREY_HEIGHT_M = 2.95;
const CELLAR_HEIGHT_M = 3.6;

const TALL: SlabUnitSize = {
  living: 4.5,
  master: 8.4,
  halfWidth: 12.6,
  south: -6.6,
  southEnd: -6,
  north: 6.4,
  coreHalf: 5.4,
  kitchen: 7.4,
  bath: 9.2,
  core: 'tower',
  closedBalconies: true,
};

const LOW: SlabUnitSize = {
  living: 4.2,
  master: 7.8,
  halfWidth: 10.8,
  south: -5.7,
  southEnd: -5.7,
  north: 5.7,
  coreHalf: 3.4,
  kitchen: 5.6,
  bath: 7.5,
  core: 'slab',
  closedBalconies: false,
};

function rowOf(count: number, size: SlabUnitSize): ResidentialSpec['units'] {
  return Array.from({ length: count }, (_, index) => ({
    plan: slabUnit(size, { left: index === 0, right: index === count - 1, rise: RISE_M }),
    axisX: (2 * index - count + 1) * size.halfWidth,
  }));
}

/** A 33-storey slab tower of two units, two homes each on every storey. */
export function tallSlab(address: Address): ResidentialSpec {
  return {
    ...address,
    description: '33层板式高层住宅，2个单元，一梯两户，剪力墙结构',
    palette: WARM_STONE,
    units: rowOf(2, TALL),
    storeyCount: 33,
    storeyHeightM: STOREY_HEIGHT_M,
    cellarHeightM: CELLAR_HEIGHT_M,
    riseM: RISE_M,
    baseStoreys: 3,
    topStoreys: 3,
    roofTop: (key): Element[] => [
      ...machineRoom(key, -5.4, 2.2, 5.4, 7, 4.2),
      waterTank(key, [8.6, 3, 0]),
      crown(key, [-8.4, -6.6, 8.4, -1.2], 6.4),
    ],
  };
}

function tower(address: Address, storeyCount: number, description: string): ResidentialSpec {
  return {
    ...address,
    description,
    palette: storeyCount > 30 ? WARM_STONE : COOL_GREY,
    units: [{ plan: towerUnit(RISE_M), axisX: 0 }],
    storeyCount,
    storeyHeightM: STOREY_HEIGHT_M,
    cellarHeightM: CELLAR_HEIGHT_M,
    riseM: RISE_M,
    baseStoreys: 2,
    topStoreys: 2,
    roofTop: (key): Element[] => [
      ...machineRoom(key, -5.4, 1.6, 5.4, 8.2, 4.8),
      waterTank(key, [-11.6, 3.6, 0]),
      crown(key, [-7.8, -8, 7.8, -1.6], storeyCount > 30 ? 7 : 5.6),
    ],
  };
}

/** A 33-storey point tower of one unit with four homes on every storey. */
export function tallTower(address: Address): ResidentialSpec {
  return tower(address, 33, '33层点式高层住宅，1个单元，两梯四户，剪力墙结构');
}

/** A 26-storey point tower of one unit with four homes on every storey. */
export function middleTower(address: Address): ResidentialSpec {
  return tower(address, 26, '26层点式高层住宅，1个单元，两梯四户，剪力墙结构');
}

/** An 11-storey slab of two or three units, two homes each on every storey. */
export function lowSlab(address: Address, units: 2 | 3): ResidentialSpec {
  return {
    ...address,
    description: `11层板式小高层住宅，${units}个单元，一梯两户，剪力墙结构`,
    palette: BRICK_BEIGE,
    units: rowOf(units, LOW),
    storeyCount: 11,
    storeyHeightM: STOREY_HEIGHT_M,
    cellarHeightM: null,
    riseM: RISE_M,
    baseStoreys: 2,
    topStoreys: 2,
    roofTop: (key): Element[] => [
      ...machineRoom(key, -3.4, 1.6, 3.4, 6.3, 3.6),
      tileEave(`${key}south-`, -LOW.halfWidth, LOW.halfWidth, LOW.south, -1),
      tileEave(`${key}north-west-`, -LOW.halfWidth, -LOW.coreHalf, LOW.north, 1),
      tileEave(`${key}north-east-`, LOW.coreHalf, LOW.halfWidth, LOW.north, 1),
      ...solarHeaters(`${key}west-`, -10, -1.2, 3),
      ...solarHeaters(`${key}east-`, 3.9, -1.2, 3),
    ],
  };
}
