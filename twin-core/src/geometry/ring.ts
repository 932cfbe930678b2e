/** A closed line by its corners [x, y], the first not repeated: metres of a frame, or degrees of longitude and latitude. */
export type Ring = readonly (readonly [x: number, y: number])[];
/** [least x, least y, greatest x, greatest y]. */
export type Extent = readonly [number, number, number, number];

export function extentOf(ring: Ring): Extent {
  let [a, b, c, d] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    a = Math.min(a, x);
    b = Math.min(b, y);
    c = Math.max(c, x);
    d = Math.max(d, y);
  }
  return [a, b, c, d];
}

/** Whether two extents have no point in common. */
export const disjoint = (a: Extent, b: Extent): boolean => a[0] > b[2] || b[0] > a[2] || a[1] > b[3] || b[1] > a[3];

/** Area enclosed, in the square of the corners' unit. */
export function areaOf(ring: Ring): number {
  // From the first corner: far from the origin the products would lose the digits that matter.
  const [x0, y0] = ring[0] ?? [0, 0];
  let twice = 0;
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    twice += (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
  });
  return Math.abs(twice) / 2;
}

/** Whether a point lies inside (a ray to the right crosses the ring an odd number of times). */
export function isInside(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

type Corner = Ring[number];

/** Twice the signed area of a triangle: > 0 to the left. */
const turn = (a: Corner, b: Corner, c: Corner) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

const between = (a: Corner, b: Corner, c: Corner) =>
  Math.min(a[0], b[0]) <= c[0] &&
  c[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= c[1] &&
  c[1] <= Math.max(a[1], b[1]);

/** Whether the straight lines from a to b and from c to d have a point in common. */
export function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc > 0 !== abd > 0 && cda > 0 !== cdb > 0 && abc !== 0 && abd !== 0 && cda !== 0 && cdb !== 0) return true;
  return (
    (abc === 0 && between(a, b, c)) ||
    (abd === 0 && between(a, b, d)) ||
    (cda === 0 && between(c, d, a)) ||
    (cdb === 0 && between(c, d, b))
  );
}

/**
 * Two sides of a ring that are not neighbours and have a point in common, or neighbours that lie upon each other, by the
 * index of their first corners; null where the ring is simple. Sides are swept from left to right.
 */
export function findSelfContact(ring: Ring): readonly [number, number] | null {
  const count = ring.length;
  const end = (side: number) => ring[(side + 1) % count]!;
  const left = (side: number) => Math.min(ring[side]![0], end(side)[0]);
  const right = (side: number) => Math.max(ring[side]![0], end(side)[0]);
  const sides = ring.map((_, side) => side).sort((a, b) => left(a) - left(b));
  let open: number[] = [];
  for (const side of sides) {
    const begin = left(side);
    open = open.filter((other) => right(other) >= begin);
    for (const other of open) {
      const [first, second] = side < other ? [side, other] : [other, side];
      const neighbors = second - first === 1 || (first === 0 && second === count - 1);
      const contact = neighbors
        ? foldsBack(ring, second - first === 1 ? second : first)
        : meet(ring[first]!, end(first), ring[second]!, end(second));
      if (contact) return [first, second];
    }
    open.push(side);
  }
  return null;
}

/** Whether the sides before and after a corner lie upon each other. */
function foldsBack(ring: Ring, corner: number): boolean {
  const [a, b, c] = [ring.at(corner - 1)!, ring[corner]!, ring[(corner + 1) % ring.length]!];
  return turn(a, b, c) === 0 && (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]) > 0;
}

/** How a ring lies to another one. */
export type Relation = 'inside' | 'across' | 'outside';

/** Whether `inner` lies wholly inside `ring`, partly, or not at all (a ring around `ring` lies across it). */
export function relationTo(ring: Ring, inner: Ring): Relation {
  const extent = extentOf(inner);
  if (disjoint(extentOf(ring), extent)) return 'outside';
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    if (disjoint(extentOf([a, b]), extent)) continue;
    for (let j = 0; j < inner.length; j++) if (meet(a, b, inner[j]!, inner[(j + 1) % inner.length]!)) return 'across';
  }
  if (isInside(ring, ...inner[0]!)) return 'inside';
  return isInside(inner, ...ring[0]!) ? 'across' : 'outside';
}

/**
 * The part of a ring within an extent (Sutherland and Hodgman 1974). Parts that the extent divides stay joined along its
 * border, which is of no matter to points inside it.
 */
export function clipRing(ring: Ring, extent: Extent): Ring {
  const borders = [
    { axis: 0, at: extent[0], sign: 1 },
    { axis: 1, at: extent[1], sign: 1 },
    { axis: 0, at: extent[2], sign: -1 },
    { axis: 1, at: extent[3], sign: -1 },
  ] as const;
  return borders.reduce<Ring>((corners, { axis, at, sign }) => {
    const isIn = (corner: Corner) => (corner[axis] - at) * sign >= 0;
    return corners.flatMap((corner, i) => {
      const before = corners.at(i - 1)!;
      if (isIn(before) === isIn(corner)) return isIn(corner) ? [corner] : [];
      const share = (at - before[axis]) / (corner[axis] - before[axis]);
      const crossing: Corner = [
        before[0] + (corner[0] - before[0]) * share,
        before[1] + (corner[1] - before[1]) * share,
      ];
      return isIn(corner) ? [crossing, corner] : [crossing];
    });
  }, ring);
}
