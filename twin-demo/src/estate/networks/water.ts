import type { Vec2 } from '../../ifc/shape.ts';
import { STREET_EAST, STREET_SOUTH } from '../ground/roads.ts';
import type { EstateNetwork, PipeLine, PipePoint } from './pipe-feature.ts';
import { servicePoints } from './service-points.ts';
import { courseOf, lineBeside, pointAt, STREETS } from './streets.ts';

/** South and west of the middle of the roads, metres. */
const OFFSET_M = -1.9;
/** Cover: the ground freezes 0.77 m deep in Taiyuan, and pipes lie well below (GB 50015, 3.13.18). */
const COVER_M = 1.3;
/** Hydrants reach 150 m and stand no farther apart than 120 m (GB 50974, 7.3.2). */
const HYDRANT_M = 110;
/** From the crossing to the valve on a leg. */
const VALVE_M = 3;
/** A leg longer than this has a valve in its middle: no more than five hydrants are ever shut off together. */
const LONG_M = 150;
const MAIN = { diameterMm: 200, material: '球墨铸铁', depth: { depthM: COVER_M } } as const;
const SERVICE = { diameterMm: 110, material: 'PE100', depth: { depthM: COVER_M } } as const;
const CITY = '市政供水';

/** Drinking and fire water: a ring with two inlets from the streets, meshed by the lanes, valves at every crossing. */
export function waterNetwork(): EstateNetwork {
  const lines: PipeLine[] = [];
  const points: PipePoint[] = [];
  const degree = new Map<string, number>();
  for (const street of STREETS)
    for (const end of [street.from, street.to]) degree.set(`${end}`, (degree.get(`${end}`) ?? 0) + 1);
  const first = new Set<string>();
  let hydrants = 0;
  for (const street of STREETS) {
    const line = lineBeside(street, OFFSET_M);
    const { lengthM, way } = courseOf(line);
    lines.push({ ...MAIN, code: `JS-${street.code}`, name: `${street.name}给水管`, line });
    const valve = (distanceM: number, number: number) =>
      points.push({
        code: `JV-${street.code}-${number}`,
        kind: 'valve',
        name: `${street.name}${number}号阀门`,
        at: pointAt(line, distanceM),
        diameterMm: 200,
      });
    let number = 0;
    for (const [end, distanceM] of [
      [street.from, VALVE_M],
      [street.to, lengthM - VALVE_M],
    ] as const) {
      // All legs of a crossing but one have a valve, and one is enough where only two legs meet.
      const isFirst = !first.has(`${end}`);
      first.add(`${end}`);
      if (lengthM < 4 * VALVE_M || (isFirst && (degree.get(`${end}`) ?? 0) > 1)) continue;
      valve(distanceM, ++number);
    }
    if (lengthM > LONG_M) valve(lengthM / 2 + 6, ++number);
    const count = Math.max(lengthM > 50 ? 1 : 0, Math.round(lengthM / HYDRANT_M));
    for (let i = 0; i < count; i++) {
      const at = pointAt(line, ((i + 0.5) * lengthM) / count);
      // On the verge: to the right of a road that runs east, to the left of one that runs north, both on the pipe's own side.
      const side: Vec2 = way[0] > 0.5 ? [0, -2.6] : [-2.6, 0];
      const out: Vec2 = [at[0] + side[0], at[1] + side[1]];
      const code = String(++hydrants).padStart(2, '0');
      lines.push({ ...SERVICE, diameterMm: 150, code: `JH-${code}`, name: `${code}号消火栓支管`, line: [at, out] });
      points.push({ code: `XHS-${code}`, kind: 'hydrant', name: `${code}号室外消火栓`, at: out });
    }
  }
  for (const [index, inlet] of inlets().entries()) {
    const number = index + 1;
    lines.push({ ...MAIN, ...inlet, owner: CITY, code: `JS-I${number}` });
    points.push({
      code: `JY-${number}`,
      kind: 'source',
      name: `${inlet.side}市政接入点`,
      at: inlet.line[0],
      owner: CITY,
    });
    points.push({ code: `JV-I${number}`, kind: 'valve', name: `${inlet.side}总阀`, at: inlet.valve, diameterMm: 200 });
  }
  for (const {
    building,
    name,
    unit,
    at: [x, y],
    roadY,
  } of servicePoints()) {
    const code = `${building}${unit === undefined ? '' : `-${unit}`}`;
    const words = `${name}${unit === undefined ? '' : `${unit}单元`}`;
    const main: Vec2 = [x + 0.5, roadY + OFFSET_M];
    lines.push({ ...SERVICE, code: `JR-${code}`, name: `${words}给水入户管`, line: [main, [x + 0.5, y]] });
    points.push({
      code: `JV-${code}`,
      kind: 'valve',
      name: `${words}给水阀门`,
      at: [x + 0.5, main[1] - 1.6],
      diameterMm: 110,
    });
    points.push({
      code: `JC-${code}`,
      kind: 'connection',
      name: `${words}给水入户`,
      at: [x + 0.5, y],
      building,
      ...(unit && { unit }),
    });
  }
  const garage: readonly [Vec2, Vec2] = [
    [-60 + OFFSET_M, 12],
    [-48.6, 12],
  ];
  lines.push({ ...SERVICE, code: 'JR-B16', name: '地下车库给水入户管', line: garage });
  points.push({ code: 'JV-B16', kind: 'valve', name: '地下车库给水阀门', at: [-58, 12], diameterMm: 110 });
  points.push({ code: 'JC-B16', kind: 'connection', name: '地下车库给水入户', at: garage[1], building: 'B16' });
  return { medium: 'water', lines, points };
}

function inlets(): {
  readonly side: string;
  readonly name: string;
  readonly line: [Vec2, ...Vec2[]];
  readonly valve: Vec2;
}[] {
  const south = -20 + OFFSET_M;
  const east = 20;
  return [
    {
      side: '南侧',
      name: '南侧给水引入管',
      line: [
        [south, STREET_SOUTH],
        [south, -130 + OFFSET_M],
      ],
      valve: [south, -152],
    },
    {
      side: '东侧',
      name: '东侧给水引入管',
      line: [
        [STREET_EAST, east],
        [152 + OFFSET_M, east],
      ],
      valve: [173, east],
    },
  ];
}
