import type { BuildingDesign, Element, Space } from '../../ifc/design.ts';
import { box, prismAlongX } from '../../ifc/shape.ts';
import { doorFill, opening } from '../kit/opening.ts';
import { PUBLIC_LIGHT } from '../palette.ts';
import { innerWalls, rectangle } from '../plan/inner-wall.ts';
import { bayedRectangle } from '../plan/public-storey.ts';
import { floorSlab, shell } from '../plan/shell.ts';

/** Plan of the garage, metres about its centre. */
const GARAGE_M = { width: 96, depth: 72 } as const;
/** Floor below the ground outside, clear height, soil on the roof, metres. */
const FLOOR_M = -5;
const CLEAR_M = 3.5;
const GRID_M = 8;
/** The wall between the western and the eastern fire compartments stands in a line of columns. */
const COMPARTMENT_X = 4;
/** Aisles that lead through that wall: from and to, north of the garage's middle. */
const AISLES = [
  [-14, -6.5],
  [9, 17],
] as const;
const STALL = { width: 2.4, depth: 5.3 };
const RAMP = { minX: 38, maxX: 45.5, minY: -22, length: 34 };

/** A parking stall: its number and its place on the floor, centre in metres, nose to the north or to the south. */
interface Stall {
  readonly number: string;
  readonly x: number;
  readonly y: number;
  /** Side of the aisle wall or column row behind the car: 1 north, −1 south. */
  readonly back: 1 | -1;
}

/** All stalls: double rows along x, three to a column bay, aisles of 6 m between. */
export function stalls(): Stall[] {
  const rows: readonly (readonly [y: number, back: 1 | -1])[] = [
    [-32.6, -1],
    [-21.3, 1],
    [-16, -1],
    [-4.7, 1],
    [0.6, -1],
    [11.9, 1],
    [17.2, -1],
    [32.6, 1],
  ];
  return rows.flatMap(([y, back], row) =>
    Array.from({ length: 30 }, (_, index) => {
      const bay = Math.floor(index / 3);
      const x = -44 + bay * GRID_M + 1.6 + (index % 3) * STALL.width;
      return { number: `${String.fromCharCode(65 + row)}${String(index + 1).padStart(2, '0')}`, x, y, back };
    }).filter(({ x }) => x < RAMP.minX - 3),
  );
}

/** Compartments lie open to each other along the middle, where shutters come down in a fire. */
function compartments(): Space[] {
  const [halfX, halfY] = [GARAGE_M.width / 2 - 0.3, GARAGE_M.depth / 2 - 0.3];
  const rings = [
    rectangle(-halfX, -halfY, COMPARTMENT_X, 0),
    rectangle(COMPARTMENT_X, -halfY, halfX, 0),
    rectangle(-halfX, 0, COMPARTMENT_X, halfY),
    rectangle(COMPARTMENT_X, 0, halfX, halfY),
  ];
  return rings.map((ring, index) => ({
    key: `zone-${index + 1}`,
    name: `P${index + 1}`,
    longName: `${index + 1}号防火分区`,
    objectType: 'PARKING',
    ring,
    height: CLEAR_M,
    publiclyAccessible: true,
  }));
}

function columns(): Element[] {
  const list: Element[] = [];
  // Columns stand in the gaps between groups of three stalls, at the aisles' edges.
  for (let x = -44; x <= 44; x += GRID_M) {
    for (const y of [-30.6, -23, -14.3, -6.4, 2.3, 10.2, 18.9, 30.6]) {
      if (x > RAMP.minX - 1 && y > RAMP.minY - 1 && y < RAMP.minY + RAMP.length + 1) continue;
      list.push({
        ifc: 'IfcColumn',
        key: `column-${x}-${y}`,
        name: '框架柱',
        at: [x, y, 0],
        turnDeg: 0,
        shape: [
          box('core', [-0.3, -0.3, 0], [0.6, 0.6, CLEAR_M]),
          box('deviceDark', [-0.31, -0.31, 0], [0.62, 0.62, 1]),
        ],
        loadBearing: true,
        fireRating: '3.00h',
        material: '钢筋混凝土 C40',
      });
    }
  }
  return list;
}

function markings(): Element[] {
  return stalls().map(({ number, x, y }) => ({
    ifc: 'IfcCovering' as const,
    key: `stall-${number}`,
    name: `车位 ${number}`,
    objectType: 'PARKINGBAY',
    at: [x, y, 0] as const,
    turnDeg: 0,
    shape: [
      box('trim', [-STALL.width / 2, -STALL.depth / 2, 0.005], [0.08, STALL.depth, 0.005]),
      box('trim', [STALL.width / 2 - 0.08, -STALL.depth / 2, 0.005], [0.08, STALL.depth, 0.005]),
    ],
    predefinedType: 'FLOORING',
  }));
}

