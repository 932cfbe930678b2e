import type { Vec2 } from '../../ifc/shape.ts';
import { ESTATE_BUILDINGS, type EstateBuilding } from '../estate-buildings.ts';
import { buildingToSite } from '../site-frame.ts';
import { area, block, type GroundFeature, strip } from './feature.ts';

/** Middle line of the ring road, closed, and widths in metres. Every road is wide enough for a fire engine (4 m, GB 50016 7.1.8). */
const RING = { x: 152, y: 130, width: 7 };
const LANE_WIDTH_M = 6;
const LANES: readonly { readonly name: string; readonly line: readonly Vec2[] }[] = [
  {
    name: '北区路',
    line: [
      [-RING.x, 64],
      [RING.x, 64],
    ],
  },
  {
    name: '中区西路',
    line: [
      [-RING.x, 2],
      [-57, 2],
    ],
  },
  {
    name: '中区东路',
    line: [
      [57, 2],
      [RING.x, 2],
    ],
  },
  {
    name: '南区路',
    line: [
      [-RING.x, -62],
      [RING.x, -62],
    ],
  },
  {
    name: '中心西路',
    line: [
      [-60, -62],
      [-60, 64],
    ],
  },
  {
    name: '中心东路',
    line: [
      [60, -62],
      [60, 64],
    ],
  },
  {
    name: '车库坡道路',
    line: [
      [41.75, -7],
      [41.75, 24],
      [60, 24],
    ],
  },
  {
    name: '东门路',
    line: [
      [RING.x, 2],
      [170, 2],
    ],
  },
];

function ringRoad(): GroundFeature {
  const half = RING.width / 2;
  const corner = 9;
  const ring = (grow: number): Vec2[] => {
    const [x, y, r] = [RING.x + grow, RING.y + grow, corner + grow];
    const corners: readonly (readonly [number, number, number])[] = [
      [x - r, -y + r, -90],
      [x - r, y - r, 0],
      [-x + r, y - r, 90],
      [-x + r, -y + r, 180],
    ];
    return corners.flatMap(([cx, cy, start]) =>
      Array.from({ length: 7 }, (_, index): Vec2 => {
        const a = ((start + index * 15) * Math.PI) / 180;
        return [cx + Math.cos(a) * r, cy + Math.sin(a) * r];
      }),
    );
  };
  return {
    layer: 'road',
    geometry: { type: 'Polygon', rings: [ring(half), ring(-half).reverse()] },
    properties: { name: '环路', widthM: RING.width },
  };
}

/** Roads inside the wall. */
export function roads(): GroundFeature[] {
  return [
    ringRoad(),
    ...LANES.map(({ name, line }) => area('road', strip(line, LANE_WIDTH_M), { name, widthM: LANE_WIDTH_M })),
    area('road', block(-12.5, -149, 8.8, -RING.y + 3), { name: '南门路', widthM: 14 }),
    {
      layer: 'road',
      // Two carriageways of 5.4 m with a planted strip between them.
      geometry: { type: 'Polygon', rings: [block(-7, -RING.y, 7, -62), block(-1.6, -123, 1.6, -70).reverse()] },
      properties: { name: '嘉园大道', widthM: 14 },
    },
  ];
}

/** Middle lines of the roads that carry avenue trees, with the distance of the trees from the middle, metres. */
export function avenueRows(): { readonly line: readonly Vec2[]; readonly off: number; readonly pitch: number }[] {
  const { x, y, width } = RING;
  const ringSides: Vec2[][] = [
    [
      [-x, -y],
      [x, -y],
    ],
    [
      [x, -y],
      [x, y],
    ],
    [
      [x, y],
      [-x, y],
    ],
    [
      [-x, y],
      [-x, -y],
    ],
  ];
  return [
    ...ringSides.map((line) => ({ line, off: width / 2 + 1.6, pitch: 8 })),
    ...LANES.slice(0, 6).map(({ line }) => ({ line, off: LANE_WIDTH_M / 2 + 1.4, pitch: 8 })),
    {
      line: [
        [0, -RING.y],
        [0, -62],
      ],
      off: 8.6,
      pitch: 7,
    },
    {
      line: [
        [0, -123],
        [0, -70],
      ],
      off: 0,
      pitch: 7,
    },
  ];
}

