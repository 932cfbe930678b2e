import { MeshoptEncoder } from 'meshoptimizer/encoder';
import { COMPONENT, GlbWriter } from './glb.ts';
import { addPropertyTable, type TextColumns } from './property-table.ts';
import { type Bounds, emptyBounds, isEmpty, type TriangleMesh } from './triangle-mesh.ts';

/** Half the range of a signed 16-bit position. */
const HALF_RANGE = 32767;

interface Grid {
  /** Centre of the tile, millimetres, Z-up. */
  readonly center: readonly [number, number, number];
  /** Edge of a cell in millimetres: 1 up to a tile of 65 m, then 2, 4 … */
  readonly stepMm: number;
}

function gridOf(bounds: Readonly<Bounds>): Grid {
  let stepMm = 1;
  const halfMm = Math.max(bounds[3] - bounds[0], bounds[4] - bounds[1], bounds[5] - bounds[2]) / 2 + 1;
  while (halfMm / stepMm > HALF_RANGE) stepMm *= 2;
  const center = (axis: number) => Math.round((bounds[axis]! + bounds[axis + 3]!) / 2 / stepMm) * stepMm;
  return { center: [center(0), center(1), center(2)], stepMm };
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

/** Writes one mesh as a primitive; `rowOf` turns the mesh's features into rows of the tile's table. */
function addPrimitive(
  glb: GlbWriter,
  accessors: unknown[],
  mesh: TriangleMesh,
  grid: Grid,
  rowOf: ReadonlyMap<number, number>,
): Record<string, unknown> {
  const { order, indices } = reorder(mesh);
  const count = order.length;
  const position = new Int16Array(count * 4);
  const normal = new Int8Array(count * 4);
  const color = new Uint8Array(count * 4);
  // EXT_mesh_features allows no 32-bit integers: beyond 65,536 rows a float holds them exactly.
  const wide = rowOf.size > 65_536;
  const feature = wide ? new Float32Array(count) : new Uint16Array(count * 2);
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  const [cx, cy, cz] = grid.center;
  for (let to = 0; to < count; to++) {
    const from = order[to]!;
    const p = from * 3;
    // Z-up to glTF's Y-up: (x, y, z) → (x, z, −y).
    position[to * 4] = Math.round((mesh.positions[p]! - cx) / grid.stepMm);
    position[to * 4 + 1] = Math.round((mesh.positions[p + 2]! - cz) / grid.stepMm);
    position[to * 4 + 2] = Math.round((cy - mesh.positions[p + 1]!) / grid.stepMm);
    normal[to * 4] = mesh.normals[p]!;
    normal[to * 4 + 1] = mesh.normals[p + 2]!;
    normal[to * 4 + 2] = -mesh.normals[p + 1]!;
    for (let channel = 0; channel < 4; channel++) color[to * 4 + channel] = mesh.colors[from * 4 + channel]!;
    feature[wide ? to : to * 2] = rowOf.get(mesh.features[from]!)!;
    for (let axis = 0; axis < 3; axis++) {
      const value = position[to * 4 + axis]!;
      if (value < min[axis]!) min[axis] = value;
      if (value > max[axis]!) max[axis] = value;
    }
  }
  const bytes = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const accessor = (entry: Record<string, unknown>) => accessors.push({ count, ...entry }) - 1;
  const short = count <= 65_535;
  const attributes = {
    POSITION: accessor({
      bufferView: glb.addVertices(bytes(position), count, 8),
      componentType: COMPONENT.short,
      type: 'VEC3',
      min,
      max,
    }),
    NORMAL: accessor({
      bufferView: glb.addVertices(bytes(normal), count, 4),
      componentType: COMPONENT.byte,
      normalized: true,
      type: 'VEC3',
    }),
    COLOR_0: accessor({
      bufferView: glb.addVertices(color, count, 4),
      componentType: COMPONENT.unsignedByte,
      normalized: true,
      type: 'VEC4',
    }),
    _FEATURE_ID_0: accessor({
      bufferView: glb.addVertices(bytes(feature), count, 4),
      componentType: wide ? COMPONENT.float : COMPONENT.unsignedShort,
      type: 'SCALAR',
    }),
  };
  const triangles = accessor({
    bufferView: glb.addTriangles(short ? new Uint16Array(indices) : indices),
    count: indices.length,
    componentType: short ? COMPONENT.unsignedShort : COMPONENT.unsignedInt,
    type: 'SCALAR',
  });
  return {
    attributes,
    indices: triangles,
    mode: 4,
    extensions: {
      EXT_mesh_features: { featureIds: [{ featureCount: rowOf.size, attribute: 0, propertyTable: 0 }] },
    },
  };
}

/** What a tile holds: at most one mesh of solid and one of see-through triangles, and the table of their features. */
export interface TileContent {
  readonly opaque: TriangleMesh | null;
  readonly transparent: TriangleMesh | null;
  /** Features in the order of the table's rows; the meshes' feature numbers are found here. */
  readonly features: readonly number[];
  readonly columns: TextColumns;
}

/** Extent of the meshes in millimetres. */
function boundsOf(meshes: readonly TriangleMesh[]): Bounds {
  const bounds = emptyBounds();
  for (const { positions } of meshes) {
    for (let p = 0; p < positions.length; p++) {
      const axis = p % 3;
      if (positions[p]! < bounds[axis]!) bounds[axis] = positions[p]!;
      if (positions[p]! > bounds[axis + 3]!) bounds[axis + 3] = positions[p]!;
    }
  }
  return bounds;
}

const MATERIALS = {
  opaque: {
    name: 'opaque',
    doubleSided: true,
    pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 0.9 },
  },
  transparent: {
    name: 'transparent',
    doubleSided: true,
    alphaMode: 'BLEND',
    pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 0.4 },
  },
} as const;

/**
 * A tile's GLB: 16-bit positions on a grid of whole millimetres, colors by vertex, one primitive a material, feature ids
 * (EXT_mesh_features) into one table of texts (EXT_structural_metadata), all compressed with meshopt. Y-up, metres by the
 * node's scale. Await MeshoptEncoder.ready first.
 */
export function encodeTile(tile: TileContent): Uint8Array {
  const glb = new GlbWriter();
  const accessors: unknown[] = [];
  const rowOf = new Map(tile.features.map((feature, row) => [feature, row]));
  const meshes = (['opaque', 'transparent'] as const).flatMap((name) => {
    const mesh = tile[name];
    return mesh && mesh.indices.length > 0 ? [{ name, mesh }] : [];
  });
  const bounds = boundsOf(meshes.map(({ mesh }) => mesh));
  if (isEmpty(bounds)) throw new RangeError('a tile needs at least one triangle');
  const grid = gridOf(bounds);
  const primitives = meshes.map(({ mesh }, material) => ({
    ...addPrimitive(glb, accessors, mesh, grid, rowOf),
    material,
  }));
  const [cx, cy, cz] = grid.center;
  const scale = grid.stepMm / 1000;
  return glb.finish({
    asset: { version: '2.0', generator: 'twin' },
    extensionsUsed: [
      'EXT_mesh_features',
      'EXT_meshopt_compression',
      'EXT_structural_metadata',
      'KHR_mesh_quantization',
    ],
    extensionsRequired: ['EXT_meshopt_compression', 'KHR_mesh_quantization'],
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, scale: [scale, scale, scale], translation: [cx / 1000, cz / 1000, -cy / 1000] }],
    meshes: [{ primitives }],
    materials: meshes.map(({ name }) => MATERIALS[name]),
    accessors,
    extensions: { EXT_structural_metadata: addPropertyTable(glb, 'element', tile.columns) },
  });
}
