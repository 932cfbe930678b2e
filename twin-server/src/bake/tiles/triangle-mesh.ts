import type { Facets } from './welder.ts';

/**
 * Triangles in the building frame (Z-up) on a grid of one millimetre, as buildings are drawn: equal vertices are equal
 * numbers, and the same corner lands on the same place in every tile.
 */
export interface TriangleMesh {
  /** Millimetres, [n × 3]. */
  readonly positions: Int32Array;
  /** Unit normals × 127, [n × 3]. */
  readonly normals: Int8Array;
  /** Linear RGB and alpha packed as 0xAABBGGRR, [n]. */
  readonly colors: Uint32Array;
  /** Number of the feature each vertex belongs to, [n]. */
  readonly features: Uint32Array;
  /** Vertex numbers, counter-clockwise seen from outside, [triangles × 3]. */
  readonly indices: Uint32Array;
}

/** Facets of one feature and one color (0xAABBGGRR, linear). */
export interface Colored {
  readonly facets: Facets;
  readonly color: number;
  readonly feature: number;
}

/** Puts facets into one mesh, in their order; vertices of different parts stay apart. */
export function mergeFacets(parts: readonly Colored[]): TriangleMesh {
  let [vertices, corners] = [0, 0];
  for (const { facets } of parts) {
    vertices += facets.positions.length / 3;
    corners += facets.indices.length;
  }
  const mesh = {
    positions: new Int32Array(vertices * 3),
    normals: new Int8Array(vertices * 3),
    colors: new Uint32Array(vertices),
    features: new Uint32Array(vertices),
    indices: new Uint32Array(corners),
  };
  let [vertex, corner] = [0, 0];
  for (const { facets, color, feature } of parts) {
    const { positions, normals, indices } = facets;
    const next = vertex + positions.length / 3;
    mesh.positions.set(positions, vertex * 3);
    mesh.normals.set(normals, vertex * 3);
    mesh.colors.fill(color, vertex, next);
    mesh.features.fill(feature, vertex, next);
    for (let i = 0; i < indices.length; i++) mesh.indices[corner + i] = indices[i]! + vertex;
    vertex = next;
    corner += indices.length;
  }
  return mesh;
}
