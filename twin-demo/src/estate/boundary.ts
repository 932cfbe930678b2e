import type { ZoneRecord } from 'twin-core';
import type { Vec2 } from '../ifc/shape.ts';
import { toLongitudeLatitude } from './site-frame.ts';

/** The estate's boundary in the site frame, counterclockwise from its south-west corner, metres. */
export const BOUNDARY: readonly Vec2[] = [
  [-170, -149],
  [170, -149],
  [170, 132],
  [152, 150],
  [-152, 150],
  [-170, 132],
];

/** The sides of the boundary by their letter: corners from first to last. North takes the chamfered corners. */
const SIDES: readonly { readonly letter: string; readonly word: string; readonly corners: readonly Vec2[] }[] = [
  { letter: 'S', word: '南', corners: [BOUNDARY[0], BOUNDARY[1]] as Vec2[] },
  { letter: 'E', word: '东', corners: [BOUNDARY[1], BOUNDARY[2]] as Vec2[] },
  { letter: 'N', word: '北', corners: [BOUNDARY[2], BOUNDARY[3], BOUNDARY[4], BOUNDARY[5]] as Vec2[] },
  { letter: 'W', word: '西', corners: [BOUNDARY[5], BOUNDARY[0]] as Vec2[] },
];

const ZONES_PER_SIDE = 8;
/** Height of the wall with its fence, metres. */
export const FENCE_HEIGHT_M = 2.4;

/** A fence zone in the site frame. */
export interface FenceZone {
  readonly code: string;
  readonly name: string;
  /** Line of the zone; the next zone begins at its last point. */
  readonly line: readonly Vec2[];
}

/** A point at a distance along a line, metres. */
export function pointAlong(line: readonly Vec2[], distance: number): Vec2 {
  let left = distance;
  for (let i = 1; i < line.length; i += 1) {
    const [a, b] = [line[i - 1], line[i]];
    if (!a || !b) break;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (left <= length) return [a[0] + ((b[0] - a[0]) * left) / length, a[1] + ((b[1] - a[1]) * left) / length];
    left -= length;
  }
  return line.at(-1) ?? [0, 0];
}

/** Length of a line, metres. */
export function lineLength(line: readonly Vec2[]): number {
  return line.reduce((sum, point, index) => {
    const before = line[index - 1] ?? point;
    return sum + Math.hypot(point[0] - before[0], point[1] - before[1]);
  }, 0);
}

function part(line: readonly Vec2[], from: number, to: number): Vec2[] {
  const points = [pointAlong(line, from)];
  let done = 0;
  line.forEach((point, index) => {
    done += index === 0 ? 0 : lineLength([line[index - 1] ?? point, point]);
    if (done > from + 1e-6 && done < to - 1e-6) points.push(point);
  });
  return [...points, pointAlong(line, to)];
}

/** The fence zones in order along the boundary: together they leave no gap (clause 7.2.4-1). */
export function fenceZones(): FenceZone[] {
  return SIDES.flatMap(({ letter, word, corners }) => {
    const step = lineLength(corners) / ZONES_PER_SIDE;
    return Array.from({ length: ZONES_PER_SIDE }, (_, index) => {
      const number = String(index + 1).padStart(2, '0');
      return {
        code: `Z-${letter}${number}`,
        name: `${word}侧${index + 1}号防区`,
        line: part(corners, index * step, (index + 1) * step),
      };
    });
  });
}

/** The fence zones as records of the site file. */
export function fenceZoneRecords(): ZoneRecord[] {
  return fenceZones().map(({ code, name, line }) => ({
    code,
    name,
    kind: 'fence',
    geometry: { type: 'LineString', coordinates: line.map(toLongitudeLatitude) },
  }));
}

/** Gaps in the wall where the gates stand: middle on the boundary and width, metres. */
export const GATES: readonly { readonly name: string; readonly at: Vec2; readonly width: number }[] = [
  { name: '南门', at: [0, -149], width: 30 },
  { name: '东门', at: [170, 2], width: 20 },
];
