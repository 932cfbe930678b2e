/** Triangles of one file in one frame: positions [n × 3] in metres, indices [m × 3]. */
export interface Triangles {
  readonly positions: Float32Array;
  readonly indices: Uint32Array;
}

/** What a ray met: the distance in lengths of its direction, and which triangle. */
export interface RayHit {
  readonly distance: number;
  readonly triangle: number;
}

/** [x, y, z], metres. */
export type Point3 = readonly [x: number, y: number, z: number];

/** Triangles a leaf holds at most. */
const LEAF = 6;
/** A ray nearer to a triangle's plane than this, as a determinant, runs along it. */
const ALONG = 1e-12;

/**
 * A bounding volume hierarchy over triangles: finds what a ray meets and what touches a box without looking at the rest.
 * Nodes stand in depth-first order: a node's left child follows it; `#link` holds the right child of an inner node, or −1 − the
 * first place in `#order` of a leaf, whose triangles `#count` counts.
 */
export class TriangleBvh {
  readonly #triangles: Triangles;
  readonly #order: Uint32Array;
  /** [nodes × 6]: least x, y, z, greatest x, y, z. */
  readonly #bounds: Float32Array;
  readonly #link: Int32Array;
  readonly #count: Uint8Array;
  #nodes = 0;
  readonly #stack: number[] = [];

  constructor(triangles: Triangles) {
    this.#triangles = triangles;
    const count = triangles.indices.length / 3;
    this.#order = Uint32Array.from({ length: count }, (_, at) => at);
    const most = Math.max(1, 2 * count);
    this.#bounds = new Float32Array(most * 6);
    this.#link = new Int32Array(most);
    this.#count = new Uint8Array(most);
    if (count > 0) this.#build(centersOf(triangles), 0, count);
  }

