import type { Vec2 } from '../../ifc/shape.ts';
import { block, type GroundFeature, rounded, strip } from './feature.ts';

/** Middle line of the ring road, closed, and widths in metres. Every road is wide enough for a fire engine (4 m, GB 50016 7.1.8). */
export const RING = { x: 152, y: 130, width: 7 } as const;
/** Width of the lanes between the rows, metres. */
export const LANE_WIDTH_M = 6;

/** Middle lines of the lanes in the site frame, metres. */
const LANES: readonly { readonly name: string; readonly from: Vec2; readonly to: Vec2 }[] = [
  { name: '北区路', from: [-RING.x, 64], to: [RING.x, 64] },
  { name: '中区西路', from: [-RING.x, 2], to: [-57, 2] },
  { name: '中区东路', from: [57, 2], to: [RING.x, 2] },
  { name: '南区路', from: [-RING.x, -62], to: [RING.x, -62] },
  { name: '中心西路', from: [-60, -62], to: [-60, 64] },
  { name: '中心东路', from: [60, -62], to: [60, 64] },
];

/** Rounds over the roads, closed, in the site frame, metres: the ring, the middle, and the rows north and south of it. */
export const ROUNDS: Readonly<Record<'ring' | 'middle' | 'north' | 'south', readonly Vec2[]>> = {
  ring: block(-RING.x, -RING.y, RING.x, RING.y),
  middle: block(-60, -62, 60, 64),
  north: block(-RING.x, 64, RING.x, RING.y),
  south: block(-RING.x, -RING.y, RING.x, -62),
};

/** Half width of the avenue from the south gate, and of the planted strip in its middle. */
const AVENUE = { half: 7, strip: 1.6 };
/** Edges of the streets that the gates open to, metres. */
export const STREET_SOUTH = -167;
export const STREET_EAST = 184;
/** Kerb radius where roads meet, metres. */
const KERB_M = 5;

/** The ground between the roads: the roads are what is left of the estate's inside. */
function lots(): Vec2[][] {
  const [x, y] = [RING.x - RING.width / 2, RING.y - RING.width / 2];
  const h = LANE_WIDTH_M / 2;
  const central: Vec2[] = [
    [-60 + h, -62 + h],
    [60 - h, -62 + h],
    [60 - h, 21],
    // The way down to the garage comes in from the east.
    [44.75, 21],
    [44.75, -7],
    [38.75, -7],
    [38.75, 27],
    [60 - h, 27],
    [60 - h, 64 - h],
    [-60 + h, 64 - h],
  ];
  return [
    block(-x, 64 + h, x, y),
    block(-x, 2 + h, -60 - h, 64 - h),
    block(60 + h, 2 + h, x, 64 - h),
    central,
    block(-x, -62 + h, -60 - h, 2 - h),
    block(60 + h, -62 + h, x, 2 - h),
    block(-x, -y, -AVENUE.half, -62 - h),
    block(AVENUE.half, -y, x, -62 - h),
  ].map((ring) => rounded(ring, KERB_M));
}

/** All roads inside the wall as one area, out to the streets through both gates, with what lies between them left open. */
export function roads(): GroundFeature[] {
  const [x, y] = [RING.x + RING.width / 2, RING.y + RING.width / 2];
  const corner = 10;
  const outer = rounded(
    [
      [-x, -y],
      [-12.5, -y],
      [-12.5, STREET_SOUTH],
      [8.8, STREET_SOUTH],
      [8.8, -y],
      [x, -y],
      [x, -1.5],
      [STREET_EAST, -1.5],
      [STREET_EAST, 6.5],
      [x, 6.5],
      [x, y],
      [-x, y],
    ],
    // The mouths at the streets stay square.
    (at) => (at[1] === STREET_SOUTH || at[0] === STREET_EAST ? 0 : corner),
  );
  const median = rounded(block(-AVENUE.strip, -123, AVENUE.strip, -70), AVENUE.strip);
  return [
    {
      layer: 'road',
      geometry: { type: 'Polygon', rings: [outer, ...[...lots(), median].map((ring) => ring.reverse())] },
      properties: { name: '小区道路' },
    },
  ];
}

/** Middle lines of the roads that carry avenue trees, with the distance of the trees from the middle, metres. */
export function avenueRows(): { readonly line: readonly Vec2[]; readonly off: number; readonly pitch: number }[] {
  const { x, y, width } = RING;
  const corners = block(-x, -y, x, y);
  const ring = corners.map((from, index) => [from, corners[(index + 1) % 4] ?? from]);
  return [
    ...ring.map((line) => ({ line, off: width / 2 + 1.6, pitch: 8 })),
    ...LANES.map(({ from, to }) => ({ line: [from, to], off: LANE_WIDTH_M / 2 + 1.4, pitch: 8 })),
    { line: block(0, -y, 0, -62).slice(1, 3), off: AVENUE.half + 1.6, pitch: 7 },
    { line: block(0, -122, 0, -71).slice(1, 3), off: 0, pitch: 7 },
  ];
}

/** Fire lanes as zones: the ring road in four pieces and the lanes between the rows. */
export function fireLanes(): { readonly name: string; readonly code: string; readonly ring: Vec2[] }[] {
  const half = RING.width / 2;
  const { x, y } = RING;
  const rows = LANES.map(({ name, from, to }, index) => ({
    name: `${name}消防车道`,
    code: `ZL-${String(index + 5).padStart(2, '0')}`,
    ring: strip([from, to], LANE_WIDTH_M),
  }));
  return [
    { name: '环路南段消防车道', code: 'ZL-01', ring: block(-x, -y - half, x, -y + half) },
    { name: '环路东段消防车道', code: 'ZL-02', ring: block(x - half, -y, x + half, y) },
    { name: '环路北段消防车道', code: 'ZL-03', ring: block(-x, y - half, x, y + half) },
    { name: '环路西段消防车道', code: 'ZL-04', ring: block(-x - half, -y, -x + half, y) },
    ...rows,
  ];
}
