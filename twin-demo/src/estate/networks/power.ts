import type { Vec2 } from '../../ifc/shape.ts';
import { STREET_SOUTH } from '../ground/roads.ts';
import type { EstateNetwork, PipeLine, PipePoint } from './pipe-feature.ts';
import { servicePoints } from './service-points.ts';

/** Cover of cables (GB 50217, 5.3.3: at least 0.7 m); the 10 kV line lies below all that it crosses but water. */
const LOW_VOLTAGE = { diameterMm: 80, material: 'YJV22-0.6/1kV 4×185', depth: { depthM: 0.7 } } as const;
const HIGH_VOLTAGE = { diameterMm: 90, material: 'YJV22-8.7/15kV 3×240', depth: { depthM: 1.15 } } as const;
const CITY = '市政供电';
/** South and west of the middle of the roads, on the verge, metres. */
const OFFSET_M = -2.9;
const RING_X = 152 - OFFSET_M;

/** A box substation and the cables that leave it along the roads, each with a switch at its beginning. */
interface Substation {
  readonly number: number;
  readonly name: string;
  readonly at: Vec2;
  /** From the 10 kV line to the box. */
  readonly supply: readonly Vec2[];
  readonly feeders: readonly (readonly Vec2[])[];
}

const HV_Y = -127.1;
const HV_X = 149.1;
const lane = (y: number) => y + OFFSET_M;

/** Of the western and (mirrored) of the eastern half. */
function substations(): Substation[] {
  const half = (side: -1 | 1): Substation[] => {
    const x = (value: number) => value * side;
    const [south, north] = side < 0 ? [1, 3] : [2, 4];
    const word = side < 0 ? '西' : '东';
    return [
      {
        number: south,
        name: `${word}南箱式变电站`,
        at: [x(115), -123],
        supply: [
          [x(115), HV_Y],
          [x(115), -124],
        ],
        feeders: [
          [
            [x(113.5), -122.4],
            [x(113.5), -133],
            [x(RING_X), -133],
            [x(RING_X), lane(-62)],
            [x(40), lane(-62)],
          ],
          [
            [x(112.5), -122.4],
            [x(112.5), -120.8],
            [x(158), -120.8],
            [x(158), lane(2)],
            [x(70), lane(2)],
          ],
        ],
      },
      {
        number: north,
        name: `${word}北箱式变电站`,
        at: [x(143), 76],
        supply: [
          [x(HV_X), 76],
          [x(144.4), 76],
        ],
        feeders: [
          [
            [x(142.2), 75.4],
            [x(142.2), lane(64)],
            [x(60 - OFFSET_M), lane(64)],
          ],
          [
            [x(143.4), 77],
            [x(143.4), lane(130)],
            [x(side < 0 ? -6 : 38), lane(130)],
          ],
        ],
      },
    ];
  };
  return [...half(-1), ...half(1)];
}

/** Where services leave the feeder along a lane. */
interface Service {
  readonly building: string;
  readonly words: string;
  readonly unit?: string;
  readonly line: readonly Vec2[];
}

function services(): Service[] {
  const doors = servicePoints().map(
    ({ building, name, unit, at: [x, y], roadY }): Service => ({
      building,
      words: `${name}${unit === undefined ? '' : `${unit}单元`}`,
      unit,
      line: [
        [x - 0.9, lane(roadY)],
        [x - 0.9, y],
      ],
    }),
  );
  return [
    ...doors,
    {
      building: 'B16',
      words: '地下车库',
      line: [
        [-60 + OFFSET_M * -1, lane(64)],
        [-60 - OFFSET_M, 20],
        [-48.6, 20],
      ],
    },
    {
      building: 'B17',
      words: '1号充电棚',
      line: [
        [-44, lane(130)],
        [-44, 116],
      ],
    },
    {
      building: 'B18',
      words: '2号充电棚',
      line: [
        [44, lane(130)],
        [44, 116],
      ],
    },
    {
      building: 'B19',
      words: '3号充电棚',
      line: [
        [-113.5, -120],
        [-89, -120],
        [-89, -119],
      ],
    },
    {
      building: 'B15',
      words: '东门',
      line: [
        [158, -4],
        [162.2, -4],
      ],
    },
  ];
}

/** Electricity: 10 kV from the street to four box substations, and low-voltage cables to every building. */
export function powerNetwork(): EstateNetwork {
  const lines: PipeLine[] = [];
  const points: PipePoint[] = [];
  const inlet = -28;
  for (const [code, word, side] of [
    ['HW', '西线', -1],
    ['HE', '东线', 1],
  ] as const) {
    const line: Vec2[] = [
      [inlet, HV_Y],
      [side * HV_X, HV_Y],
      [side * HV_X, 76],
    ];
    lines.push({ ...HIGH_VOLTAGE, code: `DL-${code}`, name: `10kV${word}`, line });
    points.push({ code: `DK-${code}`, kind: 'switch', name: `10kV${word}开关`, at: [inlet + side * 3, HV_Y] });
  }
  lines.push({
    ...HIGH_VOLTAGE,
    code: 'DL-I1',
    name: '10kV进线',
    owner: CITY,
    line: [
      [inlet, STREET_SOUTH],
      [inlet, HV_Y],
    ],
  });
  points.push({ code: 'DY-1', kind: 'source', name: '市政10kV接入点', at: [inlet, STREET_SOUTH], owner: CITY });
  points.push({ code: 'DK-1', kind: 'switch', name: '小区环网柜', at: [inlet, -152] });
  for (const { number, name, at, supply, feeders } of substations()) {
    lines.push({ ...HIGH_VOLTAGE, code: `DL-T${number}`, name: `${name}10kV支线`, line: [...supply, at] });
    points.push({ code: `DK-T${number}`, kind: 'switch', name: `${name}高压开关`, at: middle(supply[0]!, supply[1]!) });
    points.push({ code: `BY-${number}`, kind: 'transformer', name, at });
    for (const [index, feeder] of feeders.entries()) {
      const code = `${number}-${index + 1}`;
      lines.push({ ...LOW_VOLTAGE, code: `DX-${code}`, name: `${name}${index + 1}号出线`, line: [at, ...feeder] });
      points.push({
        code: `DK-${code}`,
        kind: 'switch',
        name: `${name}${index + 1}号出线开关`,
        at: middle(feeder[0]!, feeder[1]!),
      });
    }
  }
  for (const { building, words, unit, line } of services()) {
    const code = `${building}${unit === undefined ? '' : `-${unit}`}`;
    const end = line.at(-1)!;
    lines.push({ ...LOW_VOLTAGE, diameterMm: 60, code: `DR-${code}`, name: `${words}低压进线`, line });
    points.push({ code: `DF-${code}`, kind: 'cabinet', name: `${words}电缆分支箱`, at: line[0]! });
    points.push({
      code: `DC-${code}`,
      kind: 'connection',
      name: `${words}进线`,
      at: end,
      building,
      ...(unit && { unit }),
    });
  }
  return { medium: 'power', lines, points };
}

const middle = (a: Vec2, b: Vec2): Vec2 => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
