import type { Pool } from 'pg';
import { geoToLocal, localToGeo, type Placement } from 'twin-core';
import { clipRing, type Extent, extentOf, type Region, type Ring, relationTo } from 'twin-core/geometry';
import { type IndexedProduct, PRODUCT_COLUMNS } from './product-row.ts';

/** What of a building's model lies in a region, by the middle of each product's box. */
export interface ProductsWithin {
  /** Elements by class; all of them. */
  readonly classes: Readonly<Record<string, number>>;
  /** The first elements in the model's order. */
  readonly elements: readonly IndexedProduct[];
  /** All spaces. */
  readonly spaces: readonly { readonly globalId: string; readonly name: string; readonly storey: string | null }[];
}

/** Around a model's box: what is cut off there is far from all that stands in it. */
const MARGIN_M = 2;

/** Looks into one building; null where its model is not indexed. At most `limit` elements are listed. */
export async function productsWithin(
  pool: Pool,
  site: string,
  { code, placement }: { readonly code: string; readonly placement: Placement },
  region: Region,
  limit: number,
): Promise<ProductsWithin | null> {
  const { rows } = await pool.query<{ id: number; box: number[] | null }>(
    'SELECT id, box FROM model WHERE site = $1 AND building = $2',
    [site, code],
  );
  const [model] = rows;
  if (!model) return null;
  const area = model.box && localArea(region.ring, placement, model.box);
  if (!area) return { classes: {}, elements: [], spaces: [] };
  const inside = `p.model = $1 AND ($2::polygon IS NULL OR $2::polygon @> point(p.x, p.y)) AND p.x IS NOT NULL
    AND p.z BETWEEN $3 AND $4`;
  const values = [
    model.id,
    area === 'whole' ? null : `(${area.map(([x, y]) => `(${x},${y})`).join(',')})`,
    region.from === undefined ? -Infinity : region.from - placement.height,
    region.to === undefined ? Infinity : region.to - placement.height,
  ];
  const counted = await pool.query<{ class: string; count: number }>(
    `SELECT p.ifc_class AS class, count(*)::int AS count FROM model_product p WHERE ${inside} AND p.kind = 'element'
     GROUP BY 1 ORDER BY 2 DESC, 1`,
    values,
  );
  const elements =
    limit > 0 && counted.rows.length > 0
      ? await pool.query<IndexedProduct>(
          `SELECT ${PRODUCT_COLUMNS} FROM model_product p JOIN model m ON m.id = p.model
           WHERE ${inside} AND p.kind = 'element' ORDER BY p.ordinal LIMIT $5`,
          [...values, limit],
        )
      : { rows: [] };
  const spaces = await pool.query<ProductsWithin['spaces'][number]>(
    `SELECT p.global_id AS "globalId", p.name, p.storey FROM model_product p WHERE ${inside} AND p.kind = 'space'
     ORDER BY p.ordinal`,
    values,
  );
  return {
    classes: Object.fromEntries(counted.rows.map((row) => [row.class, row.count])),
    elements: elements.rows,
    spaces: spaces.rows,
  };
}

/**
 * A ring as the building's frame sees it, metres: the part near the model's box, or `whole` where it surrounds the box;
 * null where it lies elsewhere. It is cut before it is turned into metres, since a frame is exact near its origin alone.
 */
function localArea(ring: Ring, placement: Placement, box: readonly number[]): Ring | 'whole' | null {
  const [x1, y1, , x2, y2] = box as [number, number, number, number, number, number];
  const around = [
    [x1 - MARGIN_M, y1 - MARGIN_M],
    [x2 + MARGIN_M, y1 - MARGIN_M],
    [x2 + MARGIN_M, y2 + MARGIN_M],
    [x1 - MARGIN_M, y2 + MARGIN_M],
  ].map(([x, y]) => {
    const { longitude, latitude } = localToGeo(placement, [x!, y!, 0]);
    return [longitude, latitude] as const;
  });
  const relation = relationTo(ring, around);
  if (relation !== 'across') return relation === 'inside' ? 'whole' : null;
  const extent: Extent = extentOf(around);
  const near = clipRing(ring, extent).map(([longitude, latitude]) => {
    const [x, y] = geoToLocal(placement, { longitude, latitude, height: placement.height });
    return [x, y] as const;
  });
  return near.length < 3 ? null : near;
}
