import { buildTree, INNER } from './build-tree.ts';

/** Beside a triangle by this share of its edge a ray still hits it: no light between neighbours. One this near to its plane does not, metres³. */
const EDGE = 1e-7;
const PARALLEL = 1e-12;
const TINY = 1e-20;
const LAST_BIT = 1.0000004;
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
  /** Nodes still to be looked into. */
  readonly #stack = new Uint32Array(MOST_DEPTH);

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

  /**
   * Goes down the tree. All in one function: a call with numbers that are no integers makes an object of each where it is not inlined, which takes
   * longer than what it computes.
   */
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
    const corners = this.#corners;
    // A part of a direction that is 0 would make 0 × ∞ where a ray runs within a side of a box.
    const ix = 1 / (dx || TINY);
    const iy = 1 / (dy || TINY);
    const iz = 1 / (dz || TINY);
    let reach = toM;
    let found = -1;
    let top = this.#order.length === 0 ? 0 : 1;
    stack[0] = 0;
    while (top > 0) {
      const node = stack[--top]!;
      const box = node * 6;
      const x1 = (boxes[box]! - ox) * ix;
      const x2 = (boxes[box + 3]! - ox) * ix;
      const y1 = (boxes[box + 1]! - oy) * iy;
      const y2 = (boxes[box + 4]! - oy) * iy;
      const z1 = (boxes[box + 2]! - oz) * iz;
      const z2 = (boxes[box + 5]! - oz) * iz;
      const enter = Math.max(0, Math.min(x1, x2), Math.min(y1, y2), Math.min(z1, z2));
      const leave = Math.min(reach, Math.max(x1, x2), Math.max(y1, y2), Math.max(z1, z2));
      // A ray may run along the side of a box to the last bit.
      if (enter > leave * LAST_BIT) continue;
      const first = links[node * 2]!;
      const count = links[node * 2 + 1]!;
      if (count >= INNER) {
        // The nearer child comes off the stack first: what it hits shortens the ray for the other.
        const axis = count - INNER;
        const isForward = (axis === 0 ? dx : axis === 1 ? dy : dz) >= 0;
        stack[top++] = isForward ? first : node + 1;
        stack[top++] = isForward ? node + 1 : first;
        continue;
      }
      for (let place = first; place < first + count; place++) {
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
        if (determinant > -PARALLEL && determinant < PARALLEL) continue;
        const inverse = 1 / determinant;
        const sx = ox - corners[at]!;
        const sy = oy - corners[at + 1]!;
        const sz = oz - corners[at + 2]!;
        const u = (sx * px + sy * py + sz * pz) * inverse;
        if (u < -EDGE || u > 1 + EDGE) continue;
        const qx = sy * uz - sz * uy;
        const qy = sz * ux - sx * uz;
        const qz = sx * uy - sy * ux;
        const v = (dx * qx + dy * qy + dz * qz) * inverse;
        if (v < -EDGE || u + v > 1 + EDGE) continue;
        const hit = (vx * qx + vy * qy + vz * qz) * inverse;
        if (hit <= fromM || hit >= reach) continue;
        reach = hit;
        found = place;
        if (isAnyEnough) return this.#order[place]!;
      }
    }
    this.hitM = found < 0 ? Infinity : reach;
    return found < 0 ? -1 : this.#order[found]!;
  }
}
