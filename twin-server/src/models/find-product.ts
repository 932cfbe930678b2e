import type { Pool } from 'pg';
import type { PropertySets } from 'twin-core';
import type { Product, ProductKind } from './product.ts';
import { type IndexedProduct, PRODUCT_COLUMNS } from './product-row.ts';

/** A product in full: with its properties and the middle of its box, metres in the building frame. */
interface FoundProduct extends IndexedProduct, Pick<Product, 'position'> {
  readonly properties: PropertySets;
}

/** A product by its GlobalId, with its properties; null where there is none such. Without a building the first by its code. */
export async function findProduct(
  pool: Pool,
  site: string,
  {
    building,
    globalId,
    kind,
  }: { readonly building?: string | undefined; readonly globalId: string; readonly kind?: ProductKind },
): Promise<FoundProduct | null> {
  const { rows } = await pool.query<FoundProduct>(
    `SELECT ${PRODUCT_COLUMNS}, p.properties,
       CASE WHEN p.x IS NOT NULL THEN json_build_array(p.x, p.y, p.z) END AS position
     FROM model m JOIN model_product p ON p.model = m.id
     WHERE m.site = $1 AND ($2::text IS NULL OR m.building = $2) AND p.global_id = $3 AND ($4::text IS NULL OR p.kind = $4)
     ORDER BY m.building COLLATE "C", p.ordinal LIMIT 1`,
    [site, building ?? null, globalId, kind ?? null],
  );
  return rows[0] ?? null;
}
