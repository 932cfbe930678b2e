import { emptyBounds, joinBounds } from '../tiles/bounds.ts';
import { FAR_STEP_MM, farFacets } from '../tiles/far-mesh.ts';
import type { TextColumns } from '../tiles/property-table.ts';
import { encodeTile } from '../tiles/tile.ts';
import { diagonalM } from '../tiles/tileset.ts';
import type { Member, StoreyGroup } from './storey-group.ts';
import type { ColumnsOf } from './tile-columns.ts';

/** Whole-building content for far away, shown until the storeys are near enough to matter. */
export interface FarContent {
  readonly bytes: Uint8Array;
  /** What it leaves out, metres: the root's geometricError. */
  readonly geometricError: number;
}

// Below this the storeys themselves are cheap enough to be drawn at any distance.
const FAR_MIN_TRIANGLES = 2000;
// Of what hangs on a building, only what is larger than this is looked for from outside.
const MEP_MIN_MM = 1500;

/** From afar a click asks who and where; the rest comes with the storeys, and is empty until then. */
function farColumns({ GlobalId = [], class: ifcClass = [], storey = [], ...others }: TextColumns): TextColumns {
  const empty = GlobalId.map(() => '');
  const rest = Object.fromEntries(Object.keys(others).map((name) => [name, empty]));
  return { GlobalId, class: ifcClass, storey, ...rest };
}

/** The shell, the edges of the floors between its walls, and large equipment. */
function mayBeSeen({ part, product, mesh: { bounds } }: Member): boolean {
  if (part === 'shell') return true;
  if (part === 'interior') return product.ifcClass.startsWith('IfcSlab');
  return Math.max(bounds[3] - bounds[0], bounds[4] - bounds[1], bounds[5] - bounds[2]) >= MEP_MIN_MM;
}

/**
 * Makes the far content of a building; null where it is not worth it. Its error is stated such that storeys replace it
 * at about one and a half times the building's own size on a screen of 1,080 lines.
 */
export function farContent(groups: readonly StoreyGroup<Member>[], columnsOf: ColumnsOf): FarContent | null {
  if (groups.reduce((sum, { triangles }) => sum + triangles, 0) < FAR_MIN_TRIANGLES) return null;
  const members = groups.flatMap((group) => group.members.filter(mayBeSeen));
  const facets = farFacets(
    members.flatMap(({ product, mesh }) => {
      const pieces = mesh.pieces.map((piece) => ({ facets: piece.facets, color: piece.color, feature: product.id }));
      return pieces.sort((a, b) => a.color - b.color);
    }),
  );
  if (facets.length === 0) return null;
  const drawn = new Set(facets.map(({ feature }) => feature));
  const rows = groups.flatMap((group) =>
    group.members.flatMap(({ product }) =>
      drawn.has(product.id) ? [{ product, storey: group.storey?.globalId ?? '' }] : [],
    ),
  );
  const bounds = emptyBounds();
  for (const group of groups) joinBounds(bounds, group.bounds);
  return {
    bytes: encodeTile({
      facets,
      instanced: [],
      features: rows.map(({ product }) => product.id),
      columns: farColumns(columnsOf(rows)),
      stepMm: FAR_STEP_MM,
    }),
    geometricError: Math.max(diagonalM(bounds) / 40, 0.5),
  };
}