/** y of the lane that a building's entrances lead to. */
function laneNorthOf({ at }: EstateBuilding): number {
  const [, y] = at;
  if (y > 64) return RING.y - RING.width / 2;
  if (y > 0) return 64 - LANE_WIDTH_M / 2;
  return y > -62 ? 2 - LANE_WIDTH_M / 2 : -62 - LANE_WIDTH_M / 2;
}

const ENTRANCES: Partial<Record<EstateBuilding['type'], { readonly xs: readonly number[]; readonly y: number }>> = {
  tallSlab: { xs: [-10.55, 14.65], y: 7.4 },
  tallTower: { xs: [2.05], y: 8.6 },
  middleTower: { xs: [2.05], y: 8.6 },
  lowSlab3: { xs: [-24, -2.4, 19.2], y: 6.6 },
  lowSlab2: { xs: [-13.2, 8.4], y: 6.6 },
};

/** Footways from the entrances of the houses to the next road, and a path along their north sides. */
export function footways(): GroundFeature[] {
  return ESTATE_BUILDINGS.flatMap((building): GroundFeature[] => {
    const entrance = ENTRANCES[building.type];
    if (!entrance) return [];
    const lane = laneNorthOf(building);
    const doors = entrance.xs.map((x) => buildingToSite(building.at, building.headingDeg, [x, entrance.y]));
    const reach = Math.max(...entrance.xs.map(Math.abs)) + 4;
    const along = [-reach, reach].map((x) => buildingToSite(building.at, building.headingDeg, [x, entrance.y + 4.4]));
    return [
      ...doors.map(([x, y]) =>
        area('path', block(x - 1.2, y, x + 1.2, lane), { name: `${building.name}入户路`, widthM: 2.4 }),
      ),
      area('path', strip(along, 3), { name: `${building.name}宅前路`, widthM: 3 }),
    ];
  });
}

/** Standing grounds for ladder trucks along the south sides of the high houses (GB 50016 7.2.2: at least 10 m wide from 50 m height). */
export function fireGrounds(): { readonly name: string; readonly ring: Vec2[]; readonly number: string }[] {
  return ESTATE_BUILDINGS.filter(({ type }) => /^(tall|middle)/.test(type)).map((building) => {
    const half = building.type === 'tallSlab' ? 24 : 15;
    // Between 5 and 10 m from the balconies.
    const ring = block(-half, -25, half, -15).map((at) => buildingToSite(building.at, building.headingDeg, at));
    return { name: `${building.name}消防登高操作场地`, ring, number: building.number };
  });
}

/** Fire lanes as zones: the ring road in four pieces and the lanes between the rows. */
export function fireLanes(): { readonly name: string; readonly code: string; readonly ring: Vec2[] }[] {
  const half = RING.width / 2;
  const { x, y } = RING;
  const rows = LANES.slice(0, 6).map(({ name, line }, index) => ({
    name: `${name}消防车道`,
    code: `ZL-${String(index + 5).padStart(2, '0')}`,
    ring: strip(line, LANE_WIDTH_M),
  }));
  return [
    { name: '环路南段消防车道', code: 'ZL-01', ring: block(-x, -y - half, x, -y + half) },
    { name: '环路东段消防车道', code: 'ZL-02', ring: block(x - half, -y, x + half, y) },
    { name: '环路北段消防车道', code: 'ZL-03', ring: block(-x, y - half, x, y + half) },
    { name: '环路西段消防车道', code: 'ZL-04', ring: block(-x - half, -y, -x + half, y) },
    ...rows,
  ];
}
