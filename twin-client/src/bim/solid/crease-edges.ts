import type { Triangles } from './triangle-bvh.ts';

/** The visible edges of elements: where two of their faces meet at an angle, and where a face ends. */
export interface ElementEdges {
  /** [k × 6]: both ends of every edge, metres; those of one element stand together. */
  readonly segments: Float32Array;
  /** By element: where its edges begin in k; one more than elements. */
  readonly starts: Uint32Array;
}

/** Faces that meet at less than this are one curved face: cosine of 20°. */
const CREASE_COS = Math.cos((20 * Math.PI) / 180);
/** Corners nearer than this are one, metres: tiles are written in millimetres. */
const WELD_M = 0.001;
/** An edge whose one end has no neighbor, or whose two faces meet at an angle. */
const [FREE, FLAT, CREASE] = [0, 1, 2];

/** Numbers corners by element and place: corners that are one get the same number. */
function weldCorners({ positions, indices }: Triangles, owners: Uint32Array): Uint32Array {
  const size = tableSize(indices.length);
  const table = new Int32Array(size).fill(-1);
  const welded = new Uint32Array(indices.length);
  const place = (corner: number, axis: number) => Math.round(positions[indices[corner]! * 3 + axis]! / WELD_M);
  for (let corner = 0; corner < indices.length; corner++) {
    const owner = owners[Math.floor(corner / 3)]!;
    const [x, y, z] = [place(corner, 0), place(corner, 1), place(corner, 2)];
    let slot = mixed(mixed(x, y), mixed(z, owner)) % size;
    for (let other = table[slot]!; other >= 0; other = table[slot]!) {
      const same =
        place(other, 0) === x &&
        place(other, 1) === y &&
        place(other, 2) === z &&
        owners[Math.floor(other / 3)] === owner;
      if (same) break;
      slot = (slot + 1) % size;
    }
    if (table[slot]! < 0) table[slot] = corner;
    welded[corner] = table[slot]!;
  }
  return welded;
}

/** Finds the edges of every element; `owners` says to which element, numbered from 0, a triangle belongs. */
export function creaseEdges(triangles: Triangles, owners: Uint32Array): ElementEdges {
  const { positions, indices } = triangles;
  const welded = weldCorners(triangles, owners);
  const size = tableSize(indices.length);
  // Open addressing: the first corner of an edge's first triangle, and what is known of the edge.
  const table = new Int32Array(size).fill(-1);
  const kinds = new Uint8Array(indices.length);
  const next = (corner: number) => (corner % 3 === 2 ? corner - 2 : corner + 1);
  for (let corner = 0; corner < indices.length; corner++) {
    const [a, b] = [welded[corner]!, welded[next(corner)]!];
    if (a === b) continue;
    const [low, high] = a < b ? [a, b] : [b, a];
    let slot = mixed(low, high) % size;
    let other = table[slot]!;
    for (; other >= 0; slot = (slot + 1) % size, other = table[slot]!) {
      const [c, d] = [welded[other]!, welded[next(other)]!];
      if (Math.min(c, d) === low && Math.max(c, d) === high) break;
    }
    if (other < 0) table[slot] = corner;
    else if (kinds[other] !== CREASE) {
      const flat = facesAgree(positions, indices, Math.floor(other / 3), Math.floor(corner / 3));
      kinds[other] = flat ? FLAT : CREASE;
    }
  }
  const found = [...table].filter((corner) => corner >= 0 && (kinds[corner] === FREE || kinds[corner] === CREASE));
  return grouped(found, triangles, owners, next);
}

function grouped(
  corners: readonly number[],
  { positions, indices }: Triangles,
  owners: Uint32Array,
  next: (corner: number) => number,
): ElementEdges {
  const elements = owners.reduce((most, owner) => Math.max(most, owner + 1), 0);
  const starts = new Uint32Array(elements + 1);
  const ownerOf = (corner: number) => owners[Math.floor(corner / 3)]!;
  for (const corner of corners) starts[ownerOf(corner) + 1]!++;
  for (let element = 0; element < elements; element++) starts[element + 1]! += starts[element]!;
  const segments = new Float32Array(corners.length * 6);
  const filled = starts.slice();
  for (const corner of corners) {
    const at = filled[ownerOf(corner)]!++ * 6;
    segments.set(positions.subarray(indices[corner]! * 3, indices[corner]! * 3 + 3), at);
    segments.set(positions.subarray(indices[next(corner)]! * 3, indices[next(corner)]! * 3 + 3), at + 3);
  }
  return { segments, starts };
}

/** Whether two faces look nearly the same way. Back to back is the same: windings are not to be trusted. */
function facesAgree(positions: Float32Array, indices: Uint32Array, one: number, other: number): boolean {
  const [ax, ay, az] = normal(positions, indices, one);
  const [bx, by, bz] = normal(positions, indices, other);
  const lengths = Math.hypot(ax, ay, az) * Math.hypot(bx, by, bz);
  return lengths === 0 || Math.abs(ax * bx + ay * by + az * bz) >= CREASE_COS * lengths;
}

/** Normal of a triangle, as long as twice its area. */
function normal(p: Float32Array, indices: Uint32Array, triangle: number): readonly [number, number, number] {
  const [a, b, c] = [0, 1, 2].map((corner) => indices[triangle * 3 + corner]! * 3) as [number, number, number];
  const [ux, uy, uz] = [p[b]! - p[a]!, p[b + 1]! - p[a + 1]!, p[b + 2]! - p[a + 2]!];
  const [vx, vy, vz] = [p[c]! - p[a]!, p[c + 1]! - p[a + 1]!, p[c + 2]! - p[a + 2]!];
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
}

const tableSize = (entries: number) => Math.max(16, entries * 2 + 1);

function mixed(a: number, b: number): number {
  return (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ (Math.imul(a, 0x9e3779b1) >>> 15)) >>> 0;
}
