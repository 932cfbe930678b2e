import type { Space, Storey } from '../../ifc/design.ts';
import { OUTER_WALL_M } from '../plan/shell.ts';
import {
  BACK_TO,
  type House,
  LOW_STOREYS,
  levelOf,
  lobbyOf,
  mount,
  spaceOf,
  storeyOf,
  storeysAbove,
  type Unit,
  unitsOf,
  wallsOf,
} from './indoor-place.ts';
import { type IndoorDevice, middle } from './plan.ts';

/** Fire doors are watched on every sixth storey: those of a stair are alike. */
const DOOR_EVERY = 6;
/** Outlets of a dry riser: a hose reaches a storey up and down. */
const OUTLET_EVERY = 3;
/** Water is measured where it is weakest, at the top, in the middle, and at the foot. */
const measured = (storeys: readonly Storey[]): Storey[] =>
  [storeys[0]!, storeys[Math.floor(storeys.length / 2)]!, storeys.at(-1)!].filter(
    (storey, index, all) => all.indexOf(storey) === index,
  );

/** What of the fire facilities stands in a building (clauses 7.2.8-2 and 7.2.8-3). */
export function fireFacilityDevices(house: House): IndoorDevice[] {
  switch (house.building.type) {
    case 'garage':
      return garageFacilities(house);
    case 'serviceCentre':
    case 'kindergarten':
      return storeysAbove(house.design).flatMap((storey) => publicStorey(house, storey));
    default:
      return unitsOf(house).flatMap((unit) => unitFacilities(house, unit));
  }
}

function hydrant(house: House, storey: Storey, space: Space, number: number, x: number, where: string): IndoorDevice {
  const { building } = house;
  return mount(house, { storey, space, at: [x, wallsOf(space).south, 1.1], turnDeg: BACK_TO.south }, 'hydrant', {
    code: `HY-${building.number}-${levelOf(storey)}-${number}`,
    name: `${building.name}${where}室内消火栓`,
    installPosition: `${building.name}${where}南墙`,
  });
}

function unitFacilities(house: House, unit: Unit): IndoorDevice[] {
  const { building, design } = house;
  const storeys = storeysAbove(design);
  const high = storeys.length > LOW_STOREYS;
  const hydrants = (high ? measured(storeys) : storeys.slice(-1)).map((storey) => {
    const lobby = lobbyOf(storey, unit);
    return hydrant(house, storey, lobby, unit.number, unit.axisX - 1.5, lobby.longName);
  });
  const inlet = riserInlet(house, unit);
  // Eleven storeys have an open stair, no smoke control, and their tank on a higher house.
  if (!high) return [...hydrants, inlet, ...riserOutlets(house, unit, inlet.code)];
  const doors = storeys
    .filter((_, index) => index % DOOR_EVERY === 0)
    .map((storey): IndoorDevice => {
      const stair = spaceOf(storey, `${unit.key}stair-1`);
      return mount(
        house,
        { storey, space: stair, at: [middle(stair.ring)[0], wallsOf(stair).south, 2.2], turnDeg: BACK_TO.south },
        'fire-door-monitor',
        {
          code: `FD-${building.number}-${levelOf(storey)}-${unit.number}`,
          name: `${building.name}${stair.longName}常闭防火门`,
          installPosition: `${building.name}${stair.longName}门框`,
        },
      );
    });
  return [...hydrants, inlet, ...doors, ...smokeControl(house, unit), roofTank(house, unit)];
}

/** Where a fire engine feeds the riser of a unit: on the outer wall beside its door. */
function riserInlet(house: House, unit: Unit): IndoorDevice {
  const { building, design } = house;
  const storey = storeyOf(design, '1F');
  const { west, north } = wallsOf(spaceOf(storey, `${unit.key}passage`));
  const at = [west - 1, north + OUTER_WALL_M, 0.7] as const;
  return mount(house, { storey, space: null, at, turnDeg: BACK_TO.south }, 'riser-inlet', {
    code: `RI-${building.number}-${unit.number}`,
    name: `${building.name}${unit.words}消防竖管进水口`,
    installPosition: `${building.name}${unit.words}单元门西侧外墙`,
  });
}

/** The outlets of a dry riser, in the lobby of every third storey. */
function riserOutlets(house: House, unit: Unit, inlet: string): IndoorDevice[] {
  const { building, design } = house;
  return storeysAbove(design)
    .filter((_, index) => index % OUTLET_EVERY === OUTLET_EVERY - 1)
    .map((storey) => {
      const lobby = lobbyOf(storey, unit);
      const at = [unit.axisX + 1.5, wallsOf(lobby).south, 1.1] as const;
      return mount(house, { storey, space: lobby, at, turnDeg: BACK_TO.south }, 'riser-outlet', {
        code: `RO-${building.number}-${levelOf(storey)}-${unit.number}`,
        name: `${building.name}${lobby.longName}干式竖管出水口`,
        installPosition: `${building.name}${lobby.longName}南墙`,
        links: [inlet],
      });
    });
}

