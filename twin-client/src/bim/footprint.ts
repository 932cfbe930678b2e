import type { PlanPoint } from './frame.ts';

/** Whether a point lies inside a ring (first point not repeated), by the even-odd rule. */
export function insideRing([x, y]: PlanPoint, ring: readonly PlanPoint[]): boolean {
  let inside = false;
  for (const [[ax, ay], [bx, by]] of edges(ring)) {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Places tried along each side of the ring's bounds. */
const TRIES = 17;

/** Where a text stands best in a ring: inside it, far from its edges. Null for a ring of fewer than three points. */
export function labelPoint(ring: readonly PlanPoint[]): PlanPoint | null {
  if (ring.length < 3) return null;
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [west, south, east, north] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const middle: PlanPoint = [(west + east) / 2, (south + north) / 2];
  const reach = Math.hypot(east - west, north - south);
  let best = middle;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let i = 1; i < TRIES; i++) {
    for (let j = 1; j < TRIES; j++) {
      const point: PlanPoint = [west + ((east - west) * i) / TRIES, south + ((north - south) * j) / TRIES];
      if (!insideRing(point, ring)) continue;
      // In a long room many points are equally far from the walls: the one nearest to the middle is meant.
      const offMiddle = Math.hypot(point[0] - middle[0], point[1] - middle[1]) / reach;
      const score = edgeDistance(point, ring) * (1 - 0.5 * offMiddle);
      if (score <= bestScore) continue;
      bestScore = score;
      best = point;
    }
  }
  return best;
}

/** Distance from a point to the nearest edge of a ring, metres. */
function edgeDistance([x, y]: PlanPoint, ring: readonly PlanPoint[]): number {
  let nearest = Infinity;
  for (const [[ax, ay], [bx, by]] of edges(ring)) {
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    nearest = Math.min(nearest, Math.hypot(x - ax - along * dx, y - ay - along * dy));
  }
  return nearest;
}

/** Pairs of neighboring points, the last with the first. */
export function edges(ring: readonly PlanPoint[]): (readonly [PlanPoint, PlanPoint])[] {
  return ring.map((point, at) => [point, ring[(at + 1) % ring.length]!] as const);
}
