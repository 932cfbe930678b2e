/** A point of a picture: shares of its width from the left and of its height from the top. */
export type PicturePoint = readonly [u: number, v: number];

/** The convex hull of points, counter-clockwise, no corner repeated (Andrew 1979); empty for fewer than three that are not in line. */
export function hullOf(points: readonly PicturePoint[]): PicturePoint[] {
  const sorted = points.toSorted(([au, av], [bu, bv]) => au - bu || av - bv);
  const half = (from: readonly PicturePoint[]) => {
    const chain: PicturePoint[] = [];
    for (const point of from) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  const hull = [...half(sorted), ...half(sorted.toReversed())];
  return hull.length < 3 ? [] : hull;
}

/** What two convex polygons have in common (Sutherland and Hodgman 1974); `by` is counter-clockwise. Empty where that has no area. */
export function clipConvex(polygon: readonly PicturePoint[], by: readonly PicturePoint[]): PicturePoint[] {
  let left = [...polygon];
  for (const [i, from] of by.entries()) {
    const to = by[(i + 1) % by.length]!;
    const before = left;
    left = before.flatMap((point, k) => {
      const next = before[(k + 1) % before.length]!;
      const [here, there] = [turn(from, to, point), turn(from, to, next)];
      const kept = here >= 0 ? [point] : [];
      if (here >= 0 === there >= 0) return kept;
      const share = here / (here - there);
      return [...kept, [point[0] + (next[0] - point[0]) * share, point[1] + (next[1] - point[1]) * share] as const];
    });
  }
  return left.length < 3 ? [] : left;
}

/** Whether a point is within a convex polygon, counter-clockwise. */
export function isWithin(polygon: readonly PicturePoint[], u: number, v: number): boolean {
  for (let i = 0; i < polygon.length; i++) {
    if (turn(polygon[i]!, polygon[(i + 1) % polygon.length]!, [u, v]) < 0) return false;
  }
  return true;
}

/** A convex polygon made larger on all sides by so much of the width and of the height. */
export function grow(polygon: readonly PicturePoint[], du: number, dv: number): PicturePoint[] {
  return hullOf(
    polygon.flatMap(([u, v]) => [
      [u - du, v - dv] as const,
      [u + du, v - dv] as const,
      [u + du, v + dv] as const,
      [u - du, v + dv] as const,
    ]),
  );
}

/** Twice the area of a triangle; positive where its corners go counter-clockwise. */
function turn([au, av]: PicturePoint, [bu, bv]: PicturePoint, [cu, cv]: PicturePoint): number {
  return (bu - au) * (cv - av) - (bv - av) * (cu - au);
}
