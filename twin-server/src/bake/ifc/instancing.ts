import type { Instance, InstancedShape } from '../tiles/instances.ts';
import type { Colored } from '../tiles/triangle-mesh.ts';
import type { Vector3 } from './frame.ts';
import { determinantOf, type Geometry, type Matrix, type Piece, placeGeometry } from './piece.ts';
import type { Shaped } from './storey-group.ts';

// Fewer uses or triangles cost more as instances, in draw calls and bytes, than they save.
const MIN_USES = 4;
const MIN_TRIANGLES = 100;
// web-ifc's matrices are single-precision products.
const TOLERANCE = 1e-5;
const MAX_EXTENT_M = 60;

/** Scale of a matrix that turns, moves and scales evenly; null for one that mirrors or shears. */
function similarityScale(m: Matrix): number | null {
  const determinant = determinantOf(m);
  if (!(determinant > 0)) return null;
  const scale = Math.cbrt(determinant);
  const dot = (a: number, b: number) => (m[a]! * m[b]! + m[a + 1]! * m[b + 1]! + m[a + 2]! * m[b + 2]!) / scale ** 2;
  const isEven = [0, 4, 8].every((column) => Math.abs(dot(column, column) - 1) < TOLERANCE);
  const isRight = Math.abs(dot(0, 4)) < TOLERANCE && Math.abs(dot(4, 8)) < TOLERANCE && Math.abs(dot(8, 0)) < TOLERANCE;
  return isEven && isRight ? scale : null;
}

/** Unit quaternion [x, y, z, w] of a matrix with this scale (Shepperd's method: divides by the largest part). */
function rotationOf(m: Matrix, scale: number): Instance['rotation'] {
  const at = (row: number, column: number) => m[column * 4 + row]! / scale;
  const trace = at(0, 0) + at(1, 1) + at(2, 2);
  const parts = [at(0, 0), at(1, 1), at(2, 2), trace];
  const largest = parts.indexOf(Math.max(...parts));
  let q: [number, number, number, number];
  if (largest === 3) {
    q = [at(2, 1) - at(1, 2), at(0, 2) - at(2, 0), at(1, 0) - at(0, 1), 1 + trace];
  } else {
    const [i, j, k] = [largest, (largest + 1) % 3, (largest + 2) % 3] as [number, number, number];
    q = [0, 0, 0, at(k, j) - at(j, k)];
    q[i] = 1 + at(i, i) - at(j, j) - at(k, k);
    q[j] = at(j, i) + at(i, j);
    q[k] = at(k, i) + at(i, k);
  }
  const length = Math.sqrt(q.reduce((sum, part) => sum + part * part, 0));
  return [q[0] / length, q[1] / length, q[2] / length, q[3] / length];
}

function instanceOf(feature: number, { matrix: m }: Piece, scale: number, origin: Vector3): Instance {
  const translation: Instance['translation'] = [
    (m[12]! - origin[0]) * 1000,
    (m[13]! - origin[2]) * 1000,
    (m[14]! + origin[1]) * 1000,
  ];
  return { feature, translation, rotation: rotationOf(m, scale) };
}

interface Use {
  readonly feature: number;
  readonly piece: Piece;
  /** null for a placement that no instance can have. */
  readonly scale: number | null;
}

const sameScale = (a: number, b: number | null) => b !== null && Math.abs(a / b - 1) < TOLERANCE;

function extentM({ vertices }: Geometry, scale: number): number {
  let most = 0;
  for (let axis = 0; axis < 3; axis++) {
    let [min, max] = [Infinity, -Infinity];
    for (let v = axis; v < vertices.length; v += 6) {
      if (vertices[v]! < min) min = vertices[v]!;
      if (vertices[v]! > max) max = vertices[v]!;
    }
    most = Math.max(most, (max - min) * scale);
  }
  return most;
}

/**
 * Decides what a tile repeats: the same geometry in the same color, used at least four times and of at least 100 triangles,
 * where every use turns and moves it without mirroring or shearing. The rest is merged. Features are express ids.
 */
export function instancesOf(
  members: readonly Shaped[],
  origin: Vector3,
): { readonly facets: Colored[]; readonly instanced: InstancedShape[] } {
  const byShape = new Map<Geometry, Map<number, Use[]>>();
  for (const { product, mesh } of members) {
    for (const piece of mesh.pieces) {
      if (piece.geometry.indices.length < MIN_TRIANGLES * 3) continue;
      const colors = byShape.get(piece.geometry) ?? new Map<number, Use[]>();
      byShape.set(piece.geometry, colors);
      const uses = colors.get(piece.color) ?? [];
      colors.set(piece.color, uses);
      uses.push({ feature: product.id, piece, scale: similarityScale(piece.matrix) });
    }
  }
  const repeated = new Set<Piece>();
  const instanced: InstancedShape[] = [];
  for (const [geometry, colors] of byShape) {
    for (const [color, uses] of colors) {
      const scale = uses[0]?.scale ?? null;
      if (uses.length < MIN_USES || scale === null || extentM(geometry, scale) > MAX_EXTENT_M) continue;
      const fitting = uses.filter((use) => sameScale(scale, use.scale));
      if (fitting.length < MIN_USES) continue;
      const facets = placeGeometry(geometry, [scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, 1], [0, 0, 0]);
      if (facets.indices.length < MIN_TRIANGLES * 3) continue;
      for (const { piece } of fitting) repeated.add(piece);
      const instances = fitting.map(({ feature, piece }) => instanceOf(feature, piece, scale, origin));
      instanced.push({ facets, color, instances });
    }
  }
  const facets = members.flatMap(({ product, mesh }) =>
    mesh.pieces.flatMap((piece) =>
      repeated.has(piece) ? [] : [{ facets: piece.facets, color: piece.color, feature: product.id }],
    ),
  );
  return { facets, instanced };
}
