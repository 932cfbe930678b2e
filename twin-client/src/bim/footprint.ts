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
const TRIES = 18;
/** Places offered, and how far they are apart as a share of the ring's diagonal. */
const CHOICES = 8;
const APART = 0.14;

/** Where a text stands well in a ring, the best first: inside it, far from its edges, apart from one another. [] for no ring. */
export function labelPoints(ring: readonly PlanPoint[]): readonly PlanPoint[] {
  if (ring.length < 3) return [];
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [west, south, east, north] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const middle: PlanPoint = [(west + east) / 2, (south + north) / 2];
  const reach = Math.hypot(east - west, north - south);
  const tried: { readonly point: PlanPoint; readonly score: number }[] = [];
  for (let i = 1; i < TRIES; i++) {
    for (let j = 1; j < TRIES; j++) {
      const point: PlanPoint = [west + ((east - west) * i) / TRIES, south + ((north - south) * j) / TRIES];
      if (!insideRing(point, ring)) continue;
      // In a long room many points are equally far from the walls: the one nearest to the middle is meant.
      const offMiddle = distance(point, middle) / reach;
      tried.push({ point, score: edgeDistance(point, ring) * (1 - 0.5 * offMiddle) });
    }
  }
  tried.sort((a, b) => b.score - a.score);
  const best: PlanPoint[] = [];
  for (const { point } of tried) {
    if (best.length === CHOICES) break;
    if (best.every((other) => distance(point, other) > reach * APART)) best.push(point);
  }
  return best;
}

const distance = ([ax, ay]: PlanPoint, [bx, by]: PlanPoint) => Math.hypot(ax - bx, ay - by);

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

/** Area of a ring, square metres (shoelace). */
export function ringArea(ring: readonly PlanPoint[]): number {
  const twice = edges(ring).reduce((sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay, 0);
  return Math.abs(twice) / 2;
}
