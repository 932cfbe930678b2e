import type { Vec2 } from '../../ifc/shape.ts';
import { BOUNDARY, FENCE_HEIGHT_M, GATES } from '../boundary.ts';
import { fireGrounds } from './access.ts';
import { area, block, type GroundFeature, path, strip } from './feature.ts';

/** A closed smooth ring about a centre: radius, squeeze along y, and three waves, metres. */
function pondRing([cx, cy]: Vec2, radius: number, squeeze: number, points = 40): Vec2[] {
  return Array.from({ length: points }, (_, index) => {
    const a = (index / points) * 2 * Math.PI;
    const r = radius * (1 + 0.16 * Math.sin(2 * a + 0.7) + 0.1 * Math.sin(3 * a + 2) + 0.05 * Math.sin(5 * a));
    return [cx + r * Math.cos(a), cy + r * squeeze * Math.sin(a)];
  });
}

function circle([cx, cy]: Vec2, radius: number, points = 32): Vec2[] {
  return Array.from({ length: points }, (_, index) => {
    const a = (index / points) * 2 * Math.PI;
    return [cx + radius * Math.cos(a), cy + radius * Math.sin(a)];
  });
}

const POND_CENTRE: Vec2 = [-4, 14];

/** Lawn over the whole site, pond, plazas, courts and the paths of the central green. */
export function greens(): GroundFeature[] {
  const shore = pondRing(POND_CENTRE, 19, 0.72);
  const walk = pondRing(POND_CENTRE, 25, 0.74);
  const walkInner = pondRing(POND_CENTRE, 22.6, 0.73);
  return [
    area('green', BOUNDARY, { name: '小区绿地' }),
    {
      layer: 'path',
      geometry: { type: 'Polygon', rings: [walk, [...walkInner].reverse()] },
      properties: { name: '环湖步道', widthM: 2.4 },
    },
    area('water', shore, { name: '景观水池' }),
    area('plaza', circle([0, -44], 15), { name: '中心广场' }),
    area('plaza', block(-7, -59, 7, -30), { name: '礼仪广场' }),
    area(
      'path',
      strip(
        [
          [0, -30],
          [0, -18],
          [6, -6],
        ],
        3,
      ),
      { name: '中轴步道', widthM: 3 },
    ),
    area(
      'path',
      strip(
        [
          [-57, -20],
          [-38, -16],
          [-26, 0],
        ],
        2.4,
      ),
      { name: '西步道', widthM: 2.4 },
    ),
    area(
      'path',
      strip(
        [
          [57, -28],
          [38, -24],
          [14, -8],
        ],
        2.4,
      ),
      { name: '东步道', widthM: 2.4 },
    ),
    area(
      'path',
      strip(
        [
          [-20, 28],
          [-30, 40],
          [-40, 61],
        ],
        2.4,
      ),
      { name: '西北步道', widthM: 2.4 },
    ),
    area(
      'path',
      strip(
        [
          [10, 33],
          [22, 44],
          [28, 61],
        ],
        2.4,
      ),
      { name: '东北步道', widthM: 2.4 },
    ),
    area('court', circle([-30, 46], 8.5), { name: '儿童活动场' }),
    area('plaza', circle([31, 46], 6.5), { name: '健身广场' }),
    area('court', block(-31, -112, -15, -82), { name: '篮球场' }),
    area('plaza', block(30, -122, 70, -108), { name: '服务中心广场' }),
    area('court', block(94, -122, 130, -106), { name: '幼儿园操场' }),
    ...fireGrounds().map(({ name, ring }) => area('fireLane', ring, { name })),
  ];
}

/** Surface stalls along the ring road: 2.5 by 5.3 m each. */
export function parkingStalls(): GroundFeature[] {
  const rows: readonly {
    readonly from: Vec2;
    readonly along: 'x' | 'y';
    readonly count: number;
    readonly word: string;
  }[] = [
    { from: [156, -54], along: 'y', count: 18, word: '东' },
    { from: [156, 22], along: 'y', count: 36, word: '东北' },
    { from: [-161.3, -100], along: 'y', count: 40, word: '西' },
    { from: [-161.3, 14], along: 'y', count: 40, word: '西北' },
    { from: [-124, 134], along: 'x', count: 36, word: '北西' },
    { from: [34, 134], along: 'x', count: 36, word: '北东' },
  ];
  return rows.flatMap(({ from: [x, y], along, count, word }) =>
    Array.from({ length: count }, (_, index) => {
      const at = index * 2.5 + 0.06;
      const ring = along === 'y' ? block(x, y + at, x + 5.3, y + at + 2.38) : block(x + at, y, x + at + 2.38, y + 5.3);
      return area('parking', ring, { name: `${word}${index + 1}` });
    }),
  );
}

/** The wall with its fence, left open at the gates, and the gates themselves. */
export function wallsAndGates(): GroundFeature[] {
  const [sw, se, ne, n1, n2, nw] = BOUNDARY;
  const [south, east] = GATES;
  if (!sw || !se || !ne || !n1 || !n2 || !nw || !south || !east) return [];
  const properties = { heightM: FENCE_HEIGHT_M, widthM: 0.3 };
  const southHalf = south.width / 2;
  const eastHalf = east.width / 2;
  return [
    path('wall', [[south.at[0] + southHalf, sw[1]], se, [se[0], east.at[1] - eastHalf]], properties),
    path('wall', [[se[0], east.at[1] + eastHalf], ne, n1, n2, nw, sw, [south.at[0] - southHalf, sw[1]]], properties),
    path(
      'gate',
      [
        [south.at[0] - southHalf, sw[1]],
        [south.at[0] + southHalf, sw[1]],
      ],
      { name: south.name, widthM: south.width },
    ),
    path(
      'gate',
      [
        [se[0], east.at[1] - eastHalf],
        [se[0], east.at[1] + eastHalf],
      ],
      { name: east.name, widthM: east.width },
    ),
  ];
}
