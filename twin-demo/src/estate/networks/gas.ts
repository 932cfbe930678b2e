import type { Vec2 } from '../../ifc/shape.ts';
import { STREET_SOUTH } from '../ground/roads.ts';
import type { EstateNetwork, PipeLine, PipePoint } from './pipe-feature.ts';
import { servicePoints } from './service-points.ts';
import { lineBeside, pointAt, STREETS, type Street } from './streets.ts';

/** North and east of the middle of the roads, metres. */
const OFFSET_M = 1.9;
/** Cover under roads that carry cars (GB 50028, 6.3.4). */
const COVER_M = 0.9;
const MAIN = { diameterMm: 160, material: 'PE100 SDR11', depth: { depthM: COVER_M } } as const;
const SERVICE = { diameterMm: 63, material: 'PE100 SDR11', depth: { depthM: COVER_M } } as const;
const CITY = '市政燃气';
/** Streets with gas, away from the regulator: a tree, as low-pressure gas of an estate is laid. Their valve is near their beginning. */
const TREE = ['W1', 'W2', 'W3', 'W4', 'E1', 'E2', 'E3', 'E4', 'L1', 'L2', 'M1', 'U1'];
/** Laid towards the west: their valve is at the end. */
const WESTWARDS = ['L3', 'L4', 'M2', 'U3'];

/** Gas from the street through a regulator, a tree along the roads, a valve on every branch. */
export function gasNetwork(): EstateNetwork {
  const lines: PipeLine[] = [];
  const points: PipePoint[] = [];
  const street = (code: string): Street => STREETS.find((one) => one.code === code)!;
  const lay = (one: Street, line: readonly [Vec2, Vec2]) =>
    lines.push({ ...MAIN, code: `RQ-${one.code}`, name: `${one.name}燃气管`, line });
  for (const code of [...TREE, ...WESTWARDS]) {
    const one = street(code);
    const [from, to] = lineBeside(one, OFFSET_M);
    lay(one, [from, to]);
    const at = WESTWARDS.includes(code) ? pointAt([to, from], 4) : pointAt([from, to], 4);
    points.push({ code: `RV-${code}`, kind: 'valve', name: `${one.name}燃气阀门`, at, diameterMm: 160 });
  }
  // The southern and the northern road are laid from the middle and from both corners.
  const y = -130 + OFFSET_M;
  const inlet = -24;
  lay({ ...street('S1'), code: 'S1' }, [
    [inlet, y],
    [-152 + OFFSET_M, y],
  ]);
  lay({ ...street('S3'), code: 'S3' }, [
    [inlet, y],
    [152 + OFFSET_M, y],
  ]);
  lay({ ...street('N1'), code: 'N1W', name: '北环路西段' }, [
    [-152 + OFFSET_M, 130 + OFFSET_M],
    [6, 130 + OFFSET_M],
  ]);
  lay({ ...street('N1'), code: 'N1E', name: '北环路东段' }, [
    [152 + OFFSET_M, 130 + OFFSET_M],
    [84, 130 + OFFSET_M],
  ]);
  points.push({ code: 'RV-S1', kind: 'valve', name: '南环路西段燃气阀门', at: [inlet - 4, y], diameterMm: 160 });
  points.push({ code: 'RV-S3', kind: 'valve', name: '南环路东段燃气阀门', at: [inlet + 4, y], diameterMm: 160 });
  lines.push({
    ...MAIN,
    code: 'RQ-I1',
    name: '燃气引入管',
    owner: CITY,
    line: [
      [inlet, STREET_SOUTH],
      [inlet, y],
    ],
  });
  points.push({ code: 'RY-1', kind: 'source', name: '市政燃气接入点', at: [inlet, STREET_SOUTH], owner: CITY });
  points.push({ code: 'RT-1', kind: 'regulator', name: '小区调压箱', at: [inlet, -153], diameterMm: 160 });
  for (const {
    building,
    name,
    unit,
    at: [x, wallY],
    roadY,
  } of servicePoints()) {
    const code = `${building}${unit === undefined ? '' : `-${unit}`}`;
    const words = `${name}${unit === undefined ? '' : `${unit}单元`}`;
    const main: Vec2 = [x + 1.1, roadY + OFFSET_M];
    lines.push({ ...SERVICE, code: `RR-${code}`, name: `${words}燃气引入管`, line: [main, [x + 1.1, wallY]] });
    points.push({
      code: `RV-${code}`,
      kind: 'valve',
      name: `${words}燃气阀门`,
      at: [x + 1.1, main[1] - 5.6],
      diameterMm: 63,
    });
    points.push({
      code: `RC-${code}`,
      kind: 'connection',
      name: `${words}燃气引入`,
      at: [x + 1.1, wallY],
      building,
      ...(unit && { unit }),
    });
  }
  return { medium: 'gas', lines, points };
}
