import { buildTree } from './build-tree.ts';

/** Beside a triangle by this share of its edge a ray still hits it: no light between neighbours. One this near to its plane does not, metres³. */
const EDGE = 1e-7;
const PARALLEL = 1e-12;
const TINY = 1e-20;
/** Deeper than this no tree of triangles that fit into memory is. */
const MOST_DEPTH = 96;

/**
 * Triangles that rays are cast at, through a tree of boxes (BVH). Metres of one frame. Nothing is allocated for a ray; one tree serves one
 * caller at a time. Both sides of a triangle stop a ray (Möller and Trumbore 1997).
 */
export class TriangleTree {
  /** Distance of the last hit of nearest(), metres. */
  hitM = Infinity;
  readonly #boxes: Float32Array;
  readonly #links: Uint32Array;
  /** Number of each triangle, in the order of the leaves. */
  readonly #order: Uint32Array;
  /** [t × 9] in the order of the leaves: a corner, and the edges from it to the other two. */
  readonly #corners: Float32Array;
  /** Nodes still to be looked into, and where the ray enters each. */
  readonly #stack = new Uint32Array(MOST_DEPTH);
  readonly #entries = new Float64Array(MOST_DEPTH);

  /** `triangles`: [t × 9], three corners each. */
  constructor(triangles: Float32Array) {
    const { boxes, links, order } = buildTree(triangles);
    this.#boxes = boxes;
    this.#links = links;
    this.#order = order;
    this.#corners = new Float32Array(order.length * 9);
    for (const [place, triangle] of order.entries()) {
      for (let k = 0; k < 9; k++) {
        const corner = triangles[triangle * 9 + k]!;
        this.#corners[place * 9 + k] = k < 3 ? corner : corner - triangles[triangle * 9 + (k % 3)]!;
      }
    }
  }

  get triangles(): number {
    return this.#order.length;
  }

  /** Whether anything stands on the ray from a point along a direction of length 1, farther than `fromM` and nearer than `toM`. */
  isBlocked(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    fromM: number,
    toM: number,
  ): boolean {
    return this.#cast(ox, oy, oz, dx, dy, dz, fromM, toM, true) >= 0;
  }

  /** Number of the first triangle on the ray, as isBlocked() has it; −1 for none. Its distance stands in hitM. */
  nearest(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, fromM: number, toM: number): number {
    return this.#cast(ox, oy, oz, dx, dy, dz, fromM, toM, false);
  }

  /** Whether nothing stands between two points that is farther than `fromM` from the first. */
  isClear(ax: number, ay: number, az: number, bx: number, by: number, bz: number, fromM: number): boolean {
    const x = bx - ax;
    const y = by - ay;
    const z = bz - az;
    const length = Math.sqrt(x * x + y * y + z * z);
    return length <= fromM || !this.isBlocked(ax, ay, az, x / length, y / length, z / length, fromM, length);
  }

  #cast(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    fromM: number,
    toM: number,
    isAnyEnough: boolean,
  ): number {
    const boxes = this.#boxes;
    const links = this.#links;
    const stack = this.#stack;
    const entries = this.#entries;
    // A part of a direction that is 0 would make 0 × ∞ where a ray runs within a side of a box.
    const ix = 1 / (dx || TINY);
    const iy = 1 / (dy || TINY);
    const iz = 1 / (dz || TINY);
    let reach = toM;
    let found = -1;
    let top = 0;
    let node = 0;
    this.hitM = Infinity;
    if (this.#order.length === 0 || entry(boxes, 0, ox, oy, oz, ix, iy, iz, reach) > reach) return -1;
    for (;;) {
      const count = links[node * 2 + 1]!;
      const first = links[node * 2]!;
      if (count === 0) {
        // The nearer child first: what it hits shortens the ray for the other.
        const here = entry(boxes, node * 6 + 6, ox, oy, oz, ix, iy, iz, reach);
        const there = entry(boxes, first * 6, ox, oy, oz, ix, iy, iz, reach);
        const isHere = here <= there;
        const far = isHere ? there : here;
        if (far <= reach) {
          entries[top] = far;
          stack[top++] = isHere ? first : node + 1;
        }
        if ((isHere ? here : there) <= reach) {
          node = isHere ? node + 1 : first;
          continue;
        }
      }
      for (let place = first; place < first + count; place++) {
        const hit = this.#hit(place, ox, oy, oz, dx, dy, dz);
        if (hit <= fromM || hit >= reach) continue;
        if (isAnyEnough) return this.#order[place]!;
        reach = hit;
        found = this.#order[place]!;
        this.hitM = hit;
      }
      do if (top === 0) return found;
      while (entries[--top]! > reach);
      node = stack[top]!;
    }
  }

  /** Distance at which a ray meets a triangle; Infinity where it does not. */
  #hit(place: number, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): number {
    const corners = this.#corners;
    const at = place * 9;
    const ux = corners[at + 3]!;
    const uy = corners[at + 4]!;
    const uz = corners[at + 5]!;
    const vx = corners[at + 6]!;
    const vy = corners[at + 7]!;
    const vz = corners[at + 8]!;
    const px = dy * vz - dz * vy;
    const py = dz * vx - dx * vz;
    const pz = dx * vy - dy * vx;
    const determinant = ux * px + uy * py + uz * pz;
    if (determinant > -PARALLEL && determinant < PARALLEL) return Infinity;
    const inverse = 1 / determinant;
    const sx = ox - corners[at]!;
    const sy = oy - corners[at + 1]!;
    const sz = oz - corners[at + 2]!;
    const u = (sx * px + sy * py + sz * pz) * inverse;
    if (u < -EDGE || u > 1 + EDGE) return Infinity;
    const qx = sy * uz - sz * uy;
    const qy = sz * ux - sx * uz;
    const qz = sx * uy - sy * ux;
    const v = (dx * qx + dy * qy + dz * qz) * inverse;
    if (v < -EDGE || u + v > 1 + EDGE) return Infinity;
    return (vx * qx + vy * qy + vz * qz) * inverse;
  }
}

/** Distance at which a ray, given by the inverse of its direction, enters a box; Infinity where it misses it or comes to it behind `reach`. */
function entry(
  boxes: Float32Array,
  at: number,
  ox: number,
  oy: number,
  oz: number,
  ix: number,
  iy: number,
  iz: number,
  reach: number,
): number {
  const x1 = (boxes[at]! - ox) * ix;
  const x2 = (boxes[at + 3]! - ox) * ix;
  const y1 = (boxes[at + 1]! - oy) * iy;
  const y2 = (boxes[at + 4]! - oy) * iy;
  const z1 = (boxes[at + 2]! - oz) * iz;
  const z2 = (boxes[at + 5]! - oz) * iz;
  let low = 0;
  let high = reach;
  const lowX = Math.min(x1, x2);
  const highX = Math.max(x1, x2);
  const lowY = Math.min(y1, y2);
  const highY = Math.max(y1, y2);
  const lowZ = Math.min(z1, z2);
  const highZ = Math.max(z1, z2);
  if (lowX > low) low = lowX;
  if (lowY > low) low = lowY;
  if (lowZ > low) low = lowZ;
  if (highX < high) high = highX;
  if (highY < high) high = highY;
  if (highZ < high) high = highZ;
  // A ray may run along the side of a box to the last bit.
  return low <= high * 1.0000004 ? low : Infinity;
}
