import { MeshoptEncoder } from 'meshoptimizer/encoder';
import type { Bounds } from './bounds.ts';
import { COMPONENT, type GlbWriter } from './glb.ts';
import type { TriangleMesh } from './triangle-mesh.ts';

/** The grid on which a mesh's positions stand in the file. */
export interface Grid {
  /** What is taken from every position, millimetres, Z-up. */
  readonly center: readonly [number, number, number];
  /** Edge of a cell, millimetres. */
  readonly stepMm: number;
  /** Whether 16-bit numbers of cells reach all of it; otherwise positions are 32-bit floats. */
  readonly isShort: boolean;
}

// Half the range of a signed 16-bit position.
const HALF_RANGE = 32767;

/** The grid for a mesh of this extent, millimetres: 16-bit up to 65 m where a cell is a millimetre. */
export function gridOf(bounds: Readonly<Bounds>, stepMm = 1): Grid {
  const halfMm = Math.max(bounds[3] - bounds[0], bounds[4] - bounds[1], bounds[5] - bounds[2]) / 2;
  const center = (axis: number) => Math.round((bounds[axis]! + bounds[axis + 3]!) / 2 / stepMm) * stepMm;
  return { center: [center(0), center(1), center(2)], stepMm, isShort: halfMm / stepMm + 1 <= HALF_RANGE };
}

/** Triangles and vertices in the order that the vertex cache and the compressor like best; the same shape. */
function reorder(mesh: TriangleMesh): { order: Uint32Array; indices: Uint32Array } {
  const indices = mesh.indices.slice();
  const [remap, unique] = MeshoptEncoder.reorderMesh(indices, true, true);
  const order = new Uint32Array(unique);
  for (let vertex = 0; vertex < remap.length; vertex++) {
    const to = remap[vertex]!;
    if (to < unique) order[to] = vertex;
  }
  return { order, indices };
}

// EXT_mesh_features allows no 32-bit integers, and a tile has fewer rows than this.
const MAX_ROWS = 65_536;

/** A mesh and the number of the material that it is drawn in. */
export interface PaintedMesh {
  readonly mesh: TriangleMesh;
  readonly material: number;
}

/** The vertices of several meshes one after the other, all attributes of one side by side. */
class VertexBuffer {
  readonly bytes: Uint8Array;
  readonly stride: number;
  readonly normalAt: number;
  readonly min = [Infinity, Infinity, Infinity];
  readonly max = [-Infinity, -Infinity, -Infinity];
  readonly #grid: Grid;
  readonly #rowOf: ReadonlyMap<number, number> | null;
  #at = 0;

  constructor(vertices: number, grid: Grid, rowOf: ReadonlyMap<number, number> | null) {
    this.#grid = grid;
    this.#rowOf = rowOf;
    // Each attribute begins at a multiple of four bytes: position, normal, color, feature.
    this.normalAt = grid.isShort ? 8 : 12;
    this.stride = this.normalAt + (rowOf ? 12 : 8);
    this.bytes = new Uint8Array(vertices * this.stride);
  }

  add(mesh: TriangleMesh, order: Uint32Array): void {
    const { buffer } = this.bytes;
    const positions = this.#grid.isShort ? new Int16Array(buffer) : new Float32Array(buffer);
    const signed = new Int8Array(buffer);
    const words = new Uint32Array(buffer);
    const size = positions.BYTES_PER_ELEMENT;
    const { min, max, stride, normalAt } = this;
    const { center, stepMm } = this.#grid;
    let [last, row] = [-1, 0];
    for (const from of order) {
      const p = from * 3;
      // Z-up to glTF's Y-up: (x, y, z) → (x, z, −y).
      const x = Math.round((mesh.positions[p]! - center[0]) / stepMm);
      const y = Math.round((mesh.positions[p + 2]! - center[2]) / stepMm);
      const z = Math.round((center[1] - mesh.positions[p + 1]!) / stepMm);
      const q = this.#at / size;
      positions[q] = x;
      positions[q + 1] = y;
      positions[q + 2] = z;
      if (x < min[0]!) min[0] = x;
      if (y < min[1]!) min[1] = y;
      if (z < min[2]!) min[2] = z;
      if (x > max[0]!) max[0] = x;
      if (y > max[1]!) max[1] = y;
      if (z > max[2]!) max[2] = z;
      const n = this.#at + normalAt;
      signed[n] = mesh.normals[p]!;
      signed[n + 1] = mesh.normals[p + 2]!;
      signed[n + 2] = -mesh.normals[p + 1]!;
      words[n / 4 + 1] = mesh.colors[from]!;
      if (this.#rowOf) {
        if (mesh.features[from] !== last) {
          last = mesh.features[from]!;
          row = this.#rowOf.get(last)!;
        }
        words[n / 4 + 2] = row;
      }
      this.#at += stride;
    }
  }
}

/**
 * Writes meshes as primitives, a mesh each, that share their vertices' accessors: each buffer view and accessor costs a
 * hundred bytes of JSON. Positions stand on the grid, colors are by vertex. `rowOf` turns features into rows of the tile's
 * property table; null where the features are those of instances. Throws RangeError for more rows than 16 bits number.
 */
export function addPrimitives(
  glb: GlbWriter,
  meshes: readonly PaintedMesh[],
  grid: Grid,
  rowOf: ReadonlyMap<number, number> | null,
): Record<string, unknown>[] {
  if (rowOf && rowOf.size > MAX_ROWS) throw new RangeError(`${rowOf.size} features in one tile`);
  const ordered = meshes.map(({ mesh, material }) => ({ mesh, material, ...reorder(mesh) }));
  const count = ordered.reduce((sum, { order }) => sum + order.length, 0);
  const vertices = new VertexBuffer(count, grid, rowOf);
  for (const { mesh, order } of ordered) vertices.add(mesh, order);
  const { bytes, stride, normalAt, min, max } = vertices;
  const bufferView = glb.addVertices(bytes, count, stride);
  const attribute = (byteOffset: number, entry: Record<string, unknown>) =>
    glb.addAccessor({ bufferView, ...(byteOffset > 0 && { byteOffset }), count, ...entry });
  const position = { componentType: grid.isShort ? COMPONENT.short : COMPONENT.float, type: 'VEC3', min, max };
  const attributes = {
    POSITION: attribute(0, position),
    NORMAL: attribute(normalAt, { componentType: COMPONENT.byte, normalized: true, type: 'VEC3' }),
    COLOR_0: attribute(normalAt + 4, { componentType: COMPONENT.unsignedByte, normalized: true, type: 'VEC4' }),
    ...(rowOf && {
      _FEATURE_ID_0: attribute(normalAt + 8, { componentType: COMPONENT.unsignedShort, type: 'SCALAR' }),
    }),
  };
  const short = count <= 65_535;
  let first = 0;
  return ordered.map(({ indices, order, material }) => {
    const shifted = indices.map((index) => index + first);
    first += order.length;
    return {
      attributes,
      indices: glb.addAccessor({
        bufferView: glb.addTriangles(short ? new Uint16Array(shifted) : shifted),
        count: indices.length,
        componentType: short ? COMPONENT.unsignedShort : COMPONENT.unsignedInt,
        type: 'SCALAR',
      }),
      material,
      ...(rowOf && {
        extensions: {
          EXT_mesh_features: { featureIds: [{ featureCount: rowOf.size, attribute: 0, propertyTable: 0 }] },
        },
      }),
    };
  });
}
