import { type Bounds, emptyBounds } from './bounds.ts';

/** Triangles on the grid of one millimetre, welded: vertices of equal place and normal are one. */
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

// What meets at less than 40° in small triangles was round before it was cut into facets: web-ifc cuts a circle into 12.
// As a dot product of normals × 127.
const ROUND = 0.766 * 127 * 127;
const CHUNK_BYTES = 1 << 20;

/** Hands out parts of large buffers: a building has ten thousand small meshes, and a buffer of its own costs each a microsecond. */
class Arena {
  #buffer = new ArrayBuffer(0);
  #at = 0;

  /** Place in a buffer with room for `bytes`, a multiple of four. */
  take(bytes: number): { readonly buffer: ArrayBuffer; readonly at: number } {
    if (this.#at + bytes > this.#buffer.byteLength) {
      this.#buffer = new ArrayBuffer(Math.max(CHUNK_BYTES, bytes));
      this.#at = 0;
    }
    const at = this.#at;
    this.#at += (bytes + 3) & ~3;
    return { buffer: this.#buffer, at };
  }
}

/** A part of a unit normal as it is kept, × 127: in 31 steps, exact along the axes and within 2° elsewhere. */
export function normalByte(part: number): number {
  return Math.round((Math.round(part * 31) * 127) / 31);
}

/**
 * Welds triangles into facets, flat where they are large and smooth where small ones bend a little: that shades pipes and
 * chairs as what they are, in a third of the vertices. One welder serves many meshes, one after the other, without giving its memory back. */
export class Welder {
  readonly #arena = new Arena();
  #positions = new Int32Array(0);
  /** Of the triangle that a vertex was made for. */
  #normals = new Int8Array(0);
  /** Sums of the normals of all triangles that meet in a vertex; used where it is round. */
  #sums = new Float32Array(0);
  #isRound = new Uint8Array(0);
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
      this.#sums = new Float32Array(size * 1.5);
      this.#isRound = new Uint8Array(size / 2);
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

  /**
   * Adds a triangle by its corners in millimetres (flat array `at`, three offsets) and its normal by
   * normalByte. `isSmall` triangles
   * may be parts of something round.
   */
  add(at: Int32Array, a: number, b: number, c: number, nx: number, ny: number, nz: number, isSmall: boolean): void {
    const indices = this.#indices;
    indices[this.#corners] = this.#vertex(at[a]!, at[a + 1]!, at[a + 2]!, nx, ny, nz, isSmall);
    indices[this.#corners + 1] = this.#vertex(at[b]!, at[b + 1]!, at[b + 2]!, nx, ny, nz, isSmall);
    indices[this.#corners + 2] = this.#vertex(at[c]!, at[c + 1]!, at[c + 2]!, nx, ny, nz, isSmall);
    this.#corners += 3;
  }

  #vertex(x: number, y: number, z: number, nx: number, ny: number, nz: number, isSmall: boolean): number {
    let slot = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ Math.imul(z, 0xc2b2ae35);
    slot = (slot ^ (slot >>> 15)) & this.#mask;
    const positions = this.#positions;
    const normals = this.#normals;
    const sums = this.#sums;
    while (this.#stamps[slot] === this.#stamp) {
      const vertex = this.#slots[slot]!;
      const v = vertex * 3;
      if (positions[v] === x && positions[v + 1] === y && positions[v + 2] === z) {
        const mx = normals[v]!;
        const my = normals[v + 1]!;
        const mz = normals[v + 2]!;
        const isSame = mx === nx && my === ny && mz === nz;
        if (isSame || (isSmall && this.#isRound[vertex] === 1 && mx * nx + my * ny + mz * nz >= ROUND)) {
          sums[v] = sums[v]! + nx;
          sums[v + 1] = sums[v + 1]! + ny;
          sums[v + 2] = sums[v + 2]! + nz;
          return vertex;
        }
      }
      slot = (slot + 1) & this.#mask;
    }
    const vertex = this.#vertices++;
    this.#stamps[slot] = this.#stamp;
    this.#slots[slot] = vertex;
    this.#isRound[vertex] = isSmall ? 1 : 0;
    const v = vertex * 3;
    positions[v] = x;
    positions[v + 1] = y;
    positions[v + 2] = z;
    normals[v] = nx;
    normals[v + 1] = ny;
    normals[v + 2] = nz;
    sums[v] = nx;
    sums[v + 1] = ny;
    sums[v + 2] = nz;
    return vertex;
  }

  /** Gives round vertices the mean of their triangles' normals. */
  #settleNormals(): void {
    const [normals, sums] = [this.#normals, this.#sums];
    for (let vertex = 0; vertex < this.#vertices; vertex++) {
      if (this.#isRound[vertex] === 0) continue;
      const v = vertex * 3;
      const x = sums[v]!;
      const y = sums[v + 1]!;
      const z = sums[v + 2]!;
      const length = Math.sqrt(x * x + y * y + z * z);
      normals[v] = normalByte(x / length);
      normals[v + 1] = normalByte(y / length);
      normals[v + 2] = normalByte(z / length);
    }
  }

  /** The mesh since begin(), as copies. */
  finish(): Facets {
    this.#settleNormals();
    const length = this.#vertices * 3;
    const room = this.#arena.take(length * 5 + this.#corners * 4 + 4);
    const positions = new Int32Array(room.buffer, room.at, length);
    const indices = new Uint32Array(room.buffer, room.at + length * 4, this.#corners);
    const normals = new Int8Array(room.buffer, room.at + length * 4 + this.#corners * 4, length);
    positions.set(this.#positions.subarray(0, length));
    indices.set(this.#indices.subarray(0, this.#corners));
    normals.set(this.#normals.subarray(0, length));
    const bounds = emptyBounds();
    for (let p = 0; p < positions.length; p += 3) {
      const x = positions[p]!;
      const y = positions[p + 1]!;
      const z = positions[p + 2]!;
      if (x < bounds[0]) bounds[0] = x;
      if (y < bounds[1]) bounds[1] = y;
      if (z < bounds[2]) bounds[2] = z;
      if (x > bounds[3]) bounds[3] = x;
      if (y > bounds[4]) bounds[4] = y;
      if (z > bounds[5]) bounds[5] = z;
    }
    return { positions, normals, indices, bounds };
  }
}
