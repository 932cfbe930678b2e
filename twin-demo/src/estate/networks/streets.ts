import type { Vec2 } from '../../ifc/shape.ts';
import { RING } from '../ground/roads.ts';

/** A straight piece of road between two crossings, by its middle line in the site frame. */
export interface Street {
  readonly code: string;
  readonly name: string;
  readonly from: Vec2;
  readonly to: Vec2;
}

const { x: X, y: Y } = RING;

/** Roads under which pipes run. The avenue's are in its western carriageway: trees stand in its middle. */
export const STREETS: readonly Street[] = [
  { code: 'S1', name: '南环路西段', from: [-X, -Y], to: [-20, -Y] },
  { code: 'S2', name: '南环路中段', from: [-20, -Y], to: [-4.5, -Y] },
  { code: 'S3', name: '南环路东段', from: [-4.5, -Y], to: [X, -Y] },
  { code: 'W1', name: '西环路南段', from: [-X, -Y], to: [-X, -62] },
  { code: 'W2', name: '西环路中段', from: [-X, -62], to: [-X, 2] },
  { code: 'W3', name: '西环路北段', from: [-X, 2], to: [-X, 64] },
  { code: 'W4', name: '西环路北端', from: [-X, 64], to: [-X, Y] },
  { code: 'E1', name: '东环路南段', from: [X, -Y], to: [X, -62] },
  { code: 'E2', name: '东环路中段', from: [X, -62], to: [X, 2] },
  { code: 'E3', name: '东环路北段', from: [X, 2], to: [X, 64] },
  { code: 'E4', name: '东环路北端', from: [X, 64], to: [X, Y] },
  { code: 'N1', name: '北环路', from: [-X, Y], to: [X, Y] },
  { code: 'L1', name: '南区路西段', from: [-X, -62], to: [-60, -62] },
  { code: 'L2', name: '南区路中西段', from: [-60, -62], to: [-4.5, -62] },
  { code: 'L3', name: '南区路中东段', from: [-4.5, -62], to: [60, -62] },
  { code: 'L4', name: '南区路东段', from: [60, -62], to: [X, -62] },
  { code: 'M1', name: '中区西路', from: [-X, 2], to: [-60, 2] },
  { code: 'M2', name: '中区东路', from: [60, 2], to: [X, 2] },
  { code: 'U1', name: '北区路西段', from: [-X, 64], to: [-60, 64] },
  { code: 'U2', name: '北区路中段', from: [-60, 64], to: [60, 64] },
  { code: 'U3', name: '北区路东段', from: [60, 64], to: [X, 64] },
  { code: 'C1', name: '中心西路南段', from: [-60, -62], to: [-60, 2] },
  { code: 'C2', name: '中心西路北段', from: [-60, 2], to: [-60, 64] },
  { code: 'C3', name: '中心东路南段', from: [60, -62], to: [60, 2] },
  { code: 'C4', name: '中心东路北段', from: [60, 2], to: [60, 64] },
  { code: 'A1', name: '中央大道', from: [-4.5, -Y], to: [-4.5, -62] },
];

/** The line of pipes beside the middle of a street: `offset` metres north of roads that run east, east of those that run north. */
export function lineBeside({ from, to }: Street, offset: number): [Vec2, Vec2] {
  const beside = ([x, y]: Vec2): Vec2 => [x + offset, y + offset];
  return [beside(from), beside(to)];
}

/** Direction of a line and its length, metres. */
export function courseOf([from, to]: readonly [Vec2, Vec2]): { readonly way: Vec2; readonly lengthM: number } {
  const lengthM = Math.hypot(to[0] - from[0], to[1] - from[1]);
  return { way: [(to[0] - from[0]) / lengthM, (to[1] - from[1]) / lengthM], lengthM };
}

/** The point of a line at a distance from its beginning. */
export function pointAt(line: readonly [Vec2, Vec2], distanceM: number): Vec2 {
  const { way } = courseOf(line);
  return [line[0][0] + way[0] * distanceM, line[0][1] + way[1] * distanceM];
}
