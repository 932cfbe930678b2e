import type { EscapeRoute } from '../../state/records/route.ts';

type Line = EscapeRoute['line'];

/** One part of a way that is walked without a change of storey, or down a stair. */
export type RouteLeg =
  | { readonly by: 'floor'; readonly storey: string; readonly spaces: readonly string[]; readonly lengthM: number }
  /** `stair`: GlobalId of the space that it begins in. */
  | { readonly by: 'stair'; readonly from: string; readonly to: string; readonly stair: string | null };

/** A way in the parts that people are told: storeys on which one only stays in a stair are part of that stair. `isStair` tells it of a space by GlobalId. */
export function legsOf(line: Line, isStair: (space: string) => boolean): RouteLeg[] {
  const floors = byStorey(line).map((points) => ({
    storey: points[0]!.storey ?? '',
    spaces: [...new Set(points.flatMap(({ space }) => space ?? []))],
    lengthM: lengthOf(points),
  }));
  const legs: RouteLeg[] = [];
  for (const [at, { storey, spaces, lengthM }] of floors.entries()) {
    const passesOnly = at > 0 && at < floors.length - 1 && spaces.every(isStair);
    const before = legs.at(-1);
    if (at > 0) {
      if (before?.by === 'stair') legs[legs.length - 1] = { ...before, to: storey };
      else {
        const { storey: from, spaces: above } = floors[at - 1]!;
        legs.push({ by: 'stair', from, to: storey, stair: above.findLast(isStair) ?? null });
      }
    }
    if (!passesOnly) legs.push({ by: 'floor', storey, spaces, lengthM });
  }
  return legs;
}

/** The points of a way that lie on one storey, from the first time it comes there. */
export function onStorey(line: Line, storey: string): Line {
  return byStorey(line).find(([first]) => first?.storey === storey) ?? [];
}

function byStorey(line: Line): Line[] {
  const parts: Line[number][][] = [];
  for (const point of line) {
    const last = parts.at(-1);
    if (last && last[0]!.storey === point.storey) last.push(point);
    else parts.push([point]);
  }
  return parts;
}

function lengthOf(points: Line): number {
  let total = 0;
  for (let at = 1; at < points.length; at++) {
    const [a, b] = [points[at - 1]!.at, points[at]!.at];
    total += Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  }
  return total;
}
