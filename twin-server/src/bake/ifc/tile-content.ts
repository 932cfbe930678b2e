import { encodeTile } from '../tiles/tile.ts';
import type { Vector3 } from './frame.ts';
import { instancesOf } from './instancing.ts';
import type { Shaped } from './storey-group.ts';
import type { ColumnsOf } from './tile-columns.ts';

/** What the tiles of one file have in common. */
export interface TileFrame {
  /** Origin of the building frame in the project's axes, metres. */
  readonly origin: Vector3;
  readonly columnsOf: ColumnsOf;
}

/** GLB of the products of one tile, all drawn with the storey of this GlobalId (empty for none). */
export function tileContent(members: readonly Shaped[], storey: string, { origin, columnsOf }: TileFrame): Uint8Array {
  return encodeTile({
    ...instancesOf(members, origin),
    features: members.map(({ product }) => product.id),
    columns: columnsOf(members.map(({ product }) => ({ product, storey }))),
  });
}
