import type { NetworkEdge } from 'twin-core';
import type { Network } from './network.ts';
import { planFrame } from './plan-frame.ts';

/** A place on a pipe. */
export interface PlaceOnEdge {
  readonly edge: NetworkEdge;
  /** In plan, metres. */
  readonly distanceM: number;
  readonly longitude: number;
  readonly latitude: number;
  /** Of the pipe's middle there, metres above the ellipsoid. */
  readonly height: number;
}

/** The place on a pipe that is nearest to a point in plan; null for a network without pipes. */
export function nearestEdge(network: Network, longitude: number, latitude: number): PlaceOnEdge | null {
  let best: PlaceOnEdge | null = null;
  for (const edge of network.edges.values()) {
    const met = placeOnEdge(edge, longitude, latitude);
    if (!best || met.distanceM < best.distanceM) best = met;
  }
  return best;
}

/** The place on one pipe that is nearest to a point in plan. */
export function placeOnEdge(edge: NetworkEdge, longitude: number, latitude: number): PlaceOnEdge {
  const metres = planFrame(longitude, latitude);
  let [least, segment, share] = [Infinity, 0, 0];
  let [ax, ay] = metres(edge.line[0]!);
  for (let i = 1; i < edge.line.length; i++) {
    const [bx, by] = metres(edge.line[i]!);
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
    const distance = Math.hypot(ax + dx * t, ay + dy * t);
    if (distance < least) [least, segment, share] = [distance, i - 1, t];
    [ax, ay] = [bx, by];
  }
  const [a, b] = [edge.line[segment]!, edge.line[segment + 1]!];
  const along = (axis: 0 | 1 | 2) => a[axis] + (b[axis] - a[axis]) * share;
  return { edge, distanceM: least, longitude: along(0), latitude: along(1), height: along(2) };
}
