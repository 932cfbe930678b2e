import { emptyBounds, isEmpty, joinBounds } from './bounds.ts';
import { GlbWriter } from './glb.ts';
import { addInstances, type InstancedShape } from './instances.ts';
import { addPrimitives, gridOf } from './primitive.ts';
import { addPropertyTable, type TextColumns } from './property-table.ts';
import { type Colored, mergeFacets } from './triangle-mesh.ts';

/** What a tile holds: facets that are merged by how they are drawn, shapes that are repeated, and the table of their features. */
export interface TileContent {
  readonly facets: readonly Colored[];
  readonly instanced: readonly InstancedShape[];
  /** Features in the order of the table's rows; those of facets and instances are found here. */
  readonly features: readonly number[];
  readonly columns: TextColumns;
  /** Edge of a cell of the positions' grid, millimetres; 1 where not given. Only for tiles without instances. */
  readonly stepMm?: number;
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
type MaterialName = keyof typeof MATERIALS;

const materialOf = ({ color }: { readonly color: number }): MaterialName =>
  color >>> 24 < 255 ? 'transparent' : 'opaque';

/**
 * A tile's GLB: 16-bit positions on a grid of whole millimetres (floats where one mesh is longer than 65 m), colors by
 * vertex, one primitive a material, repeated shapes as instances, feature ids into one table of texts
 * (EXT_structural_metadata), meshes compressed with meshopt. Y-up, metres by the nodes' scale. Await MeshoptEncoder.ready
 * first. Throws RangeError where there is nothing to draw.
 */
export function encodeTile({ facets, instanced, features, columns, stepMm = 1 }: TileContent): Uint8Array {
  const glb = new GlbWriter();
  const rowOf = new Map(features.map((feature, row) => [feature, row]));
  const names = (['opaque', 'transparent'] as const).filter((name) =>
    [...facets, ...instanced].some((part) => materialOf(part) === name),
  );
  if (names.length === 0) throw new RangeError('a tile needs at least one triangle');
  const bounds = emptyBounds();
  for (const part of facets) joinBounds(bounds, part.facets.bounds);
  // A tile of instances alone is centered on one of them.
  const first = instanced[0]?.instances[0]?.translation ?? [0, 0, 0];
  const around = isEmpty(bounds) ? ([first[0], -first[2], first[1], first[0], -first[2], first[1]] as const) : bounds;
  const grid = gridOf([...around], stepMm);
  const scale = stepMm / 1000;
  const meshes: { primitives: Record<string, unknown>[] }[] = [];
  const nodes: Record<string, unknown>[] = [];
  const addNode = (primitives: Record<string, unknown>[], extensions?: Record<string, unknown>) => {
    const [x, y, z] = grid.center;
    const translation = [x / 1000, z / 1000, -y / 1000];
    const mesh = meshes.push({ primitives }) - 1;
    nodes.push({ mesh, scale: [scale, scale, scale], translation, ...(extensions && { extensions }) });
  };
  const merged = names.flatMap((name, material) => {
    const parts = facets.filter((part) => materialOf(part) === name);
    return parts.length === 0 ? [] : [{ mesh: mergeFacets(parts), material }];
  });
  if (merged.length > 0) addNode(addPrimitives(glb, merged, grid, rowOf));
  for (const shape of instanced) {
    const { primitives, extensions } = addInstances(glb, shape, grid.center, names.indexOf(materialOf(shape)), rowOf);
    addNode(primitives, extensions);
  }
  const repeats = instanced.length > 0 ? ['EXT_mesh_gpu_instancing'] : [];
  return glb.finish({
    asset: { version: '2.0', generator: 'twin' },
    extensionsUsed: [
      ...(instanced.length > 0 ? ['EXT_instance_features'] : []),
      ...(merged.length > 0 ? ['EXT_mesh_features'] : []),
      ...repeats,
      'EXT_meshopt_compression',
      'EXT_structural_metadata',
      'KHR_mesh_quantization',
    ],
    extensionsRequired: [...repeats, 'EXT_meshopt_compression', 'KHR_mesh_quantization'],
    scene: 0,
    scenes: [{ nodes: nodes.map((_, node) => node) }],
    nodes,
    meshes,
    materials: names.map((name) => MATERIALS[name]),
    extensions: { EXT_structural_metadata: addPropertyTable(glb, 'element', columns) },
  });
}
