import type { NetworkEdge } from 'twin-core';
import type { Network } from './network.ts';
import { planFrame } from './plan-frame.ts';

/** A pipe met by a section: points of metres along the section's line and metres above the ellipsoid, one where it crosses. */
export interface SectionMeeting {
  readonly edge: NetworkEdge;
  readonly course: readonly (readonly [distanceM: number, height: number])[];
}

/** A pipe at less than this angle to the line runs along it: the sine of 30°. */
const ALONG = 0.5;

/**
 * Pipes under a line on the ground, [longitude, latitude]: those that cross it, and those that run along it within `corridorM` to either
 * side, as far as they do.
 */
export function sectionAlong(
  network: Network,
  line: readonly (readonly [number, number])[],
  corridorM: number,
): SectionMeeting[] {
  const metres = planFrame(line[0]![0], line[0]![1]);
  const corners = line.map(metres);
  const found: SectionMeeting[] = [];
  for (const edge of network.edges.values()) {
    const points = edge.line.map((place) => [...metres(place), place[2]] as const);
    let start = 0;
    for (let i = 1; i < corners.length; i++) {
      const [from, to] = [corners[i - 1]!, corners[i]!];
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      if (length > 0) found.push(...meetings(edge, points, { from, to, length, start, corridorM }));
      start += length;
    }
  }
  return found.sort((a, b) => a.course[0]![0] - b.course[0]![0]);
}

interface Leg {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly length: number;
  /** Metres along the line where the leg begins. */
  readonly start: number;
  readonly corridorM: number;
}

function meetings(
  edge: NetworkEdge,
  points: readonly (readonly [x: number, y: number, z: number])[],
  { from, to, length, start, corridorM }: Leg,
): SectionMeeting[] {
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const found: SectionMeeting[] = [];
  let course: [number, number][] = [];
  const end = () => {
    if (course.length > 1) found.push({ edge, course });
    course = [];
  };
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    // Along and beside the leg, for both ends of a piece of pipe.
    const [sa, sb] = [a, b].map(([x, y]) => (x - from[0]) * ux + (y - from[1]) * uy) as [number, number];
    const [oa, ob] = [a, b].map(([x, y]) => (y - from[1]) * ux - (x - from[0]) * uy) as [number, number];
    const piece = Math.hypot(sb - sa, ob - oa);
    if (piece === 0) continue;
    const at = (share: number): [number, number] => [start + sa + (sb - sa) * share, a[2] + (b[2] - a[2]) * share];
    if (Math.abs(ob - oa) / piece >= ALONG) {
      end();
      if (oa < 0 === ob < 0) continue;
      const share = oa / (oa - ob);
      const s = sa + (sb - sa) * share;
      if (s >= 0 && s <= length) found.push({ edge, course: [at(share)] });
      continue;
    }
    const span = clipped([0, 1], [sa, sb], [0, length]);
    const inside = span && clipped(span, [oa, ob], [-corridorM, corridorM]);
    if (!inside || inside[1] - inside[0] < 1e-6) {
      end();
      continue;
    }
    if (inside[0] > 0) end();
    if (course.length === 0) course.push(at(inside[0]));
    course.push(at(inside[1]));
    if (inside[1] < 1) end();
  }
  end();
  return found;
}

/** Part of a span of shares where a value that runs from `ends[0]` to `ends[1]` lies within bounds; null where nowhere. */
function clipped(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
  [least, most]: readonly [number, number],
): readonly [number, number] | null {
  if (from === to) return from >= least && from <= most ? [low, high] : null;
  const [p, q] = [(least - from) / (to - from), (most - from) / (to - from)];
  const span = [Math.max(low, Math.min(p, q)), Math.min(high, Math.max(p, q))] as const;
  return span[0] <= span[1] ? span : null;
}
