import { BACK_TO, type House, mount, type Spot, spaceOf, storeyOf, unitsOf, wallsOf } from './indoor-place.ts';
import type { IndoorDevice } from './plan.ts';

/** Doors for people and barriers for cars (clauses 7.2.1 and 7.2.2): at the unit doors, the gates, and the ramp of the garage. */
export function accessDevices(house: House): IndoorDevice[] {
  switch (house.building.type) {
    case 'mainGate':
    case 'sideGate':
      return gate(house);
    case 'garage':
      return rampBarrier(house);
    case 'serviceCentre':
      return [centreDoor(house)];
    default:
      return unitDoors(house);
  }
}

function unitDoors(house: House): IndoorDevice[] {
  const { building, design } = house;
  const storey = storeyOf(design, '1F');
  return unitsOf(house).map(({ key, number, words }) => {
    const space = spaceOf(storey, `${key}passage`);
    const { east, north } = wallsOf(space);
    const spot: Spot = { storey, space, at: [east, north - 0.6, 1.3], turnDeg: BACK_TO.east };
    return mount(house, spot, 'access-controller', {
      code: `AC-${building.number}-${number}`,
      name: `${building.name}${words || '单元'}门禁`,
      installPosition: `${building.name}${words || '单元'}门内侧`,
      links: [`VC-${building.number}-${number}`],
    });
  });
}

/** In the guard's room: the control of the gate for people, and of each barrier outside. */
function gate(house: House): IndoorDevice[] {
  const { building, design } = house;
  const storey = storeyOf(design, '1F');
  const space = spaceOf(storey, 'guard-1');
  const { east, north } = wallsOf(space);
  const onEast = (back: number): Spot => ({ storey, space, at: [east, north - back, 1.4], turnDeg: BACK_TO.east });
  return [
    mount(house, onEast(0.4), 'access-controller', {
      code: `AC-${building.number}-1`,
      name: `${building.name}人行门禁`,
      installPosition: `${building.name}人行通道`,
    }),
    ...['进口', '出口'].map((word, index) =>
      mount(house, onEast(0.9 + index * 0.4), 'barrier-gate', {
        code: `BG-${building.number}-${index + 1}`,
        name: `${building.name}${word}道闸`,
        installPosition: `${building.name}车行${word}`,
      }),
    ),
  ];
}

function rampBarrier(house: House): IndoorDevice[] {
  const { building, design } = house;
  const storey = storeyOf(design, 'B1');
  const space = storey.spaces[1]!;
  const { east, north } = wallsOf(space);
  return ['入口', '出口'].map((word, index) =>
    mount(house, { storey, space, at: [east, north - 22 + index, 1.4], turnDeg: BACK_TO.east }, 'barrier-gate', {
      code: `BG-${building.number}-${index + 1}`,
      name: `${building.name}${word}道闸`,
      installPosition: `${building.name}坡道下端${word}`,
    }),
  );
}

function centreDoor(house: House): IndoorDevice {
  const { building, design } = house;
  const storey = storeyOf(design, '1F');
  const space = spaceOf(storey, 'monitoring');
  const { east, north } = wallsOf(space);
  return mount(house, { storey, space, at: [east, north - 0.5, 1.3], turnDeg: BACK_TO.east }, 'access-controller', {
    code: `AC-${building.number}-1`,
    name: `${building.name}监控中心门禁`,
    installPosition: `${building.name}监控中心门内侧`,
  });
}
