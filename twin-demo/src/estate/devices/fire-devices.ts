import type { BuildingDesign, Space, Storey } from '../../ifc/design.ts';
import type { Vec2 } from '../../ifc/shape.ts';
import type { EstateBuilding } from '../estate-buildings.ts';
import { LOW_STOREYS, storeysAbove } from './indoor-place.ts';
import { type IndoorDevice, middle, two } from './plan.ts';
import { CEILING_DETECTOR } from './shapes.ts';

/** 5F, 17F, 29F; public buildings have three storeys. */
const STAIR_EVERY = 12;
const STAIR_FIRST = 4;
const PUBLIC_STOREYS = 3;

/** Ceiling detectors: what each is called, and what it is in IFC. */
const DETECTORS = {
  'smoke-detector': { zh: '感烟探测器', predefinedType: 'SMOKESENSOR' },
  'heat-detector': { zh: '感温探测器', predefinedType: 'HEATSENSOR' },
  'combustible-gas-detector': { zh: '可燃气体探测器', predefinedType: 'GASSENSOR' },
} as const;
type DetectorKind = keyof typeof DETECTORS;

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

/** Closed stairs of high houses have a detector on every twelfth storey, those of public buildings on every one; open stairs have none. */
function isStairWatched(design: BuildingDesign, storey: Storey): boolean {
  const storeys = storeysAbove(design);
  if (storeys.length > LOW_STOREYS) return storeys.indexOf(storey) % STAIR_EVERY === STAIR_FIRST;
  return storeys.length <= PUBLIC_STOREYS && storeys.includes(storey);
}

/** The detectors of one storey, numbered through it. */
export function fireDevices(building: EstateBuilding, design: BuildingDesign, storey: Storey): IndoorDevice[] {
  const level = /^\d+F$/.test(storey.name) ? two(Number.parseInt(storey.name, 10)) : storey.name;
  const found = (spaces: readonly Space[], detectors: (space: Space) => Detector[]) =>
    spaces.flatMap((space) =>
      detectors(space).map(([kind, at, part = '']) => ({ kind, at, where: space.longName + part, space })),
    );
  const stairs = isStairWatched(design, storey) ? storey.spaces.filter(({ objectType }) => objectType === 'STAIR') : [];
  // Those in stairs have the last numbers of their storey.
  const places = [
    ...found(storey.spaces, (space) => detectorsOf(space, building)),
    ...found(stairs, ({ ring }) => [['smoke-detector', middle(ring)]]),
  ];
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
