import type * as ifc from 'web-ifc';
import { type Bounds, emptyBounds, joinBounds } from '../tiles/bounds.ts';
import { frameOrigin, type Vector3 } from './frame.ts';
import type { IfcModel } from './model.ts';
import { type Geometry, type Matrix, Piece, placeGeometry } from './piece.ts';
import { StrayFinder } from './stray.ts';

/** The meshes of one product, and their extent. */
export interface ProductMesh {
  /** Express id. */
  readonly product: number;
  /** Millimetres of the building frame. */
  readonly bounds: Readonly<Bounds>;
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

function firstCorner({ vertices }: Geometry, m: Matrix): Vector3 {
  const [x, y, z] = [vertices[0]!, vertices[1]!, vertices[2]!];
  return [
    m[0]! * x + m[4]! * y + m[8]! * z + m[12]!,
    -(m[2]! * x + m[6]! * y + m[10]! * z + m[14]!),
    m[1]! * x + m[5]! * y + m[9]! * z + m[13]!,
  ];
}

// Of a repeated shape this large, every use but the first is kept as its matrix alone.
const LARGE_TRIANGLES = 100;

/** Streams the meshes of a model in the building frame. Where none is given, its origin is fixed by the first product seen. */
export class MeshStream {
  /** Products too far from the frame's origin to belong to it, left out: express id and first corner (project's axes, metres). */
  readonly strays = new Map<number, Vector3>();
  readonly #model: IfcModel;
  readonly #geometries = new Map<number, Geometry>();
  readonly #placed = new Set<Geometry>();
  readonly #finder = new StrayFinder();
  #origin: Vector3 | null;

  constructor(model: IfcModel, origin: Vector3 | null = null) {
    this.#model = model;
    this.#origin = origin;
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

  /** These products, whatever they are. */
  ofProducts(ids: readonly number[], onMesh: (mesh: ProductMesh) => void): void {
    if (ids.length > 0) this.#model.api.StreamMeshes(this.#model.id, [...ids], (mesh) => this.#hand(mesh, 1, onMesh));
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
      if (this.#finder.isStray(geometry, m, this.#origin)) {
        this.strays.set(mesh.expressID, firstCorner(geometry, m));
        return;
      }
      const facets = placeGeometry(geometry, m, this.#origin);
      if (facets.indices.length === 0) continue;
      triangles += facets.indices.length / 3;
      joinBounds(bounds, facets.bounds);
      const isRepeated = this.#placed.has(geometry) && geometry.indices.length >= LARGE_TRIANGLES * 3;
      pieces.push(new Piece(geometry, m, packColor(placed.color), this.#origin, isRepeated ? null : facets));
      this.#placed.add(geometry);
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
