import type { Pool, PoolClient } from 'pg';
import type { PropertySets } from 'twin-core';
import { firstAfter, intersect, subtract, unite } from '../search/ordinals.ts';
import { ANY, IDENTITY } from './index-tokens.ts';
import { readPostings } from './posting-list.ts';
import { ProductMatcher, type ProductQuery } from './product-query.ts';
import { type IndexedProduct, PRODUCT_COLUMNS } from './product-row.ts';

/** Where a page ended: whether identities or properties were being gone through, then model and ordinal. */
export type ProductPosition = readonly [pass: number, building: string, model: number, ordinal: number];

/** Products that were found: first those whose identity has every word, then those that have them in their properties. */
export interface ProductPage {
  readonly items: IndexedProduct[];
  /** Null on the last page. */
  readonly next: ProductPosition | null;
}

/** The model that a position is of has been replaced meanwhile: its ordinals mean nothing any more. */
export class ModelReplacedError extends Error {
  override readonly name = 'ModelReplacedError';
}

interface Model {
  readonly id: number;
  readonly building: string;
}

/** Candidates of one model in one pass. */
interface Run {
  readonly model: Model;
  readonly ordinals: Uint32Array;
}

/** Lists of one word that are read at most: the rarest. What a further one would sort out is compared in full anyway. */
const LISTS_A_WORD = 3;
/** Products whose lists are read at once: a page is often full after the first few models. */
const LISTED_AT_ONCE = 300_000;
/** Rows read at a time: more with every time, since many then are not what was asked for. */
const [FIRST_ROWS, MOST_ROWS] = [64, 2048];

/**
 * Finds products of the site's models, in the order of building codes and each model's own order. Rare words cost what they
 * have found; frequent ones stop when the page is full: every list is as long as it says, so no plan is guessed.
 * Throws ModelReplacedError where `after` is of a model that is gone.
 */
export async function searchProducts(
  pool: Pool,
  site: string,
  query: ProductQuery,
  { limit, after }: { readonly limit: number; readonly after?: ProductPosition | undefined },
): Promise<ProductPage> {
  const client = await pool.connect();
  try {
    // One moment for all that is read: a model that is replaced meanwhile stays whole.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const page = await search(client, site, new ProductMatcher(query), query.building, limit, after);
    await client.query('COMMIT');
    client.release();
    return page;
  } catch (cause) {
    const clean =
      cause instanceof ModelReplacedError &&
      (await client.query('ROLLBACK').then(
        () => true,
        () => false,
      ));
    client.release(!clean);
    throw cause;
  }
}

async function search(
  client: PoolClient,
  site: string,
  matcher: ProductMatcher,
  building: string | undefined,
  limit: number,
  after: ProductPosition | undefined,
): Promise<ProductPage> {
  const { rows: models } = await client.query<Model>(
    `SELECT id, building FROM model WHERE site = $1 AND ($2::text IS NULL OR building = $2) ORDER BY building COLLATE "C"`,
    [site, building ?? null],
  );
  if (after && !models.some(({ id }) => id === after[2])) throw new ModelReplacedError(`model of ${after[1]} replaced`);
  const lists = await Lists.open(client, matcher, models);
  const found: { product: IndexedProduct; pass: number }[] = [];
  const passes = matcher.words.length > 0 ? [0, 1] : [1];
  for (const pass of passes) {
    if (after && pass < after[0]) continue;
    const from = after && pass === after[0] ? models.findIndex(({ id }) => id === after[2]) : 0;
    for (let at = from; at < models.length && found.length <= limit; ) {
      const group = lists.groupFrom(models, at, pass);
      at += group.length;
      await lists.load(group, pass);
      for (const model of group) {
        let ordinals = lists.candidates(model, pass);
        if (after && pass === after[0] && model.id === after[2])
          ordinals = ordinals.subarray(firstAfter(ordinals, after[3]));
        await take(client, matcher, { model, ordinals }, limit + 1 - found.length, (product) =>
          found.push({ product, pass }),
        );
        if (found.length > limit) break;
      }
    }
    if (found.length > limit) break;
  }
  const last = found[limit - 1];
  const next: ProductPosition | null =
    found.length > limit && last ? [last.pass, last.product.building, last.product.model, last.product.ordinal] : null;
  return { items: found.slice(0, limit).map(({ product }) => product), next };
}

/** Reads candidates in their order and hands on those that match, until `wanted` are found. */
async function take(
  client: PoolClient,
  matcher: ProductMatcher,
  { model, ordinals }: Run,
  wanted: number,
  onFound: (product: IndexedProduct) => void,
): Promise<void> {
  let left = wanted;
  let size = matcher.needsText ? Math.max(FIRST_ROWS, wanted) : wanted;
  for (let at = 0; at < ordinals.length && left > 0; size = Math.min(size * 2, MOST_ROWS)) {
    const part = ordinals.subarray(at, at + size);
    at += part.length;
    const { rows } = await client.query<IndexedProduct & { properties: PropertySets }>(
      `SELECT ${PRODUCT_COLUMNS}${matcher.needsText ? ', p.properties' : ''}
       FROM model_product p JOIN model m ON m.id = p.model
       WHERE p.model = $1 AND p.ordinal = ANY($2::int[]) ORDER BY p.ordinal`,
      [model.id, [...part]],
    );
    for (const { properties, ...product } of rows) {
      if (left === 0) return;
      if (matcher.needsText && !matcher.matches(product, properties)) continue;
      onFound(product);
      left--;
    }
  }
}

