import { encodeTile } from '../tiles/tile.ts';
import { MeshBuilder } from '../tiles/triangle-mesh.ts';
import { addPiece, isTransparent } from './meshes.ts';
import type { Shaped } from './storey-group.ts';
import type { ColumnsOf } from './tile-columns.ts';

/** The meshes of products, solid apart from see-through; features are express ids. */
export function meshesOf(members: readonly Shaped[]): {
  readonly opaque: MeshBuilder;
  readonly transparent: MeshBuilder;
} {
  const [opaque, transparent] = [new MeshBuilder(), new MeshBuilder()];
  for (const { product, mesh } of members) {
    for (const piece of mesh.pieces) addPiece(isTransparent(piece.color) ? transparent : opaque, product.id, piece);
  }
  return { opaque, transparent };
}

/** GLB of the products of one tile, all drawn with the storey of this GlobalId (empty for none). */
export function tileContent(members: readonly Shaped[], storey: string, columnsOf: ColumnsOf): Uint8Array {
  const { opaque, transparent } = meshesOf(members);
  return encodeTile({
    opaque: opaque.mesh(),
    transparent: transparent.mesh(),
    features: members.map(({ product }) => product.id),
    columns: columnsOf(members.map(({ product }) => ({ product, storey }))),
  });
}
