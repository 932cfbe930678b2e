import type { Space, Storey } from '../../ifc/design.ts';
import type { EstateBuilding } from '../estate-buildings.ts';
import { BACK_TO, type House, mount, spaceOf, storeyOf, unitsOf, wallsOf } from './indoor-place.ts';
import type { IndoorDevice, OutdoorDevice } from './plan.ts';
import { feederOf, substationCabinets } from './power-supply.ts';

/** Where the power comes in, in buildings without homes: storey and key of the space. */
const INLETS: Partial<Record<EstateBuilding['type'], readonly [storey: string, key: string]>> = {
  serviceCentre: ['1F', 'power'],
  kindergarten: ['1F', 'room-6'],
  mainGate: ['1F', 'guard-1'],
  sideGate: ['1F', 'guard-1'],
  garage: ['B1', 'zone-1'],
  chargingShed: ['1F', 'shed'],
};

function plantRoom({ building, design }: House): { storey: Storey; space: Space } {
  const [name, key] = INLETS[building.type] ?? [design.storeys[0]!.name, 'u1/plant'];
  const storey = storeyOf(design, name);
  return { storey, space: spaceOf(storey, key) };
}

/** Code of the switch cabinet of a building, and of the gateway that carries what its devices say. */
export const cabinetOf = ({ number }: EstateBuilding): string => `PD-${number}`;
export const gatewayOf = ({ number }: EstateBuilding): string => `GW-${number}`;

/** The cabinet that feeds a building, its gateway, and in houses with homes the gateway of the meters. */
export function powerDevices(house: House): IndoorDevice[] {
  const { building } = house;
  const { storey, space } = plantRoom(house);
  const { west, north } = wallsOf(space);
  const where = `${building.name}${space.longName}`;
  const onWall = (x: number, z: number) => ({
    storey,
    space,
    at: [west + x, north, z] as const,
    turnDeg: BACK_TO.north,
  });
  const cabinet = mount(house, onWall(0.6, 1), 'switch-cabinet', {
    code: cabinetOf(building),
    name: `${building.name}配电柜`,
    installPosition: where,
    parent: feederOf(building),
  });
  const parent = cabinet.code;
  const gateway = mount(house, onWall(1.3, 2), 'iot-gateway', {
    code: gatewayOf(building),
    name: `${building.name}物联网关`,
    installPosition: where,
    parent,
  });
  if (unitsOf(house).length === 0) return [cabinet, gateway];
  const meters = mount(house, onWall(1.3, 1.5), 'meter-gateway', {
    code: `MG-${building.number}`,
    name: `${building.name}水电表采集网关`,
    installPosition: where,
    parent,
  });
  return [cabinet, gateway, meters];
}

/** Low-voltage cabinets at the box substations, and beside each the gateway of what stands around it. */
export function substationDevices(): OutdoorDevice[] {
  const cabinets = substationCabinets();
  const mains = cabinets.filter(({ parent }) => parent === null);
  return [
    ...cabinets.map(
      ({ code, name, at, parent }): OutdoorDevice => ({
        code,
        name,
        kind: 'switch-cabinet',
        facility: 'energy',
        installPosition: name.replace(/(低压总柜|\d号出线柜)$/, ''),
        parent,
        links: [],
        at,
        heightM: 1.2,
      }),
    ),
    ...mains.map(({ code, name, at: [x, y] }): OutdoorDevice => {
      const station = name.replace('箱式变电站低压总柜', '');
      return {
        code: `GW-O${code.slice(-1)}`,
        name: `${station}室外物联网关`,
        kind: 'iot-gateway',
        facility: 'gateway',
        installPosition: `${station}箱式变电站旁`,
        parent: code,
        links: [],
        at: [x + 1.5, y],
        heightM: 1.5,
      };
    }),
  ];
}
