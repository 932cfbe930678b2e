import { emptyBounds, joinBounds } from '../tiles/bounds.ts';
import { COMPONENT, GlbWriter } from '../tiles/glb.ts';
import type { Block } from './block.ts';
import { addBuildingTable } from './building-table.ts';
import { extrude, VERTEX } from './extrude.ts';

/** Cells of a 16-bit grid, a few less. */
const CELLS = 65_000;
const MATERIAL = {
  name: 'building',
  pbrMetallicRoughness: { baseColorFactor: [0.72, 0.74, 0.76, 1], metallicFactor: 0, roughnessFactor: 0.95 },
};

/** Edge of a cell of the grid for a tile of this extent, millimetres: 1 up to 65 m, 100 at 6.5 km. */
function stepOf(size: number): number {
  return Math.max(1, Math.ceil(size / CELLS));
}

/**
 * A tile's GLB: walls and roofs of its buildings in one primitive, 16-bit positions on a grid of whole millimetres, flat normals, feature
 * ids into a table of id, name, height, use and year, compressed with meshopt. Y-up, metres by the node's scale. Await
 * MeshoptEncoder.ready first.
 */
export function encodeBuildings(blocks: readonly Block[]): { readonly glb: Uint8Array; readonly triangles: number } {
  const bounds = emptyBounds();
  for (const block of blocks) joinBounds(bounds, block.bounds);
  const stepMm = stepOf(Math.max(...[0, 1, 2].map((axis) => bounds[axis + 3]! - bounds[axis]!)));
  const center = [0, 1, 2].map((axis) => Math.round((bounds[axis]! + bounds[axis + 3]!) / 2 / stepMm) * stepMm);
  const { bytes, vertices, indices, min, max } = extrude(blocks, center, stepMm);
  const glb = new GlbWriter();
  const bufferView = glb.addVertices(bytes, vertices, VERTEX.bytes);
  const attribute = (byteOffset: number, entry: Record<string, unknown>) =>
    glb.addAccessor({ bufferView, ...(byteOffset > 0 && { byteOffset }), count: vertices, ...entry });
  const isShort = vertices <= 65_535;
  const primitive = {
    attributes: {
      POSITION: attribute(0, { componentType: COMPONENT.short, type: 'VEC3', min, max }),
      NORMAL: attribute(VERTEX.normal, { componentType: COMPONENT.byte, normalized: true, type: 'VEC3' }),
      _FEATURE_ID_0: attribute(VERTEX.feature, { componentType: COMPONENT.unsignedShort, type: 'SCALAR' }),
    },
    indices: glb.addAccessor({
      bufferView: glb.addTriangles(isShort ? Uint16Array.from(indices) : indices.slice()),
      count: indices.length,
      componentType: isShort ? COMPONENT.unsignedShort : COMPONENT.unsignedInt,
      type: 'SCALAR',
    }),
    material: 0,
    extensions: {
      EXT_mesh_features: { featureIds: [{ featureCount: blocks.length, attribute: 0, propertyTable: 0 }] },
    },
  };
  const [x, y, z] = center as [number, number, number];
  const scale = stepMm / 1000;
  const file = glb.finish({
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
    nodes: [{ mesh: 0, scale: [scale, scale, scale], translation: [x / 1000, z / 1000, -y / 1000] }],
    meshes: [{ primitives: [primitive] }],
    materials: [MATERIAL],
    extensions: { EXT_structural_metadata: addBuildingTable(glb, blocks) },
  });
  return { glb: file, triangles: indices.length / 3 };
}
