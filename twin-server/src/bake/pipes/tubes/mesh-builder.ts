import { type Bounds, emptyBounds } from '../../tiles/bounds.ts';
import type { Facets } from '../../tiles/welder.ts';

/** A vector in metres of a tile's frame: x east, y north, z up. */
export type Vector = readonly [x: number, y: number, z: number];

export const plus = (a: Vector, b: Vector, scale = 1): Vector => [
  a[0] + b[0] * scale,
  a[1] + b[1] * scale,
  a[2] + b[2] * scale,
];
export const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const times = (a: Vector, scale: number): Vector => [a[0] * scale, a[1] * scale, a[2] * scale];
export const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const unit = (a: Vector): Vector => times(a, 1 / (Math.hypot(...a) || 1));

/** A direction square to another, any of them. */
export function squareTo(d: Vector): Vector {
  // The axis that the direction is farthest from, so that their product is never short.
  const [x, y, z] = [Math.abs(d[0]), Math.abs(d[1]), Math.abs(d[2])];
  const axis: Vector = x <= y && x <= z ? [1, 0, 0] : y <= z ? [0, 1, 0] : [0, 0, 1];
  return unit(cross(d, axis));
}

/** Vertices and triangles as they are made, in metres; turned into the millimetres of a tile at the end. */
export class MeshBuilder {
  readonly #positions: number[] = [];
  readonly #normals: number[] = [];
  readonly #indices: number[] = [];

  /** Adds a vertex. Returns its number. */
  vertex(at: Vector, normal: Vector): number {
    this.#positions.push(Math.round(at[0] * 1000), Math.round(at[1] * 1000), Math.round(at[2] * 1000));
    this.#normals.push(Math.round(normal[0] * 127), Math.round(normal[1] * 127), Math.round(normal[2] * 127));
    return this.#positions.length / 3 - 1;
  }

  /** Adds a triangle, counter-clockwise seen from outside. */
  triangle(a: number, b: number, c: number): void {
    const p = this.#positions;
    const same = (i: number, j: number) =>
      p[i * 3] === p[j * 3] && p[i * 3 + 1] === p[j * 3 + 1] && p[i * 3 + 2] === p[j * 3 + 2];
    if (!same(a, b) && !same(b, c) && !same(c, a)) this.#indices.push(a, b, c);
  }

  /** Adds a flat ring of points as a fan around its middle, facing `normal`; the points run counter-clockwise seen from there. */
  disc(ring: readonly Vector[], middle: Vector, normal: Vector): void {
    const center = this.vertex(middle, normal);
    const rim = ring.map((point) => this.vertex(point, normal));
    for (let i = 0; i < rim.length; i++) this.triangle(center, rim[i]!, rim[(i + 1) % rim.length]!);
  }

  get isEmpty(): boolean {
    return this.#indices.length === 0;
  }

  finish(): Facets {
    const bounds: Bounds = emptyBounds();
    const positions = Int32Array.from(this.#positions);
    for (let p = 0; p < positions.length; p++) {
      const axis = p % 3;
      bounds[axis] = Math.min(bounds[axis]!, positions[p]!);
      bounds[axis + 3] = Math.max(bounds[axis + 3]!, positions[p]!);
    }
    return { positions, normals: Int8Array.from(this.#normals), indices: Uint32Array.from(this.#indices), bounds };
  }
}
