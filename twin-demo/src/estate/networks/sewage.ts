import type { Vec2 } from '../../ifc/shape.ts';
import { STREET_SOUTH } from '../ground/roads.ts';
import type { EstateNetwork, PipeLine, PipePoint } from './pipe-feature.ts';
import { servicePoints } from './service-points.ts';

/** Fall of the sewers under the roads and of the branches from the houses (GB 50014: at least 0.3 % for DN300, 1 % for DN160). */
const SLOPE = 0.0035;
const BRANCH_SLOPE = 0.012;
/** Inverts: of a branch before the wall, and of the first manhole of a sewer, below the water main; metres below the ground. */
const HOUSE_DEPTH_M = 1.7;
const START_DEPTH_M = 2;
/** Manholes stand no farther apart (GB 50014, 5.4.2). */
const MANHOLE_M = 40;
const OUTFALL: Vec2 = [-20, STREET_SOUTH];

/** Sewers in the direction of their flow: every one ends on another, or at the outfall. Those named first take in the others. */
const SEWERS: readonly { readonly code: string; readonly name: string; readonly line: readonly Vec2[] }[] = [
  { code: 'WZ', name: '污水总管', line: [[-20, -130], OUTFALL] },
  {
    code: 'WE',
    name: '东环路污水管',
    line: [
      [0, 130],
      [152, 130],
      [152, -130],
      [-20, -130],
    ],
  },
  {
    code: 'WW',
    name: '西环路污水管',
    line: [
      [-6, 130],
      [-152, 130],
      [-152, -130],
      [-20, -130],
    ],
  },
  {
    code: 'WU1',
    name: '北区路西段污水管',
    line: [
      [-56, 64],
      [-152, 64],
    ],
  },
  {
    code: 'WU2',
    name: '北区路东段污水管',
    line: [
      [56, 64],
      [152, 64],
    ],
  },
  {
    code: 'WM1',
    name: '中区西路污水管',
    line: [
      [-64, 2],
      [-152, 2],
    ],
  },
  {
    code: 'WM2',
    name: '中区东路污水管',
    line: [
      [64, 2],
      [152, 2],
    ],
  },
  {
    code: 'WL1',
    name: '南区路西段污水管',
    line: [
      [-8, -62],
      [-152, -62],
    ],
  },
  {
    code: 'WL2',
    name: '南区路东段污水管',
    line: [
      [8, -62],
      [152, -62],
    ],
  },
];

/** A manhole in the making. */
interface Manhole {
  readonly at: Vec2;
  /** Deepest invert so far, metres below the ground. */
  depthM: number;
}

const key = ([x, y]: Vec2) => `${Math.round(x * 1000)},${Math.round(y * 1000)}`;
const between = (a: Vec2, b: Vec2) => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** Places of a sewer's manholes in the direction of flow: its corners, where others come in, and so often between. */
function stopsOf(line: readonly Vec2[], entries: readonly Vec2[]): Vec2[] {
  const stops: Vec2[] = [line[0]!];
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1]!, line[i]!];
    const length = between(from, to);
    const along = ([x, y]: Vec2) => ((x - from[0]) * (to[0] - from[0]) + (y - from[1]) * (to[1] - from[1])) / length;
    const beside = (at: Vec2) =>
      Math.abs((at[0] - from[0]) * (to[1] - from[1]) - (at[1] - from[1]) * (to[0] - from[0])) / length;
    const fixed = entries
      .filter((at) => beside(at) < 0.01 && along(at) > 0.01 && along(at) < length - 0.01)
      .map(along)
      .sort((a, b) => a - b);
    const ends = [...new Set([...fixed, length])];
    let last = 0;
    for (const end of ends) {
      const parts = Math.max(1, Math.ceil((end - last) / MANHOLE_M));
      for (let part = 1; part <= parts; part++) {
        const s = (last + ((end - last) * part) / parts) / length;
        stops.push([from[0] + (to[0] - from[0]) * s, from[1] + (to[1] - from[1]) * s]);
      }
      last = end;
    }
  }
  return stops;
}

/** Sewage by its own fall: branches from every door, manholes at every bend and every 40 m, one outfall to the street. */
export function sewageNetwork(): EstateNetwork {
  const lines: PipeLine[] = [];
  const points: PipePoint[] = [];
  const manholes = new Map<string, Manhole>();
  const manhole = (at: Vec2, depthM: number) => {
    const known = manholes.get(key(at));
    if (known) known.depthM = Math.max(known.depthM, depthM);
    else manholes.set(key(at), { at, depthM });
  };
  const branches = servicePoints().map((service) => {
    const at: Vec2 = [service.at[0] - 0.2, service.roadY];
    const start: Vec2 = [at[0], service.at[1]];
    return { ...service, start, at, endDepthM: HOUSE_DEPTH_M + between(start, at) * BRANCH_SLOPE };
  });
  for (const { at, endDepthM } of branches) manhole(at, Math.max(endDepthM, START_DEPTH_M));
  const entries = [...branches.map(({ at }) => at), ...SEWERS.map(({ line }) => line.at(-1)!)];
  // From the ends upwards in the list, so that whatever comes into a sewer is known when its own fall is laid.
  for (const { code, name, line } of [...SEWERS].reverse()) {
    const stops = stopsOf(line, entries);
    for (const at of stops) manhole(at, START_DEPTH_M);
    for (let i = 1; i < stops.length; i++) {
      const [from, to] = [manholes.get(key(stops[i - 1]!))!, manholes.get(key(stops[i]!))!];
      const endDepthM = from.depthM + between(from.at, to.at) * SLOPE;
      to.depthM = Math.max(to.depthM, endDepthM);
      lines.push({
        code: `${code}-${String(i).padStart(2, '0')}`,
        name,
        line: [from.at, to.at],
        diameterMm: code === 'WZ' ? 400 : 300,
        material: 'HDPE双壁波纹管',
        depth: { startDepthM: from.depthM, endDepthM },
      });
    }
  }
  for (const { building, name, unit, start, at, endDepthM } of branches) {
    const code = `${building}${unit === undefined ? '' : `-${unit}`}`;
    const words = `${name}${unit === undefined ? '' : `${unit}单元`}`;
    const depth = { startDepthM: HOUSE_DEPTH_M, endDepthM };
    lines.push({
      code: `WR-${code}`,
      name: `${words}污水出户管`,
      line: [start, at],
      diameterMm: 160,
      material: 'HDPE双壁波纹管',
      depth,
    });
    points.push({
      code: `WC-${code}`,
      kind: 'connection',
      name: `${words}污水出户`,
      at: start,
      building,
      ...(unit && { unit }),
    });
  }
  points.push({ code: 'WO-1', kind: 'outfall', name: '污水接市政管', at: OUTFALL, owner: '市政排水' });
  let number = 0;
  for (const { at } of manholes.values()) {
    if (key(at) === key(OUTFALL)) continue;
    const code = `WJ-${String(++number).padStart(3, '0')}`;
    points.push({ code, kind: 'manhole', name: `${code}污水检查井`, at, diameterMm: 700 });
  }
  return { medium: 'sewage', lines, points };
}
