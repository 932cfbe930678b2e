import type * as ifc from 'web-ifc';
import { type Bounds, emptyBounds, type MeshBuilder } from '../tiles/triangle-mesh.ts';
import { frameOrigin, type Vector3 } from './frame.ts';
import type { IfcModel } from './model.ts';

interface Geometry {
  /** [n × 6]: place and normal, in the geometry's own axes. */
  readonly vertices: Float32Array;
  readonly indices: Uint32Array;
}

/** One placed piece of a product: corners in millimetres of the building frame. */
interface Piece {
  readonly corners: Int32Array;
  readonly indices: Uint32Array;
  /** Unit normals × 127 by triangle, [triangles × 3]; all zero for a triangle without area. */
  readonly normals: Int8Array;
  readonly color: number;
}

/** The meshes of one product, and their extent. */
export interface ProductMesh {
  /** Express id. */
  readonly product: number;
  readonly bounds: Bounds;
  readonly pieces: readonly Piece[];
  /** Triangles with an area. */
  readonly triangles: number;
}

/** sRGB channel 0–1 to linear 0–255, as COLOR_0 of glTF is linear. */
function linearByte(channel: number): number {
  const linear = channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  return Math.round(Math.min(Math.max(linear, 0), 1) * 255);
}

function packColor({ x, y, z, w }: ifc.Color): number {
  const alpha = Math.round(Math.min(Math.max(w, 0), 1) * 255);
  return (linearByte(x) | (linearByte(y) << 8) | (linearByte(z) << 16) | (alpha << 24)) >>> 0;
}

/** Whether a packed color lets light through. */
export function isTransparent(color: number): boolean {
  return color >>> 24 < 255;
}

function firstCorner({ vertices }: Geometry, m: readonly number[]): Vector3 {
  const [x, y, z] = [vertices[0]!, vertices[1]!, vertices[2]!];
  return [
    m[0]! * x + m[4]! * y + m[8]! * z + m[12]!,
    -(m[2]! * x + m[6]! * y + m[10]! * z + m[14]!),
    m[1]! * x + m[5]! * y + m[9]! * z + m[13]!,
  ];
}

function placePiece(
  geometry: Geometry,
  m: readonly number[],
  origin: Vector3,
  color: number,
): { piece: Piece; solid: number } {
  const { vertices, indices } = geometry;
  const count = vertices.length / 6;
  const corners = new Int32Array(count * 3);
  const exact = new Float64Array(count * 3);
  for (let v = 0; v < count; v++) {
    const [x, y, z] = [vertices[v * 6]!, vertices[v * 6 + 1]!, vertices[v * 6 + 2]!];
    // web-ifc gives Y-up: (X, Y, Z) is (X, −Z, Y) in the project's axes.
    exact[v * 3] = m[0]! * x + m[4]! * y + m[8]! * z + m[12]! - origin[0];
    exact[v * 3 + 1] = -(m[2]! * x + m[6]! * y + m[10]! * z + m[14]!) - origin[1];
    exact[v * 3 + 2] = m[1]! * x + m[5]! * y + m[9]! * z + m[13]! - origin[2];
  }
  for (let i = 0; i < corners.length; i++) corners[i] = Math.round(exact[i]! * 1000);
  // A mirrored placement turns triangles inside out.
  const mirrored =
    m[0]! * (m[5]! * m[10]! - m[6]! * m[9]!) -
      m[4]! * (m[1]! * m[10]! - m[2]! * m[9]!) +
      m[8]! * (m[1]! * m[6]! - m[2]! * m[5]!) <
    0;
  const turned = mirrored ? indices.slice() : indices;
  const normals = new Int8Array(indices.length);
  let solid = 0;
  for (let t = 0; t < indices.length; t += 3) {
    if (mirrored) [turned[t + 1], turned[t + 2]] = [turned[t + 2]!, turned[t + 1]!];
    const [a, b, c] = [turned[t]! * 3, turned[t + 1]! * 3, turned[t + 2]! * 3];
    const [ux, uy, uz] = [exact[b]! - exact[a]!, exact[b + 1]! - exact[a + 1]!, exact[b + 2]! - exact[a + 2]!];
    const [vx, vy, vz] = [exact[c]! - exact[a]!, exact[c + 1]! - exact[a + 1]!, exact[c + 2]! - exact[a + 2]!];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const length = Math.hypot(nx, ny, nz);
    // Two corners on one millimetre: nothing left to draw. NaN fails the comparison too.
    if (!(length > 1e-12) || sameCorner(corners, a, b) || sameCorner(corners, b, c) || sameCorner(corners, c, a))
      continue;
    normals[t] = Math.round((nx / length) * 127);
    normals[t + 1] = Math.round((ny / length) * 127);
    normals[t + 2] = Math.round((nz / length) * 127);
    solid++;
  }
  return { piece: { corners, indices: turned, normals, color }, solid };
}

