import { farMesh } from '../tiles/far-mesh.ts';
import { encodeTile } from '../tiles/tile.ts';
import { diagonalM } from '../tiles/tileset.ts';
import { emptyBounds, joinBounds } from '../tiles/triangle-mesh.ts';
import type { StoreyGroup } from './storey-group.ts';
import type { ColumnsOf } from './tile-columns.ts';
import { meshesOf } from './tile-content.ts';

/** Whole-building content for far away, shown until the storeys are near enough to matter. */
export interface FarContent {
  readonly bytes: Uint8Array;
  /** What it leaves out, metres: the root's geometricError. */
  readonly geometricError: number;
}

// Below this the storeys themselves are cheap enough to be drawn at any distance.
const FAR_MIN_TRIANGLES = 2000;

/**
 * Makes the far content of a building; null where it is not worth it. Its error is stated such that storeys replace it
 * at about one and a half times the building's own size on a screen of 1,080 lines.
 */
export function farContent(groups: readonly StoreyGroup[], columnsOf: ColumnsOf): FarContent | null {
  if (groups.reduce((sum, { triangles }) => sum + triangles, 0) < FAR_MIN_TRIANGLES) return null;
  const meshes = groups.flatMap(({ members }) => {
    const { opaque, transparent } = meshesOf(members);
    return [opaque, transparent].flatMap((part) =>
      part.triangles > 0 ? [{ mesh: part.mesh(), bounds: part.bounds }] : [],
    );
  });
  const mesh = farMesh(meshes);
  if (mesh.indices.length === 0) return null;
  const drawn = new Set(mesh.features);
  const rows = groups.flatMap(({ storey, members }) =>
    members.flatMap(({ product }) => (drawn.has(product.id) ? [{ product, storey: storey?.globalId ?? '' }] : [])),
  );
  const bounds = emptyBounds();
  for (const group of groups) joinBounds(bounds, group.bounds);
  return {
    bytes: encodeTile({
      opaque: mesh,
      transparent: null,
      features: rows.map(({ product }) => product.id),
      columns: columnsOf(rows),
    }),
    geometricError: Math.max(diagonalM(bounds) / 40, 0.5),
  };
}
