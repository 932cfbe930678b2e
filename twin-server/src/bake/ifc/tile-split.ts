import { type Bounds, emptyBounds, joinBounds } from '../tiles/bounds.ts';
import type { Shaped } from './storey-group.ts';

// 16-bit positions reach 65.5 m in steps of a millimetre.
const MAX_EXTENT_MM = 65_000;
// Cesium and others load a property table of up to this many rows without a pause.
const MAX_ROWS = 9_999;

function boundsOf(members: readonly Shaped[]): Bounds {
  const bounds = emptyBounds();
  for (const { mesh } of members) joinBounds(bounds, mesh.bounds);
  return bounds;
}

function extentsOf(bounds: Readonly<Bounds>): number[] {
  return [0, 1, 2].map((axis) => bounds[axis + 3]! - bounds[axis]!);
}

/** Halves along the longest side until each part fits. */
function halve<T extends Shaped>(members: readonly T[]): (readonly T[])[] {
  const extents = extentsOf(boundsOf(members));
  const longest = extents.indexOf(Math.max(...extents));
  if (members.length <= 1 || (extents[longest]! <= MAX_EXTENT_MM && members.length <= MAX_ROWS)) return [members];
  const middle = ({ mesh }: T) => mesh.bounds[longest]! + mesh.bounds[longest + 3]!;
  const sorted = members.toSorted((a, b) => middle(a) - middle(b) || a.product.id - b.product.id);
  const low = new Set(sorted.slice(0, sorted.length >> 1));
  return [
    ...halve(members.filter((member) => low.has(member))),
    ...halve(members.filter((member) => !low.has(member))),
  ];
}

/**
 * Splits what would be one tile into tiles of at most 65 m and fewer than 10,000 rows, by halving along the longest side
 * until each fits. Products that are longer themselves get tiles of their own. The order of members is kept within a tile.
 */
export function splitIntoTiles<T extends Shaped>(members: readonly T[]): (readonly T[])[] {
  const isLong = ({ mesh }: T) => Math.max(...extentsOf(mesh.bounds)) > MAX_EXTENT_MM;
  const [fitting, long] = [members.filter((member) => !isLong(member)), members.filter(isLong)];
  const rows = Array.from({ length: Math.ceil(long.length / MAX_ROWS) }, (_, part) =>
    long.slice(part * MAX_ROWS, (part + 1) * MAX_ROWS),
  );
  return [...(fitting.length > 0 ? halve(fitting) : []), ...rows];
}
