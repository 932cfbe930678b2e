import { z } from 'zod';
import type { ProductQuery } from '../models/product-query.ts';
import type { IndexedProduct } from '../models/product-row.ts';
import { ModelReplacedError, searchProducts } from '../models/search-products.ts';
import type { ApiDeps } from './deps.ts';
import { decodeCursor, encodeCursor } from './input.ts';
import { Problem } from './problem.ts';

const Position = z.tuple([z.int().min(0).max(1), z.string(), z.int(), z.int()]);

/** A page of products of the site's models. Throws Problem for a cursor of another list, or of a model that is gone. */
export async function productPage(
  { pool, site }: Pick<ApiDeps, 'pool' | 'site'>,
  query: ProductQuery,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: IndexedProduct[]; next: string | null }> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, Position);
  try {
    const { items, next } = await searchProducts(pool, site, query, { limit, after });
    return { items, next: next && encodeCursor(next) };
  } catch (cause) {
    if (!(cause instanceof ModelReplacedError)) throw cause;
    const reason = "the building's model has been replaced since the page before; begin again";
    throw new Problem('invalid-input', `query.cursor: ${reason}`, {
      faults: [{ in: 'query', field: 'cursor', reason }],
      cause,
    });
  }
}
