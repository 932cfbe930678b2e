import { MeshoptEncoder } from 'meshoptimizer/encoder';
import type { Bounds } from './bounds.ts';
import { COMPONENT, type GlbWriter } from './glb.ts';
import type { TriangleMesh } from './triangle-mesh.ts';

/** The grid on which a mesh's positions stand in the file. */
export interface Grid {
  /** What is taken from every position, millimetres, Z-up. */
  readonly center: readonly [number, number, number];
  /** Whether 16-bit numbers of millimetres reach all of it; otherwise positions are 32-bit floats. */
  readonly isShort: boolean;
}

// Half the range of a signed 16-bit position.
const HALF_RANGE_MM = 32767;

/** The grid for a mesh of this extent, millimetres: 16-bit up to 65 m. */
export function gridOf(bounds: Readonly<Bounds>): Grid {
  const halfMm = Math.max(bounds[3] - bounds[0], bounds[4] - bounds[1], bounds[5] - bounds[2]) / 2 + 1;
  const center = (axis: number) => Math.round((bounds[axis]! + bounds[axis + 3]!) / 2);
  return { center: [center(0), center(1), center(2)], isShort: halfMm <= HALF_RANGE_MM };
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

const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/**
 * Writes a mesh as a primitive, positions on its grid, colors by vertex. `rowOf` turns its features into rows of the tile's
 * property table; null where the features are those of instances.
 */
export function addPrimitive(
  glb: GlbWriter,
  mesh: TriangleMesh,
  grid: Grid,
  material: number,
  rowOf: ReadonlyMap<number, number> | null,
): Record<string, unknown> {
  const { order, indices } = reorder(mesh);
  const count = order.length;
  const stride = grid.isShort ? 4 : 3;
  const position = grid.isShort ? new Int16Array(count * stride) : new Float32Array(count * stride);
  const normal = new Int8Array(count * 4);
  const color = new Uint32Array(count);
  // EXT_mesh_features allows no 32-bit integers: beyond 65,536 rows a float holds them exactly.
  const wide = (rowOf?.size ?? 0) > 65_536;
  const feature = wide ? new Float32Array(count) : new Uint16Array(count * 2);
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  const [cx, cy, cz] = grid.center;
  let [last, row] = [-1, 0];
  for (let to = 0; to < count; to++) {
    const from = order[to]!;
    const p = from * 3;
    // Z-up to glTF's Y-up: (x, y, z) → (x, z, −y).
    const x = mesh.positions[p]! - cx;
    const y = mesh.positions[p + 2]! - cz;
    const z = cy - mesh.positions[p + 1]!;
    const q = to * stride;
    position[q] = x;
    position[q + 1] = y;
    position[q + 2] = z;
    if (x < min[0]!) min[0] = x;
    if (y < min[1]!) min[1] = y;
    if (z < min[2]!) min[2] = z;
    if (x > max[0]!) max[0] = x;
    if (y > max[1]!) max[1] = y;
    if (z > max[2]!) max[2] = z;
    normal[to * 4] = mesh.normals[p]!;
    normal[to * 4 + 1] = mesh.normals[p + 2]!;
    normal[to * 4 + 2] = -mesh.normals[p + 1]!;
    color[to] = mesh.colors[from]!;
    if (!rowOf) continue;
    if (mesh.features[from] !== last) {
      last = mesh.features[from]!;
      row = rowOf.get(last)!;
    }
    feature[wide ? to : to * 2] = row;
  }
  const attribute = (array: ArrayBufferView, stride: number, entry: Record<string, unknown>) =>
    glb.addAccessor({ bufferView: glb.addVertices(bytesOf(array), count, stride), count, ...entry });
  const short = count <= 65_535;
  return {
    attributes: {
      POSITION: attribute(position, grid.isShort ? 8 : 12, {
        componentType: grid.isShort ? COMPONENT.short : COMPONENT.float,
        type: 'VEC3',
        min,
        max,
      }),
      NORMAL: attribute(normal, 4, { componentType: COMPONENT.byte, normalized: true, type: 'VEC3' }),
      COLOR_0: attribute(color, 4, { componentType: COMPONENT.unsignedByte, normalized: true, type: 'VEC4' }),
      ...(rowOf && {
        _FEATURE_ID_0: attribute(feature, 4, {
          componentType: wide ? COMPONENT.float : COMPONENT.unsignedShort,
          type: 'SCALAR',
        }),
      }),
    },
    indices: glb.addAccessor({
      bufferView: glb.addTriangles(short ? new Uint16Array(indices) : indices),
      count: indices.length,
      componentType: short ? COMPONENT.unsignedShort : COMPONENT.unsignedInt,
      type: 'SCALAR',
    }),
    mode: 4,
    material,
    ...(rowOf && {
      extensions: {
        EXT_mesh_features: { featureIds: [{ featureCount: rowOf.size, attribute: 0, propertyTable: 0 }] },
      },
    }),
  };
}