  /**
   * The nearest triangle that a ray meets from either side within `reach`. A hit that `accepts` refuses is passed through.
   * direction need not be of length 1.
   */
  raycast(
    origin: Point3,
    direction: Point3,
    reach = Infinity,
    accepts: (triangle: number, distance: number) => boolean = () => true,
  ): RayHit | null {
    if (this.#nodes === 0) return null;
    let nearest = reach;
    let hit = -1;
    const stack = this.#stack;
    stack.length = 0;
    stack.push(0);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (!this.#rayEnters(node, origin, direction, nearest)) continue;
      const link = this.#link[node]!;
      if (link > 0) {
        stack.push(link, node + 1);
        continue;
      }
      for (let at = -1 - link, end = at + this.#count[node]!; at < end; at++) {
        const triangle = this.#order[at]!;
        const distance = this.#meet(triangle, origin, direction);
        if (distance >= nearest || !accepts(triangle, distance)) continue;
        nearest = distance;
        hit = triangle;
      }
    }
    return hit < 0 ? null : { distance: nearest, triangle: hit };
  }

  /** Visits every triangle whose own box touches a box. */
  touching(min: Point3, max: Point3, visit: (triangle: number) => void): void {
    if (this.#nodes === 0) return;
    const stack = [0];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (!this.#overlaps(node, min, max)) continue;
      const link = this.#link[node]!;
      if (link > 0) {
        stack.push(link, node + 1);
        continue;
      }
      for (let at = -1 - link, end = at + this.#count[node]!; at < end; at++) {
        const triangle = this.#order[at]!;
        if (this.#triangleOverlaps(triangle, min, max)) visit(triangle);
      }
    }
  }

  /** Builds the node of a stretch of `#order` and those below it. */
  #build(centers: Float32Array, from: number, to: number): void {
    const node = this.#nodes++;
    this.#enclose(node, from, to);
    if (to - from <= LEAF) {
      this.#link[node] = -1 - from;
      this.#count[node] = to - from;
      return;
    }
    const middle = this.#split(centers, from, to);
    this.#build(centers, from, middle);
    this.#link[node] = this.#nodes;
    this.#build(centers, middle, to);
  }

  /** Parts a stretch at the middle of its centers along their longest extent; in half where they are all in one place. */
  #split(centers: Float32Array, from: number, to: number): number {
    let axis = 0;
    let at = 0;
    let longest = -1;
    for (let a = 0; a < 3; a++) {
      let [low, high] = [Infinity, -Infinity];
      for (let i = from; i < to; i++) {
        const value = centers[this.#order[i]! * 3 + a]!;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      if (high - low <= longest) continue;
      longest = high - low;
      axis = a;
      at = (low + high) / 2;
    }
    let middle = from;
    for (let i = from; i < to; i++) {
      const triangle = this.#order[i]!;
      if (centers[triangle * 3 + axis]! >= at) continue;
      this.#order[i] = this.#order[middle]!;
      this.#order[middle++] = triangle;
    }
    return middle === from || middle === to ? (from + to) >> 1 : middle;
  }

  #enclose(node: number, from: number, to: number): void {
    const { positions, indices } = this.#triangles;
    const bounds = this.#bounds;
    const base = node * 6;
    for (let a = 0; a < 3; a++) {
      let [low, high] = [Infinity, -Infinity];
      for (let i = from; i < to; i++) {
        for (let corner = 0; corner < 3; corner++) {
          const value = positions[indices[this.#order[i]! * 3 + corner]! * 3 + a]!;
          if (value < low) low = value;
          if (value > high) high = value;
        }
      }
      bounds[base + a] = low;
      bounds[base + 3 + a] = high;
    }
  }

  #rayEnters(node: number, origin: Point3, direction: Point3, reach: number): boolean {
    let [enter, leave] = [0, reach];
    for (let a = 0; a < 3; a++) {
      const low = this.#bounds[node * 6 + a]!;
      const high = this.#bounds[node * 6 + 3 + a]!;
      const from = origin[a]!;
      const slope = direction[a]!;
      if (slope === 0) {
        if (from < low || from > high) return false;
        continue;
      }
      const one = (low - from) / slope;
      const other = (high - from) / slope;
      enter = Math.max(enter, Math.min(one, other));
      leave = Math.min(leave, Math.max(one, other));
    }
    return enter <= leave;
  }

  #overlaps(node: number, min: Point3, max: Point3): boolean {
    const base = node * 6;
    for (let a = 0; a < 3; a++) {
      if (this.#bounds[base + a]! > max[a]! || this.#bounds[base + 3 + a]! < min[a]!) return false;
    }
    return true;
  }

  #triangleOverlaps(triangle: number, min: Point3, max: Point3): boolean {
    const { positions, indices } = this.#triangles;
    for (let a = 0; a < 3; a++) {
      const one = positions[indices[triangle * 3]! * 3 + a]!;
      const two = positions[indices[triangle * 3 + 1]! * 3 + a]!;
      const three = positions[indices[triangle * 3 + 2]! * 3 + a]!;
      if (Math.min(one, two, three) > max[a]! || Math.max(one, two, three) < min[a]!) return false;
    }
    return true;
  }

  /** Distance at which a ray meets a triangle (Möller and Trumbore, 1997); Infinity where it does not. */
  #meet(triangle: number, [ox, oy, oz]: Point3, [dx, dy, dz]: Point3): number {
    const { positions: p, indices } = this.#triangles;
    const a = indices[triangle * 3]! * 3;
    const b = indices[triangle * 3 + 1]! * 3;
    const c = indices[triangle * 3 + 2]! * 3;
    const [ax, ay, az] = [p[a]!, p[a + 1]!, p[a + 2]!];
    const [e1x, e1y, e1z] = [p[b]! - ax, p[b + 1]! - ay, p[b + 2]! - az];
    const [e2x, e2y, e2z] = [p[c]! - ax, p[c + 1]! - ay, p[c + 2]! - az];
    const [qx, qy, qz] = [dy * e2z - dz * e2y, dz * e2x - dx * e2z, dx * e2y - dy * e2x];
    const determinant = e1x * qx + e1y * qy + e1z * qz;
    if (Math.abs(determinant) < ALONG) return Infinity;
    const [tx, ty, tz] = [ox - ax, oy - ay, oz - az];
    const u = (tx * qx + ty * qy + tz * qz) / determinant;
    if (u < 0 || u > 1) return Infinity;
    const [rx, ry, rz] = [ty * e1z - tz * e1y, tz * e1x - tx * e1z, tx * e1y - ty * e1x];
    const v = (dx * rx + dy * ry + dz * rz) / determinant;
    if (v < 0 || u + v > 1) return Infinity;
    const distance = (e2x * rx + e2y * ry + e2z * rz) / determinant;
    return distance > 0 ? distance : Infinity;
  }
}

/** The middle of every triangle, [m × 3]. */
function centersOf({ positions, indices }: Triangles): Float32Array {
  const centers = new Float32Array(indices.length);
  for (let i = 0; i < indices.length; i += 3) {
    for (let a = 0; a < 3; a++) {
      centers[i + a] =
        (positions[indices[i]! * 3 + a]! + positions[indices[i + 1]! * 3 + a]! + positions[indices[i + 2]! * 3 + a]!) /
        3;
    }
  }
  return centers;
}
