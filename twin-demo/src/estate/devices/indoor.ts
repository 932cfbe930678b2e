import type { BuildingDesign, Space, Storey } from '../../ifc/design.ts';
import type { Vec2 } from '../../ifc/shape.ts';
import { CHARGER_PLACES } from '../buildings/charging-shed.ts';
import { stalls } from '../buildings/garage.ts';
import type { EstateBuilding } from '../estate-buildings.ts';
import { type IndoorDevice, two } from './plan.ts';
import { CAR_CHARGER, CEILING_DETECTOR, EBIKE_CHARGER, PORT, SIREN, WALL_BOX } from './shapes.ts';

const PORTS_PER_CHARGER = 10;

/** Ceiling detectors: what each is called, and what it is in IFC. */
const DETECTORS = {
  'smoke-detector': { zh: '感烟探测器', predefinedType: 'SMOKESENSOR' },
  'heat-detector': { zh: '感温探测器', predefinedType: 'HEATSENSOR' },
  'combustible-gas-detector': { zh: '可燃气体探测器', predefinedType: 'GASSENSOR' },
} as const;
type DetectorKind = keyof typeof DETECTORS;

/** Everything that stands in one building. */
export function indoorDevices(building: EstateBuilding, design: BuildingDesign): IndoorDevice[] {
  const fire = design.storeys.flatMap((storey) => fireDevices(building, design, storey));
  const siren = lobbySiren(building, design);
  const sirenCodes = siren.map(({ code }) => code);
  return [
    ...fire.map((device) => ({ ...device, links: [...device.links, ...sirenCodes] })),
    ...siren,
    ...airPoints(building, design),
    ...(building.type === 'chargingShed' ? ebikeChargers(building, design) : []),
    ...(building.type === 'garage' ? carChargers(design) : []),
  ];
}

