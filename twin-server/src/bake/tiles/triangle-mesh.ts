/** Bounds in whole millimetres of the building frame (Z-up): [minX, minY, minZ, maxX, maxY, maxZ]. */
export type Bounds = [number, number, number, number, number, number];

/** Bounds that hold nothing; grown by joinBounds. */
export function emptyBounds(): Bounds {
  return [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
}

/** Grows `bounds` so that it holds `other` too. */
export function joinBounds(bounds: Bounds, other: Readonly<Bounds>): void {
  for (let axis = 0; axis < 3; axis++) {
    if (other[axis]! < bounds[axis]!) bounds[axis] = other[axis]!;
    if (other[axis + 3]! > bounds[axis + 3]!) bounds[axis + 3] = other[axis + 3]!;
  }
}

/** Whether the bounds hold no point. */
export function isEmpty(bounds: Readonly<Bounds>): boolean {
  return bounds[0] > bounds[3];
}

/**
 * Triangles in the building frame (Z-up) on a grid of one millimetre, as buildings are drawn: equal vertices are equal
 * numbers, and the same corner lands on the same place in every tile.
 */
export interface TriangleMesh {
  /** Millimetres, [n × 3]. */
  readonly positions: Int32Array;
  /** Unit normals × 127, [n × 3]. */
  readonly normals: Int8Array;
  /** Linear RGB and alpha, 0–255, [n × 4]. */
  readonly colors: Uint8Array;
  /** Row of the feature each vertex belongs to, [n]. */
  readonly features: Uint32Array;
  /** Vertex numbers, counter-clockwise seen from outside, [triangles × 3]. */
  readonly indices: Uint32Array;
}

/** A typed array that grows by doubling. */
class Growing<T extends Int32Array | Int8Array | Uint8Array | Uint32Array> {
  #array: T;
  readonly #make: (length: number) => T;
  length = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#array = make(1024);
  }

  /** The array with room for `count` more values; write at `length` and raise it. */
  reserve(count: number): T {
    if (this.length + count > this.#array.length) {
      const wider = this.#make(Math.max(this.#array.length * 2, this.length + count));
      wider.set(this.#array);
      this.#array = wider;
    }
    return this.#array;
  }

  view(): T {
    return this.#array.subarray(0, this.length) as T;
  }
}

/** Gathers welded triangles. Vertices are shared within one begin(): same place, facet normal and color. */
export class MeshBuilder {
  readonly #positions = new Growing((n) => new Int32Array(n));
  readonly #normals = new Growing((n) => new Int8Array(n));
  readonly #colors = new Growing((n) => new Uint8Array(n));
  readonly #features = new Growing((n) => new Uint32Array(n));
  readonly #indices = new Growing((n) => new Uint32Array(n));
  readonly bounds: Bounds = emptyBounds();
  #table = new Int32Array(1 << 10).fill(-1);
  #used: number[] = [];
  #feature = 0;
  #color = 0;

  get triangles(): number {
    return this.#indices.length / 3;
  }

  get vertices(): number {
    return this.#features.length;
  }

  /** Starts a piece of one feature and one color (0xAABBGGRR, linear) of at most `corners` triangle corners. */
  begin(feature: number, color: number, corners: number): void {
    for (const slot of this.#used) this.#table[slot] = -1;
    this.#used = [];
    // At most half full, so that probing stays short.
    if (this.#table.length < corners * 2) {
      this.#table = new Int32Array(2 ** Math.ceil(Math.log2(corners * 2))).fill(-1);
    }
    this.#feature = feature;
    this.#color = color;
  }

  /** Adds a triangle by its corners in millimetres (flat array `at`, three offsets) and its packed facet normal. */
  add(at: Int32Array, a: number, b: number, c: number, nx: number, ny: number, nz: number): void {
    const indices = this.#indices.reserve(3);
    const from = this.#indices.length;
    indices[from] = this.#vertex(at[a]!, at[a + 1]!, at[a + 2]!, nx, ny, nz);
    indices[from + 1] = this.#vertex(at[b]!, at[b + 1]!, at[b + 2]!, nx, ny, nz);
    indices[from + 2] = this.#vertex(at[c]!, at[c + 1]!, at[c + 2]!, nx, ny, nz);
    this.#indices.length += 3;
  }

  #vertex(x: number, y: number, z: number, nx: number, ny: number, nz: number): number {
    const normal = (nx & 255) | ((ny & 255) << 8) | ((nz & 255) << 16);
    const mask = this.#table.length - 1;
    let slot =
      Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ Math.imul(z, 0xc2b2ae35) ^ Math.imul(normal, 0x27d4eb2f);
    slot = (slot ^ (slot >>> 15)) & mask;
    const positions = this.#positions.reserve(3);
    const normals = this.#normals.reserve(3);
    for (;;) {
      const vertex = this.#table[slot]!;
      if (vertex < 0) break;
      const v = vertex * 3;
      if (
        positions[v] === x &&
        positions[v + 1] === y &&
        positions[v + 2] === z &&
        normals[v] === nx &&
        normals[v + 1] === ny &&
        normals[v + 2] === nz
      )
        return vertex;
      slot = (slot + 1) & mask;
    }
    const vertex = this.#features.length;
    this.#table[slot] = vertex;
    this.#used.push(slot);
    const p = this.#positions.length;
    positions[p] = x;
    positions[p + 1] = y;
    positions[p + 2] = z;
    normals[p] = nx;
    normals[p + 1] = ny;
    normals[p + 2] = nz;
    this.#positions.length += 3;
    this.#normals.length += 3;
    const colors = this.#colors.reserve(4);
    const q = this.#colors.length;
    colors[q] = this.#color & 255;
    colors[q + 1] = (this.#color >>> 8) & 255;
    colors[q + 2] = (this.#color >>> 16) & 255;
    colors[q + 3] = this.#color >>> 24;
    this.#colors.length += 4;
    this.#features.reserve(1)[vertex] = this.#feature;
    this.#features.length += 1;
    const bounds = this.bounds;
    if (x < bounds[0]) bounds[0] = x;
    if (y < bounds[1]) bounds[1] = y;
    if (z < bounds[2]) bounds[2] = z;
    if (x > bounds[3]) bounds[3] = x;
    if (y > bounds[4]) bounds[4] = y;
    if (z > bounds[5]) bounds[5] = z;
    return vertex;
  }

  /** What was gathered so far: views, valid until the next add. */
  mesh(): TriangleMesh {
    return {
      positions: this.#positions.view(),
      normals: this.#normals.view(),
      colors: this.#colors.view(),
      features: this.#features.view(),
      indices: this.#indices.view(),
    };
  }
}