function sameCorner(corners: Int32Array, a: number, b: number): boolean {
  return corners[a] === corners[b] && corners[a + 1] === corners[b + 1] && corners[a + 2] === corners[b + 2];
}

const hasArea = (normals: Int8Array, t: number) => normals[t] !== 0 || normals[t + 1] !== 0 || normals[t + 2] !== 0;

/** Streams the meshes of a model in the building frame. The frame's origin is fixed by the first product seen. */
export class MeshStream {
  readonly #model: IfcModel;
  readonly #geometries = new Map<number, Geometry>();
  #origin: Vector3 | null = null;

  constructor(model: IfcModel) {
    this.#model = model;
  }

  /** Origin of the building frame in the project's axes, metres. */
  get origin(): Vector3 {
    return this.#origin ?? [0, 0, 0];
  }

  /** All products with a shape but spaces and openings. `onMesh` also learns how far the stream is, 0 to 1. */
  products(onMesh: (mesh: ProductMesh, done: number) => void): void {
    this.#model.api.StreamAllMeshes(this.#model.id, (mesh, index, total) =>
      this.#hand(mesh, (index + 1) / total, onMesh),
    );
  }

  /** Products of the given types, spaces and openings too. */
  ofTypes(types: readonly number[], onMesh: (mesh: ProductMesh) => void): void {
    this.#model.api.StreamAllMeshesWithTypes(this.#model.id, [...types], (mesh) => this.#hand(mesh, 1, onMesh));
  }

  #hand(mesh: ifc.FlatMesh, done: number, onMesh: (mesh: ProductMesh, done: number) => void): void {
    const bounds = emptyBounds();
    const pieces: Piece[] = [];
    let triangles = 0;
    for (let i = 0; i < mesh.geometries.size(); i++) {
      const placed = mesh.geometries.get(i);
      const geometry = this.#geometry(placed.geometryExpressID);
      if (geometry.indices.length === 0) continue;
      const m = placed.flatTransformation;
      this.#origin ??= frameOrigin(firstCorner(geometry, m));
      const { piece, solid } = placePiece(geometry, m, this.#origin, packColor(placed.color));
      if (solid === 0) continue;
      triangles += solid;
      pieces.push(piece);
      growBy(bounds, piece);
    }
    onMesh({ product: mesh.expressID, bounds, pieces, triangles }, done);
  }

  #geometry(id: number): Geometry {
    const known = this.#geometries.get(id);
    if (known) return known;
    const { api, id: model } = this.#model;
    const shape = api.GetGeometry(model, id);
    const geometry = {
      // Copies: the views lie in WebAssembly memory, which moves when it grows.
      vertices: api.GetVertexArray(shape.GetVertexData(), shape.GetVertexDataSize()).slice(),
      indices: api.GetIndexArray(shape.GetIndexData(), shape.GetIndexDataSize()).slice(),
    };
    shape.delete();
    this.#geometries.set(id, geometry);
    return geometry;
  }
}

function growBy(bounds: Bounds, { corners, indices, normals }: Piece): void {
  for (let t = 0; t < indices.length; t++) {
    if (!hasArea(normals, t - (t % 3))) continue;
    const corner = indices[t]! * 3;
    for (let axis = 0; axis < 3; axis++) {
      const value = corners[corner + axis]!;
      if (value < bounds[axis]!) bounds[axis] = value;
      if (value > bounds[axis + 3]!) bounds[axis + 3] = value;
    }
  }
}

/** Adds one piece's triangles to a builder under a feature number. */
export function addPiece(builder: MeshBuilder, feature: number, { corners, indices, normals, color }: Piece): void {
  builder.begin(feature, color, indices.length);
  for (let t = 0; t < indices.length; t += 3) {
    if (!hasArea(normals, t)) continue;
    builder.add(
      corners,
      indices[t]! * 3,
      indices[t + 1]! * 3,
      indices[t + 2]! * 3,
      normals[t]!,
      normals[t + 1]!,
      normals[t + 2]!,
    );
  }
}