/** The fan on the roof and the damper of the storey in the middle. */
function smokeControl(house: House, unit: Unit): IndoorDevice[] {
  const { building, design } = house;
  const roof = storeyOf(design, 'RF');
  const storeys = storeysAbove(design);
  const storey = storeys[Math.floor(storeys.length / 2)]!;
  const lobby = lobbyOf(storey, unit);
  const fan = mount(house, { storey: roof, space: null, at: [unit.axisX - 3, 5, 1.5] }, 'smoke-fan', {
    code: `SF-${building.number}-${unit.number}`,
    name: `${building.name}${unit.words}屋顶正压送风机`,
    installPosition: `${building.name}${unit.words}屋顶机房`,
  });
  const damper = mount(
    house,
    { storey, space: lobby, at: [unit.axisX + 2, wallsOf(lobby).south, 2.4], turnDeg: BACK_TO.south },
    'smoke-damper',
    {
      code: `SD-${building.number}-${levelOf(storey)}-${unit.number}`,
      name: `${building.name}${lobby.longName}排烟阀`,
      installPosition: `${building.name}${lobby.longName}南墙`,
      links: [fan.code],
    },
  );
  return [fan, damper];
}

function roofTank(house: House, unit: Unit): IndoorDevice {
  const { building, design } = house;
  const roof = storeyOf(design, 'RF');
  const tank = roof.elements.find(({ key }) => key === `${unit.key}tank`);
  if (!tank) throw new Error(`${design.code} has no tank on the roof of ${unit.key}`);
  return mount(house, { storey: roof, space: null, at: [tank.at[0], tank.at[1] - 1.5, 1.6] }, 'fire-tank', {
    code: `FT-${building.number}-${unit.number}`,
    name: `${building.name}${unit.words}高位消防水箱`,
    installPosition: `${building.name}${unit.words}屋顶`,
  });
}

/** A storey of a public building: a hydrant and the end of the sprinklers in its corridor. */
function publicStorey(house: House, storey: Storey): IndoorDevice[] {
  const { building } = house;
  const corridor = spaceOf(storey, 'corridor');
  const { east, north } = wallsOf(corridor);
  const end = mount(
    house,
    { storey, space: corridor, at: [east - 0.6, north, 2.6], turnDeg: BACK_TO.north },
    'sprinkler-end',
    {
      code: `SP-${building.number}-${levelOf(storey)}-1`,
      name: `${building.name}${corridor.longName}喷淋末端试水装置`,
      installPosition: `${building.name}${corridor.longName}东端`,
    },
  );
  return [hydrant(house, storey, corridor, 1, middle(corridor.ring)[0], corridor.longName), end];
}

const PUMPS = ['1号消火栓泵', '2号消火栓泵', '1号喷淋泵', '2号喷淋泵'] as const;

/** The garage: hydrants, sprinklers, fan and damper in every compartment; in the south-west corner the pumps and their pool. */
function garageFacilities(house: House): IndoorDevice[] {
  const { building, design } = house;
  const storey = storeyOf(design, 'B1');
  const inCompartments = storey.spaces.flatMap((space, index): IndoorDevice[] => {
    const number = index + 1;
    const { east, north } = wallsOf(space);
    const where = `${building.name}${space.longName}`;
    const onNorth = (x: number, z: number) => ({
      storey,
      space,
      at: [x, north, z] as const,
      turnDeg: BACK_TO.north,
    });
    const fan = mount(house, onNorth(east - 6, 1.5), 'smoke-fan', {
      code: `SF-16-${number}`,
      name: `${where}排烟风机`,
      installPosition: `${where}北墙`,
    });
    return [
      hydrant(house, storey, space, number, middle(space.ring)[0], space.longName),
      mount(house, onNorth(east - 3, 2.6), 'sprinkler-end', {
        code: `SP-16-B1-${number}`,
        name: `${where}喷淋末端试水装置`,
        installPosition: `${where}北墙`,
      }),
      fan,
      mount(house, onNorth(east - 8, 2.8), 'smoke-damper', {
        code: `SD-16-B1-${number}`,
        name: `${where}排烟防火阀`,
        installPosition: `${where}风管`,
        links: [fan.code],
      }),
    ];
  });
  const pumpRoom = storey.spaces[0]!;
  const { west, south } = wallsOf(pumpRoom);
  const onSouth = (x: number, z: number) => ({
    storey,
    space: pumpRoom,
    at: [west + x, south, z] as const,
    turnDeg: BACK_TO.south,
  });
  const pool = mount(house, onSouth(1, 1.6), 'fire-tank', {
    code: 'FT-16-1',
    name: `${building.name}消防水池`,
    installPosition: `${building.name}消防泵房`,
  });
  const pumps = PUMPS.map((name, index) =>
    mount(house, onSouth(2.5 + index * 1.2, 1.5), 'fire-pump', {
      code: `FP-16-${index + 1}`,
      name: `${building.name}${name}`,
      installPosition: `${building.name}消防泵房`,
      links: [pool.code],
    }),
  );
  return [...inCompartments, pool, ...pumps];
}
