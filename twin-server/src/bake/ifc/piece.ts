import { type Facets, normalByte, Welder } from '../tiles/welder.ts';
import type { Vector3 } from './frame.ts';

/** A shape as web-ifc gives it, in its own axes and units; products share it. */
export interface Geometry {
  /** [n × 6]: place and normal. */
  readonly vertices: Float32Array;
  readonly indices: Uint32Array;
}

/** Column-major 4 × 4 matrix from a geometry's axes to the project's, Y-up, metres. */
export type Matrix = readonly number[];

const welder = new Welder();
// What is round is cut into triangles of which one side at least is shorter than this; walls and roofs that meet at a flat
// angle are not. Square metres of that side.
const SMALL_M2 = 0.5 ** 2;
// Scratch for the corners of one geometry, grown where one needs more.
let exact = new Float64Array(0);
let rounded = new Int32Array(0);

/** The determinant of a matrix' linear part: its scale cubed, negative where it mirrors. */
export function determinantOf(m: Matrix): number {
  return (
    m[0]! * (m[5]! * m[10]! - m[6]! * m[9]!) -
    m[4]! * (m[1]! * m[10]! - m[2]! * m[9]!) +
    m[8]! * (m[1]! * m[6]! - m[2]! * m[5]!)
  );
}

/**
 * Places a geometry: corners rounded to millimetres from `origin` (project's axes, Z-up, metres), facet normals by their
 * exact places. Triangles without an area, and those with two corners on one millimetre, are left out.
 */
export function placeGeometry({ vertices, indices }: Geometry, m: Matrix, origin: Vector3): Facets {
  const count = vertices.length / 6;
  const [m0 = 0, m1 = 0, m2 = 0, , m4 = 0, m5 = 0, m6 = 0, , m8 = 0, m9 = 0, m10 = 0, , mx = 0, my = 0, mz = 0] = m;
  if (exact.length < count * 3) {
    exact = new Float64Array(count * 6);
    rounded = new Int32Array(count * 6);
  }
  for (let v = 0, p = 0; p < count * 3; v += 6, p += 3) {
    const x = vertices[v]!;
    const y = vertices[v + 1]!;
    const z = vertices[v + 2]!;
    // web-ifc gives Y-up: (X, Y, Z) is (X, −Z, Y) in the project's axes.
    const px = m0 * x + m4 * y + m8 * z + mx - origin[0];
    const py = -(m2 * x + m6 * y + m10 * z + mz) - origin[1];
    const pz = m1 * x + m5 * y + m9 * z + my - origin[2];
    exact[p] = px;
    exact[p + 1] = py;
    exact[p + 2] = pz;
    rounded[p] = Math.round(px * 1000);
    rounded[p + 1] = Math.round(py * 1000);
    rounded[p + 2] = Math.round(pz * 1000);
  }
  // A mirrored placement turns triangles inside out.
  const [second, third] = determinantOf(m) < 0 ? [2, 1] : [1, 2];
  welder.begin(indices.length);
  for (let t = 0; t < indices.length; t += 3) {
    const a = indices[t]! * 3;
    const b = indices[t + second]! * 3;
    const c = indices[t + third]! * 3;
    if (isSamePlace(a, b) || isSamePlace(b, c) || isSamePlace(c, a)) continue;
    const ux = exact[b]! - exact[a]!;
    const uy = exact[b + 1]! - exact[a + 1]!;
    const uz = exact[b + 2]! - exact[a + 2]!;
    const vx = exact[c]! - exact[a]!;
    const vy = exact[c + 1]! - exact[a + 1]!;
    const vz = exact[c + 2]! - exact[a + 2]!;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    // NaN fails the comparison too.
    if (!(length > 1e-12)) continue;
    const wx = vx - ux;
    const wy = vy - uy;
    const wz = vz - uz;
    const shortest = Math.min(ux * ux + uy * uy + uz * uz, vx * vx + vy * vy + vz * vz, wx * wx + wy * wy + wz * wz);
    const isSmall = shortest < SMALL_M2;
    welder.add(rounded, a, b, c, normalByte(nx / length), normalByte(ny / length), normalByte(nz / length), isSmall);
  }
  return welder.finish();
}

function isSamePlace(a: number, b: number): boolean {
  return rounded[a] === rounded[b] && rounded[a + 1] === rounded[b + 1] && rounded[a + 2] === rounded[b + 2];
}

/** One placed use of a geometry in one color (0xAABBGGRR, linear). */
export class Piece {
  readonly geometry: Geometry;
  readonly matrix: Matrix;
  readonly color: number;
  readonly #origin: Vector3;
  readonly #kept: Facets | null;

  /** `kept` are its facets, if they are worth the memory: those of a repeated shape are made again when they are wanted. */
  constructor(geometry: Geometry, matrix: Matrix, color: number, origin: Vector3, kept: Facets | null) {
    this.geometry = geometry;
    this.matrix = matrix;
    this.color = color;
    this.#origin = origin;
    this.#kept = kept;
  }

  /** Its triangles in the building frame. */
  get facets(): Facets {
    return this.#kept ?? placeGeometry(this.geometry, this.matrix, this.#origin);
  }

  /** Whether it lets light through. */
  get isTransparent(): boolean {
    return this.color >>> 24 < 255;
  }
}
