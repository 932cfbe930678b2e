import { type Bounds, emptyBounds, joinBounds } from '../tiles/bounds.ts';
import type { Shaped } from './storey-group.ts';

// 16-bit positions reach 65.5 m in steps of a millimetre.
const MAX_EXTENT_MM = 60_000;
// Cesium and others load a property table of up to this many rows without a pause.
const MAX_ROWS = 9_999;

function boundsOf(members: readonly Shaped[]): Bounds {
  const bounds = emptyBounds();
  for (const { mesh } of members) joinBounds(bounds, mesh.bounds);
  return bounds;
}

/**
 * Splits what would be one tile into tiles of at most 60 m and fewer than 10,000 rows, by halving along the longest side
 * until each fits; a single product that is longer stays whole. The order of members is kept within each tile.
 */
export function splitIntoTiles<T extends Shaped>(members: readonly T[]): (readonly T[])[] {
  if (members.length === 0) return [];
  const bounds = boundsOf(members);
  const extents = [0, 1, 2].map((axis) => bounds[axis + 3]! - bounds[axis]!);
  const longest = extents.indexOf(Math.max(...extents));
  if (members.length === 1 || (extents[longest]! <= MAX_EXTENT_MM && members.length <= MAX_ROWS)) return [members];
  const middle = ({ mesh }: T) => mesh.bounds[longest]! + mesh.bounds[longest + 3]!;
  const sorted = members.toSorted((a, b) => middle(a) - middle(b) || a.product.id - b.product.id);
  const low = new Set(sorted.slice(0, sorted.length >> 1));
  return [
    ...splitIntoTiles(members.filter((member) => low.has(member))),
    ...splitIntoTiles(members.filter((member) => !low.has(member))),
  ];
}