/** The underground garage below the central green: columns, ramp, walls between fire compartments, marked stalls. */
export function garage(code: string, name: string, address: string): BuildingDesign {
  const { width, depth } = GARAGE_M;
  const side = (metres: number) => [{ width: metres }];
  const outline = bayedRectangle(width, depth, {
    south: side(width),
    east: side(depth),
    north: side(width),
    west: side(depth),
  });
  const ramp = rectangle(RAMP.minX, RAMP.minY, RAMP.maxX, RAMP.minY + RAMP.length);
  const base = { turnDeg: 0, external: false, at: [0, 0, 0] as const };
  const elements: Element[] = [
    ...shell(outline, {
      key: 'outer/',
      height: CLEAR_M + 0.5,
      ground: false,
      finish: 'concrete',
      blind: true,
      wall: 0.3,
    }),
    floorSlab(outline, { key: 'floor', name: '底板', finish: 'roof', predefinedType: 'BASESLAB', thickness: 0.4 }),
    ...innerWalls('compartment-', CLEAR_M + 0.1, [
      {
        from: [COMPARTMENT_X, -depth / 2 + 0.3],
        to: [COMPARTMENT_X, depth / 2 - 0.3],
        thickness: 0.3,
        // Aisles, which shutters close in a fire.
        openings: AISLES.map(([from, to]) => opening(from + depth / 2 - 0.3, 0, to - from, 2.8, 0.3)),
      },
    ]),
    ...columns(),
    ...markings(),
    {
      ...base,
      ifc: 'IfcRamp',
      key: 'ramp',
      name: '汽车坡道',
      shape: [
        prismAlongX(
          'concrete',
          [
            [RAMP.minY, 0],
            [RAMP.minY + RAMP.length, -FLOOR_M],
            [RAMP.minY + RAMP.length, -FLOOR_M - 0.4],
            [RAMP.minY, -0.3],
          ],
          RAMP.minX,
          RAMP.maxX - RAMP.minX,
        ),
      ],
      properties: { Pset_RampCommon: { RequiredSlope: 8.4, IsExternal: false } },
    },
    {
      ...base,
      ifc: 'IfcSlab',
      key: 'deck',
      name: '车库顶板',
      shape: [
        {
          ...box('concrete', [-width / 2, -depth / 2, CLEAR_M], [width, depth, 0.4]),
          profile: { type: 'ring', ring: rectangle(-width / 2, -depth / 2, width / 2, depth / 2), holes: [ramp] },
          at: [0, 0, CLEAR_M],
        },
      ],
      predefinedType: 'ROOF',
      loadBearing: true,
      fireRating: '1.50h',
      material: '钢筋混凝土 C35',
    },
  ];
  return {
    code,
    name,
    description: '地下一层车库，4个防火分区，设电动汽车充电车位',
    address,
    palette: PUBLIC_LIGHT,
    footprint: rectangle(-width / 2, -depth / 2, width / 2, depth / 2),
    storeys: [
      { name: 'B1', elevation: FLOOR_M, height: -FLOOR_M, elements, spaces: compartments() },
      { name: '1F', elevation: 0, height: 3.4, elements: rampHouse(), spaces: [rampTop()] },
    ],
  };
}

/** The head of the ramp, which cars and people leave by the shutter at its north end. */
function rampTop(): Space {
  const { minX, maxX, minY, length } = RAMP;
  return {
    key: 'ramp-top',
    name: 'RAMP',
    longName: '坡道出入口',
    objectType: 'RAMP',
    ring: rectangle(minX, minY + 12, maxX, minY + length - 0.1),
    height: 2.9,
    publiclyAccessible: true,
  };
}

/** The glazed roof over the top of the ramp. */
function rampHouse(): Element[] {
  const [x, y, width, length] = [RAMP.minX, RAMP.minY + 12, RAMP.maxX - RAMP.minX, RAMP.length - 12];
  const base = { turnDeg: 0, external: true, at: [x, y, 0] as const };
  const gate = width - 0.5;
  return [
    {
      ...base,
      ifc: 'IfcWall',
      key: 'ramp-gate-wall',
      name: '坡道端墙',
      at: [x, y + length, 0],
      shape: [box('base', [0, -0.2, 0], [width, 0.2, 2.9])],
      openings: [
        opening(
          0.25,
          0,
          gate,
          2.6,
          0.2,
          doorFill('ramp-gate', gate, 2.6, { name: '车库出入口', finish: 'metal', leaves: 2, external: true }),
        ),
      ],
    },
    {
      ...base,
      ifc: 'IfcWall',
      key: 'ramp-wall-west',
      name: '坡道侧墙',
      shape: [box('base', [-0.25, 0, 0], [0.25, length, 1])],
    },
    {
      ...base,
      ifc: 'IfcWall',
      key: 'ramp-wall-east',
      name: '坡道侧墙',
      shape: [box('base', [width, 0, 0], [0.25, length, 1])],
    },
    {
      ...base,
      ifc: 'IfcRoof',
      key: 'ramp-roof',
      name: '坡道雨棚',
      shape: [
        box('glass', [-0.4, -0.2, 2.9], [width + 0.8, length + 0.4, 0.08]),
        ...Array.from({ length: 6 }, (_, index) =>
          box('frame', [-0.3, (index * (length - 0.2)) / 5, 1], [0.16, 0.16, 1.9]),
        ),
        ...Array.from({ length: 6 }, (_, index) =>
          box('frame', [width + 0.12, (index * (length - 0.2)) / 5, 1], [0.16, 0.16, 1.9]),
        ),
        ...Array.from({ length: 6 }, (_, index) =>
          box('frame', [-0.3, (index * (length - 0.2)) / 5, 2.75], [width + 0.6, 0.16, 0.15]),
        ),
      ],
      material: '钢结构 夹胶玻璃',
    },
  ];
}
