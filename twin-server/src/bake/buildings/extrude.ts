import type { Block } from './block.ts';
import { triangulate } from './triangulate.ts';

/** Walls and roofs of blocks on the grid of a tile, ready to be packed. */
export interface ExtrudedMesh {
  /** Bytes of the vertices: position 3 × int16 and 2 to spare, normal 3 × int8 and 1 to spare, number of the block uint16 and 2 to spare. */
  readonly bytes: Uint8Array;
  readonly vertices: number;
  readonly indices: Uint32Array;
  /** Of the positions, in cells. */
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** Bytes of a vertex and where in them its parts begin. */
export const VERTEX = { bytes: 16, normal: 8, feature: 12 } as const;

/** Vertices that a block's mesh has: walls are flat, so each corner stands in two of them, foot and eaves, and in the roof. */
export const verticesOf = ({ corners }: Block): number => (corners.length / 6) * 5;

const UP = 127;

/** Fills typed arrays of a tile with the walls and roofs of its blocks. */
class Extruder {
  readonly bytes: Uint8Array;
  readonly min = [32767, 32767, 32767];
  readonly max = [-32768, -32768, -32768];
  readonly indices: Uint32Array;
  vertices = 0;
  corners = 0;
  readonly #shorts: Int16Array;
  readonly #signed: Int8Array;
  readonly #numbers: Uint16Array;
  readonly #center: readonly number[];
  readonly #stepMm: number;

  constructor(vertices: number, center: readonly number[], stepMm: number) {
    this.bytes = new Uint8Array(vertices * VERTEX.bytes);
    this.#shorts = new Int16Array(this.bytes.buffer);
    this.#signed = new Int8Array(this.bytes.buffer);
    this.#numbers = new Uint16Array(this.bytes.buffer);
    // A corner makes two triangles of wall and at most one of roof and two for each bridge to a hole.
    this.indices = new Uint32Array(vertices * 3);
    this.#center = center;
    this.#stepMm = stepMm;
  }

  /** Adds a vertex in Y-up: (x, y, z) → (x, z, −y). */
  #vertex(from: Int32Array, at: number, nx: number, ny: number, nz: number, number: number): void {
    const { min, max } = this;
    const base = this.vertices * VERTEX.bytes;
    const x = Math.round((from[at]! - this.#center[0]!) / this.#stepMm);
    const y = Math.round((from[at + 2]! - this.#center[2]!) / this.#stepMm);
    const z = Math.round((this.#center[1]! - from[at + 1]!) / this.#stepMm);
    const p = base / 2;
    this.#shorts[p] = x;
    this.#shorts[p + 1] = y;
    this.#shorts[p + 2] = z;
    if (x < min[0]!) min[0] = x;
    if (y < min[1]!) min[1] = y;
    if (z < min[2]!) min[2] = z;
    if (x > max[0]!) max[0] = x;
    if (y > max[1]!) max[1] = y;
    if (z > max[2]!) max[2] = z;
    this.#signed[base + VERTEX.normal] = nx;
    this.#signed[base + VERTEX.normal + 1] = nz;
    this.#signed[base + VERTEX.normal + 2] = -ny;
    this.#numbers[(base + VERTEX.feature) / 2] = number;
    this.vertices += 1;
  }

  #index(a: number, b: number, c: number): void {
    this.indices[this.corners] = a;
    this.indices[this.corners + 1] = b;
    this.indices[this.corners + 2] = c;
    this.corners += 3;
  }

  add({ corners, rings, surfaces }: Block, number: number): void {
    let first = 0;
    for (const [surface, begin] of surfaces.entries()) {
      const end = surfaces[surface + 1] ?? rings.length;
      const start = first;
      const holes: number[] = [];
      for (let ring = begin; ring < end; ring++) {
        if (ring > begin) holes.push(first - start);
        this.#walls(corners, first, rings[ring]!, number);
        first += rings[ring]!;
      }
      this.#roof(corners, start, first - start, holes, number);
    }
  }

  /** Outer rings run counter-clockwise and holes clockwise, so that outside is always to the right of an edge. */
  #walls(corners: Int32Array, first: number, count: number, number: number): void {
    for (let i = 0; i < count; i++) {
      const a = (first + i) * 6;
      const b = (first + ((i + 1) % count)) * 6;
      const [dx, dy] = [corners[b]! - corners[a]!, corners[b + 1]! - corners[a + 1]!];
      const length = Math.sqrt(dx * dx + dy * dy);
      if (length === 0) continue;
      const [nx, ny] = [Math.round((dy / length) * UP), Math.round((-dx / length) * UP)];
      const v = this.vertices;
      this.#vertex(corners, a, nx, ny, 0, number);
      this.#vertex(corners, b, nx, ny, 0, number);
      this.#vertex(corners, b + 3, nx, ny, 0, number);
      this.#vertex(corners, a + 3, nx, ny, 0, number);
      this.#index(v, v + 1, v + 2);
      this.#index(v, v + 2, v + 3);
    }
  }

  #roof(corners: Int32Array, start: number, count: number, holes: number[], number: number): void {
    const plan: number[] = [];
    const v = this.vertices;
    for (let i = 0; i < count; i++) {
      const at = (start + i) * 6 + 3;
      plan.push(corners[at]!, corners[at + 1]!);
      this.#vertex(corners, at, 0, 0, UP, number);
    }
    const triangles = triangulate(plan, holes);
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b, c] = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!];
      const [dx, dy] = [plan[b * 2]! - plan[a * 2]!, plan[b * 2 + 1]! - plan[a * 2 + 1]!];
      const isUpward = dx * (plan[c * 2 + 1]! - plan[a * 2 + 1]!) > dy * (plan[c * 2]! - plan[a * 2]!);
      // earcut promises no direction; roofs are seen from above.
      if (isUpward) this.#index(v + a, v + b, v + c);
      else this.#index(v + a, v + c, v + b);
    }
  }
}

/** Walls and roofs of blocks, numbered in their order; positions count cells of `stepMm` from `center` (millimetres). No floors: nobody sees them. */
export function extrude(blocks: readonly Block[], center: readonly number[], stepMm: number): ExtrudedMesh {
  const extruder = new Extruder(
    blocks.reduce((sum, block) => sum + verticesOf(block), 0),
    center,
    stepMm,
  );
  for (const [number, block] of blocks.entries()) extruder.add(block, number);
  const { bytes, vertices, indices, corners, min, max } = extruder;
  return {
    bytes: bytes.subarray(0, vertices * VERTEX.bytes),
    vertices,
    indices: indices.subarray(0, corners),
    min,
    max,
  };
}