/** The lists of a query's tokens in each model: their lengths first, then those that are worth reading. */
class Lists {
  readonly #client: PoolClient;
  readonly #matcher: ProductMatcher;
  /** By "model token". */
  readonly #lengths: ReadonlyMap<string, number>;
  /** GlobalIds by the word that begins them: by "model word". */
  readonly #ids: ReadonlyMap<string, Uint32Array>;
  readonly #loaded = new Map<string, Uint32Array>();

  private constructor(
    client: PoolClient,
    matcher: ProductMatcher,
    lengths: ReadonlyMap<string, number>,
    ids: ReadonlyMap<string, Uint32Array>,
  ) {
    this.#client = client;
    this.#matcher = matcher;
    this.#lengths = lengths;
    this.#ids = ids;
  }

  static async open(client: PoolClient, matcher: ProductMatcher, models: readonly Model[]): Promise<Lists> {
    const modelIds = models.map(({ id }) => id);
    const { rows } = await client.query<{ model: number; token: string; products: number }>(
      'SELECT model, token, products FROM model_posting WHERE model = ANY($1) AND token = ANY($2)',
      [modelIds, matcher.tokens()],
    );
    const ids = new Map<string, Uint32Array>();
    for (const { typed, maybeId } of matcher.words) {
      if (!maybeId) continue;
      const beginning = await client.query<{ model: number; ordinals: number[] }>(
        `SELECT model, array_agg(ordinal ORDER BY ordinal) AS ordinals FROM model_product
         WHERE model = ANY($1) AND global_id >= $2 AND global_id < $2 || '~' GROUP BY model`,
        [modelIds, typed],
      );
      for (const { model, ordinals } of beginning.rows) ids.set(`${model} ${typed}`, new Uint32Array(ordinals));
    }
    return new Lists(client, matcher, new Map(rows.map((row) => [`${row.model} ${row.token}`, row.products])), ids);
  }

  /** As many of the models from `at` on as may be read at once. */
  groupFrom(models: readonly Model[], at: number, pass: number): Model[] {
    const group: Model[] = [];
    for (let listed = 0; at + group.length < models.length && (group.length === 0 || listed < LISTED_AT_ONCE); ) {
      const model = models[at + group.length]!;
      group.push(model);
      for (const token of this.#needed(model, pass)) listed += this.#length(model, token);
    }
    return group;
  }

  /** Reads the lists these models need in this pass. */
  async load(models: readonly Model[], pass: number): Promise<void> {
    this.#loaded.clear();
    const wanted = models.flatMap((model) =>
      [...this.#needed(model, pass)].map((token) => ({ model: model.id, token })),
    );
    if (wanted.length === 0) return;
    const { rows } = await this.#client.query<{ model: number; token: string; products: number; ordinals: Buffer }>(
      `SELECT model, token, products, ordinals FROM model_posting
       JOIN unnest($1::int[], $2::text[]) AS wanted (model, token) USING (model, token)`,
      [wanted.map(({ model }) => model), wanted.map(({ token }) => token)],
    );
    for (const { model, token, products, ordinals } of rows)
      this.#loaded.set(`${model} ${token}`, readPostings(ordinals, products));
  }

  /**
   * Ordinals that may match: in the first pass those whose identity has all words, in the second the others. Every product
   * is a candidate of one pass alone, so that nothing is told twice.
   */
  candidates(model: Model, pass: number): Uint32Array {
    if (pass === 0) return this.#within(model, IDENTITY);
    const any = this.#within(model, ANY);
    return this.#matcher.words.length === 0 ? any : subtract(any, this.#within(model, IDENTITY));
  }

  #within(model: Model, prefix: string): Uint32Array {
    const filters = this.#matcher.filters.map((token) => this.#list(model, token));
    const words = this.#matcher.words.map((word) => {
      const ids = this.#ids.get(`${model.id} ${word.typed}`) ?? new Uint32Array();
      const grams = this.#rarest(model, prefix, word.grams);
      // A word all of whose letters are halves of letters has no gram; nothing holds it.
      return unite(
        grams.length === 0 ? new Uint32Array() : intersect(grams.map((gram) => this.#list(model, gram))),
        ids,
      );
    });
    return intersect([...filters, ...words]);
  }

  /** Tokens whose lists decide about a model in a pass; none where a missing one rules it out. */
  *#needed(model: Model, pass: number): Iterable<string> {
    const { filters, words } = this.#matcher;
    if (filters.some((token) => this.#length(model, token) === 0)) return;
    const hopeless = (prefix: string) =>
      words.some(
        ({ grams, typed }) =>
          !this.#ids.has(`${model.id} ${typed}`) && grams.some((gram) => this.#length(model, prefix + gram) === 0),
      );
    const prefixes = (pass === 0 ? [IDENTITY] : [ANY, IDENTITY]).filter((prefix) => !hopeless(prefix));
    if (prefixes.length === 0) return;
    yield* filters;
    for (const prefix of prefixes) for (const { grams } of words) yield* this.#rarest(model, prefix, grams);
  }

  /** The rarest lists of a word: one that is empty is the rarest of all. */
  #rarest(model: Model, prefix: string, grams: readonly string[]): string[] {
    return grams
      .map((gram) => prefix + gram)
      .sort((a, b) => this.#length(model, a) - this.#length(model, b))
      .slice(0, LISTS_A_WORD);
  }

  #length(model: Model, token: string): number {
    return this.#lengths.get(`${model.id} ${token}`) ?? 0;
  }

  #list(model: Model, token: string): Uint32Array {
    return this.#loaded.get(`${model.id} ${token}`) ?? new Uint32Array();
  }
}
