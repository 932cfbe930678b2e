import { type Bounds, emptyBounds } from './bounds.ts';

/** Flat-shaded triangles on the grid of one millimetre, welded: vertices of equal place and facet normal are one. */
export interface Facets {
  /** Millimetres, Z-up, [n × 3]. */
  readonly positions: Int32Array;
  /** Unit normals × 127, [n × 3]. */
  readonly normals: Int8Array;
  /** Vertex numbers, counter-clockwise seen from outside, [triangles × 3]. */
  readonly indices: Uint32Array;
  /** Extent of the positions. */
  readonly bounds: Readonly<Bounds>;
}

/** Welds triangles into facets. One welder serves many meshes, one after the other, without giving its memory back. */
export class Welder {
  #positions = new Int32Array(0);
  #normals = new Int8Array(0);
  #indices = new Uint32Array(0);
  // Open addressing; a slot counts only if its stamp is the present mesh's, so that nothing needs clearing.
  #slots = new Int32Array(0);
  #stamps = new Uint32Array(0);
  #stamp = 0;
  #mask = 0;
  #vertices = 0;
  #corners = 0;

  /** Starts a mesh of at most `corners` triangle corners. */
  begin(corners: number): void {
    if (this.#indices.length < corners) {
      // At most half of the slots are taken, so that probing stays short.
      const size = 2 ** Math.ceil(Math.log2(Math.max(corners * 2, 1024)));
      this.#positions = new Int32Array(size * 1.5);
      this.#normals = new Int8Array(size * 1.5);
      this.#indices = new Uint32Array(size / 2);
      this.#slots = new Int32Array(size);
      this.#stamps = new Uint32Array(size);
      this.#stamp = 0;
    }
    // A small mesh keeps to a few slots that stay in the processor's cache.
    this.#mask = 2 ** Math.ceil(Math.log2(Math.max(corners * 2, 64))) - 1;
    this.#stamp++;
    this.#vertices = 0;
    this.#corners = 0;
  }

  /** Adds a triangle by its corners in millimetres (flat array `at`, three offsets) and its normal × 127. */
  add(at: Int32Array, a: number, b: number, c: number, nx: number, ny: number, nz: number): void {
    const indices = this.#indices;
    indices[this.#corners] = this.#vertex(at[a]!, at[a + 1]!, at[a + 2]!, nx, ny, nz);
    indices[this.#corners + 1] = this.#vertex(at[b]!, at[b + 1]!, at[b + 2]!, nx, ny, nz);
    indices[this.#corners + 2] = this.#vertex(at[c]!, at[c + 1]!, at[c + 2]!, nx, ny, nz);
    this.#corners += 3;
  }

  #vertex(x: number, y: number, z: number, nx: number, ny: number, nz: number): number {
    const normal = (nx & 255) | ((ny & 255) << 8) | ((nz & 255) << 16);
    let slot =
      Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ Math.imul(z, 0xc2b2ae35) ^ Math.imul(normal, 0x27d4eb2f);
    slot = (slot ^ (slot >>> 15)) & this.#mask;
    const positions = this.#positions;
    const normals = this.#normals;
    while (this.#stamps[slot] === this.#stamp) {
      const vertex = this.#slots[slot]!;
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
      slot = (slot + 1) & this.#mask;
    }
    const vertex = this.#vertices++;
    this.#stamps[slot] = this.#stamp;
    this.#slots[slot] = vertex;
    const v = vertex * 3;
    positions[v] = x;
    positions[v + 1] = y;
    positions[v + 2] = z;
    normals[v] = nx;
    normals[v + 1] = ny;
    normals[v + 2] = nz;
    return vertex;
  }

  /** The mesh since begin(), as copies. */
  finish(): Facets {
    const positions = this.#positions.slice(0, this.#vertices * 3);
    const bounds = emptyBounds();
    for (let p = 0; p < positions.length; p += 3) {
      const [x, y, z] = [positions[p]!, positions[p + 1]!, positions[p + 2]!];
      if (x < bounds[0]) bounds[0] = x;
      if (y < bounds[1]) bounds[1] = y;
      if (z < bounds[2]) bounds[2] = z;
      if (x > bounds[3]) bounds[3] = x;
      if (y > bounds[4]) bounds[4] = y;
      if (z > bounds[5]) bounds[5] = z;
    }
    return {
      positions,
      normals: this.#normals.slice(0, this.#vertices * 3),
      indices: this.#indices.slice(0, this.#corners),
      bounds,
    };
  }
}
