import type { BuildingRecord } from 'twin-core';
import type { BuildingDesign } from '../ifc/design.ts';
import type { Vec2 } from '../ifc/shape.ts';
import { chargingShed } from './buildings/charging-shed.ts';
import { garage } from './buildings/garage.ts';
import { mainGate, sideGate } from './buildings/gatehouse.ts';
import { kindergarten } from './buildings/kindergarten.ts';
import { lowSlab, middleTower, tallSlab, tallTower } from './buildings/residential-types.ts';
import { serviceCentre } from './buildings/service-centre.ts';
import { residentialDesign } from './plan/residential.ts';

/** What kind of house a building of the estate is. */
type BuildingType =
  | 'tallSlab'
  | 'tallTower'
  | 'middleTower'
  | 'lowSlab3'
  | 'lowSlab2'
  | 'serviceCentre'
  | 'kindergarten'
  | 'mainGate'
  | 'sideGate'
  | 'garage'
  | 'chargingShed';

/** A building of the estate: its number, its type and where it stands in the site frame. */
export interface EstateBuilding {
  /** Two digits, as in device codes. */
  readonly number: string;
  readonly type: BuildingType;
  readonly name: string;
  readonly at: Vec2;
  /** Azimuth of the building's own north side, degrees clockwise. */
  readonly headingDeg: number;
}

const place = (number: string, type: BuildingType, name: string, at: Vec2, headingDeg = 0): EstateBuilding => ({
  number,
  type,
  name,
  at,
  headingDeg,
});

/** All buildings: the tallest to the north, so that every row stands in the sun over the row before it. */
export const ESTATE_BUILDINGS: readonly EstateBuilding[] = [
  place('01', 'tallSlab', '1号楼', [-98, 104]),
  place('02', 'tallTower', '2号楼', [0, 104]),
  place('03', 'tallSlab', '3号楼', [98, 104]),
  place('04', 'middleTower', '4号楼', [-128, 33], 8),
  place('05', 'middleTower', '5号楼', [-81.5, 36], 4),
  place('06', 'middleTower', '6号楼', [81.5, 36], -4),
  place('07', 'middleTower', '7号楼', [128, 33], -8),
  place('08', 'lowSlab3', '8号楼', [-107, -32]),
  place('09', 'lowSlab3', '9号楼', [107, -32]),
  place('10', 'lowSlab2', '10号楼', [-118, -92]),
  place('11', 'lowSlab2', '11号楼', [-60, -92]),
  place('12', 'serviceCentre', '服务中心', [50, -94]),
  place('13', 'kindergarten', '嘉园幼儿园', [112, -92]),
  place('14', 'mainGate', '南门', [0, -144]),
  place('15', 'sideGate', '东门', [165, 2], 270),
  place('16', 'garage', '地下车库', [0, 3]),
  place('17', 'chargingShed', '1号充电棚', [-44, 113]),
  place('18', 'chargingShed', '2号充电棚', [44, 113]),
  place('19', 'chargingShed', '3号充电棚', [-89, -116]),
];

/** Code of a building, such as B05. */
export const codeOf = ({ number }: EstateBuilding): string => `B${number}`;

/** Draws a building of the estate. */
export function designOf(building: EstateBuilding): BuildingDesign {
  const code = codeOf(building);
  const { name } = building;
  const address = `太原市迎泽区嘉园路1号晋阳嘉园${name}`;
  const words = { code, name, address };
  switch (building.type) {
    case 'tallSlab':
      return residentialDesign(tallSlab(words));
    case 'tallTower':
      return residentialDesign(tallTower(words));
    case 'middleTower':
      return residentialDesign(middleTower(words));
    case 'lowSlab3':
      return residentialDesign(lowSlab(words, 3));
    case 'lowSlab2':
      return residentialDesign(lowSlab(words, 2));
    case 'serviceCentre':
      return serviceCentre(code, name, address);
    case 'kindergarten':
      return kindergarten(code, name, address);
    case 'mainGate':
      return mainGate(code, name, address);
    case 'sideGate':
      return sideGate(code, name, address);
    case 'garage':
      return garage(code, name, address);
    case 'chargingShed':
      return chargingShed(code, name, address);
  }
}

const SHEAR_WALL = '剪力墙结构';
const FRAME = '框架结构';

/** Use, structure and kind of place by type, for the registry. */
export const BUILDING_WORDS: Readonly<
  Record<BuildingType, Pick<BuildingRecord, 'mainUse' | 'structureType' | 'placeKind' | 'serviceLifeYears'>>
> = {
  tallSlab: { mainUse: '住宅', structureType: SHEAR_WALL, placeKind: 'living', serviceLifeYears: 50 },
  tallTower: { mainUse: '住宅', structureType: SHEAR_WALL, placeKind: 'living', serviceLifeYears: 50 },
  middleTower: { mainUse: '住宅', structureType: SHEAR_WALL, placeKind: 'living', serviceLifeYears: 50 },
  lowSlab3: { mainUse: '住宅', structureType: SHEAR_WALL, placeKind: 'living', serviceLifeYears: 50 },
  lowSlab2: { mainUse: '住宅', structureType: SHEAR_WALL, placeKind: 'living', serviceLifeYears: 50 },
  serviceCentre: { mainUse: '社区服务', structureType: FRAME, placeKind: 'service', serviceLifeYears: 50 },
  kindergarten: { mainUse: '幼儿园', structureType: FRAME, placeKind: 'cultural', serviceLifeYears: 50 },
  mainGate: { mainUse: '门卫', structureType: FRAME, placeKind: 'service', serviceLifeYears: 50 },
  sideGate: { mainUse: '门卫', structureType: FRAME, placeKind: 'service', serviceLifeYears: 50 },
  garage: { mainUse: '汽车库', structureType: FRAME, placeKind: 'service', serviceLifeYears: 50 },
  chargingShed: { mainUse: '电动自行车充电', structureType: '钢结构', placeKind: 'service', serviceLifeYears: 25 },
};
