import { COMPONENT, type GlbWriter } from './glb.ts';
import { addPrimitives, gridOf } from './primitive.ts';
import { mergeFacets } from './triangle-mesh.ts';
import type { Facets } from './welder.ts';

/** Where one instance of a shape stands, in glTF's axes (Y-up). */
export interface Instance {
  /** Feature that it belongs to: a row of the tile's table is found by it. */
  readonly feature: number;
  /** Of the shape's origin, millimetres. */
  readonly translation: readonly [number, number, number];
  /** Unit quaternion [x, y, z, w]. */
  readonly rotation: readonly [number, number, number, number];
}

/** A shape that is drawn several times in one color. */
export interface InstancedShape {
  /** In the shape's own axes, millimetres, Z-up. */
  readonly facets: Facets;
  /** Packed as 0xAABBGGRR, linear. */
  readonly color: number;
  readonly instances: readonly Instance[];
}

/** v turned by a unit quaternion. */
function rotate([x, y, z, w]: Instance['rotation'], [a, b, c]: readonly [number, number, number]) {
  const [tx, ty, tz] = [2 * (y * c - z * b), 2 * (z * a - x * c), 2 * (x * b - y * a)];
  return [a + w * tx + y * tz - z * ty, b + w * ty + z * tx - x * tz, c + w * tz + x * ty - y * tx] as const;
}

/**
 * Writes an instanced shape as a mesh and the node that repeats it (EXT_mesh_gpu_instancing), each instance with its feature
 * (EXT_instance_features). Instances stand in millimetres from `center` (Z-up). Returns the node's extensions and
 * the mesh's primitives.
 */
export function addInstances(
  glb: GlbWriter,
  { facets, color, instances }: InstancedShape,
  center: readonly [number, number, number],
  material: number,
  rowOf: ReadonlyMap<number, number>,
): { primitives: Record<string, unknown>[]; extensions: Record<string, unknown> } {
  const grid = gridOf(facets.bounds);
  const mesh = mergeFacets([{ facets, color, feature: 0 }]);
  const primitives = addPrimitives(glb, [{ mesh, material }], grid, null);
  const count = instances.length;
  const translations = new Float32Array(count * 3);
  const rotations = new Float32Array(count * 4);
  const rows = new Float32Array(count);
  const own: [number, number, number] = [grid.center[0], grid.center[2], -grid.center[1]];
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (const [at, { feature, translation, rotation }] of instances.entries()) {
    const offset = rotate(rotation, own);
    const from = [center[0], center[2], -center[1]];
    for (let axis = 0; axis < 3; axis++) {
      translations[at * 3 + axis] = translation[axis]! + offset[axis]! - from[axis]!;
      min[axis] = Math.min(min[axis]!, translations[at * 3 + axis]!);
      max[axis] = Math.max(max[axis]!, translations[at * 3 + axis]!);
    }
    rotations.set(rotation, at * 4);
    rows[at] = rowOf.get(feature)!;
  }
  const accessor = (array: Float32Array, type: string, entry = {}) =>
    glb.addAccessor({
      bufferView: glb.addPlain(new Uint8Array(array.buffer)),
      componentType: COMPONENT.float,
      count,
      type,
      ...entry,
    });
  return {
    primitives,
    extensions: {
      EXT_mesh_gpu_instancing: {
        attributes: {
          TRANSLATION: accessor(translations, 'VEC3', { min, max }),
          ROTATION: accessor(rotations, 'VEC4'),
          _FEATURE_ID_0: accessor(rows, 'SCALAR'),
        },
      },
      EXT_instance_features: { featureIds: [{ featureCount: rowOf.size, attribute: 0, propertyTable: 0 }] },
    },
  };
}