function middle(ring: readonly Vec2[]): Vec2 {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

/** Where a detector goes: its kind, its place on the floor, and the part of the space it watches. */
type Detector = readonly [kind: DetectorKind, at: Vec2, part?: string];

/** Which detectors a space gets. */
function detectorsOf(space: Space, building: EstateBuilding): Detector[] {
  const centre = middle(space.ring);
  switch (space.objectType) {
    case 'CORRIDOR':
    case 'LOBBY':
      return space.key.endsWith('passage') ? [] : [['smoke-detector', centre]];
    case 'HOME': {
      // Kitchens of the towers: gas on one side of the core, heat on the other; the low slabs watch their lobbies only.
      const kitchen = space.anchors?.kitchen;
      if (!kitchen || building.type.startsWith('lowSlab')) return [];
      return [[/[14]$/.test(space.key) ? 'combustible-gas-detector' : 'heat-detector', kitchen, '厨房']];
    }
    case 'KITCHEN':
      return [
        ['combustible-gas-detector', centre],
        ['heat-detector', [centre[0] + 1.5, centre[1]]],
      ];
    case 'PLANT':
      return building.type === 'serviceCentre' ? [['heat-detector', centre]] : [];
    case 'ROOM':
      return [['smoke-detector', centre]];
    case 'CHARGING':
      return [
        ['smoke-detector', [-4, 0]],
        ['heat-detector', [4, 0]],
      ];
    case 'PARKING':
      return parkingGrid(space);
    default:
      return [];
  }
}

/** Detectors of a fire compartment of the garage: smoke along the aisles, heat where a grid line falls on a ramp or plant. */
function parkingGrid({ ring }: Space): Detector[] {
  const [cx, cy] = middle(ring);
  return [-18, -10.8, -3.6, 3.6, 10.8, 18].flatMap((dx, column) =>
    [-9, 9].map(
      (dy, row): Detector => [
        column % 3 === 2 ? 'heat-detector' : 'smoke-detector',
        [cx + dx, cy + dy],
        `${column * 2 + row + 1}号位`,
      ],
    ),
  );
}

function fireDevices(building: EstateBuilding, design: BuildingDesign, storey: Storey): IndoorDevice[] {
  const level = /^\d+F$/.test(storey.name) ? two(Number.parseInt(storey.name, 10)) : storey.name;
  const places = storey.spaces.flatMap((space) =>
    detectorsOf(space, building).map(([kind, at, part = '']) => ({ kind, at, where: space.longName + part, space })),
  );
  return places.map(({ kind, at: [x, y], where, space }, index): IndoorDevice => {
    const { zh, predefinedType } = DETECTORS[kind];
    const ceiling = building.type === 'chargingShed' ? 2.35 : space.height;
    return {
      code: `FA-${building.number}-${level}-${two(index + 1)}`,
      name: `${building.name}${where}${zh}`,
      kind,
      facility: 'fire-alarm',
      installPosition: `${building.name}${where}顶棚`,
      links: [],
      building: design.code,
      storey: storey.name,
      spaceKey: space.key,
      space: space.name,
      at: [x, y, ceiling],
      turnDeg: 0,
      ifc: 'IfcSensor',
      predefinedType,
      shape: CEILING_DETECTOR,
    };
  });
}

/** A siren in the ground-floor lobby of every house with homes, and in the corridors of the public buildings. */
function lobbySiren(building: EstateBuilding, design: BuildingDesign): IndoorDevice[] {
  const storey = design.storeys.find(({ name }) => name === '1F');
  const lobby = storey?.spaces.find(
    ({ key, objectType }) => !key.endsWith('passage') && /LOBBY|CORRIDOR/.test(objectType),
  );
  if (!storey || !lobby) return [];
  const north = Math.max(...lobby.ring.map(([, y]) => y));
  const [x] = middle(lobby.ring);
  return [
    {
      code: `SS-${building.number}-01`,
      name: `${building.name}${lobby.longName}声光报警器`,
      kind: 'siren-strobe',
      facility: 'perimeter',
      installPosition: `${building.name}${lobby.longName}北墙`,
      links: [],
      building: design.code,
      storey: '1F',
      spaceKey: lobby.key,
      space: lobby.name,
      at: [x + 0.9, north, 2.35],
      turnDeg: 0,
      ifc: 'IfcAlarm',
      predefinedType: 'SIREN',
      shape: SIREN,
    },
  ];
}

/** Rooms whose air is measured, by building type: keys of spaces on storeys. */
const AIR_ROOMS: Partial<Record<EstateBuilding['type'], readonly (readonly [storey: string, key: string])[]>> = {
  serviceCentre: [
    ['1F', 'hall'],
    ['1F', 'monitoring'],
    ['2F', 'elderly'],
    ['3F', 'activity'],
  ],
  kindergarten: [
    ['1F', 'room-1'],
    ['2F', 'room-1'],
    ['3F', 'room-1'],
  ],
  garage: [
    ['B1', 'zone-1'],
    ['B1', 'zone-2'],
    ['B1', 'zone-3'],
    ['B1', 'zone-4'],
  ],
};

function airPoints(building: EstateBuilding, design: BuildingDesign): IndoorDevice[] {
  return (AIR_ROOMS[building.type] ?? []).map(([storeyName, key], index): IndoorDevice => {
    const space = design.storeys.find(({ name }) => name === storeyName)?.spaces.find((each) => each.key === key);
    if (!space) throw new Error(`${design.code} has no space ${key} on ${storeyName}`);
    const [x] = middle(space.ring);
    const north = Math.max(...space.ring.map(([, y]) => y));
    return {
      code: `EN-IAQ-${building.number}-${two(index + 1)}`,
      name: `${building.name}${space.longName}室内空气监测点`,
      kind: 'indoor-air',
      facility: 'environment',
      installPosition: `${building.name}${space.longName}北墙`,
      links: [],
      building: design.code,
      storey: storeyName,
      spaceKey: space.key,
      space: space.name,
      at: [x, north, 1.6],
      turnDeg: 0,
      ifc: 'IfcSensor',
      predefinedType: 'CO2SENSOR',
      shape: WALL_BOX,
    };
  });
}

function ebikeChargers(building: EstateBuilding, design: BuildingDesign): IndoorDevice[] {
  const shed = Number(building.number) - 16;
  return CHARGER_PLACES.flatMap(([x, y, z], index): IndoorDevice[] => {
    const code = `CH-${two((shed - 1) * CHARGER_PLACES.length + index + 1)}`;
    const base = {
      facility: 'charging',
      zone: `ZC-${two(shed)}`,
      building: design.code,
      storey: '1F',
      spaceKey: 'shed',
      space: '101',
      turnDeg: 0,
    };
    const charger: IndoorDevice = {
      ...base,
      code,
      name: `${building.name}${index + 1}号充电桩`,
      kind: 'ebike-charger',
      installPosition: `${building.name}后墙`,
      links: [`FA-${building.number}-01-01`],
      at: [x, y + 0.25, z],
      ifc: 'IfcElectricAppliance',
      predefinedType: 'USERDEFINED',
      objectType: 'EBIKECHARGER',
      shape: EBIKE_CHARGER,
    };
    const ports = Array.from({ length: PORTS_PER_CHARGER }, (_, port): IndoorDevice => {
      // Five outlets on each side of the cabinet, one to every stand.
      const side = port < PORTS_PER_CHARGER / 2 ? -1 : 1;
      const step = port < PORTS_PER_CHARGER / 2 ? PORTS_PER_CHARGER / 2 - port : port - PORTS_PER_CHARGER / 2 + 1;
      return {
        ...base,
        code: `${code}-${two(port + 1)}`,
        name: `${building.name}${index + 1}号桩${port + 1}号端口`,
        kind: 'ebike-charging-port',
        installPosition: `${building.name}后墙${port + 1}号车位`,
        parent: code,
        links: [code, `FA-${building.number}-01-01`],
        at: [x + side * (0.2 + step * 0.68), y + 0.25, 0.95],
        ifc: 'IfcOutlet',
        predefinedType: 'POWEROUTLET',
        objectType: 'EBIKECHARGINGPORT',
        shape: PORT,
      };
    });
    return [charger, ...ports];
  });
}

/** Stalls of the garage with a car charger behind them. */
const CHARGING_ROW = /^H(0[1-9]|1\d|2[0-4])$/;

function carChargers(design: BuildingDesign): IndoorDevice[] {
  const storey = design.storeys.find(({ name }) => name === 'B1');
  return stalls()
    .filter(({ number }) => CHARGING_ROW.test(number))
    .map(({ number, x, y }, index): IndoorDevice => {
      const space = storey?.spaces.find(({ ring }) => {
        const xs = ring.map(([px]) => px);
        const ys = ring.map(([, py]) => py);
        return x > Math.min(...xs) && x < Math.max(...xs) && y > Math.min(...ys) && y < Math.max(...ys);
      });
      return {
        code: `EV-${two(index + 1)}`,
        name: `地下车库${number}车位充电桩`,
        kind: 'ev-charger',
        facility: 'charging',
        installPosition: `地下车库${number}车位后墙`,
        zone: 'ZC-EV',
        links: [],
        building: design.code,
        storey: 'B1',
        spaceKey: space?.key ?? null,
        space: space?.name ?? null,
        at: [x, y + 2.95, 1.3],
        turnDeg: 0,
        ifc: 'IfcElectricAppliance',
        predefinedType: 'USERDEFINED',
        objectType: 'EVCHARGER',
        shape: CAR_CHARGER,
      };
    });
}
