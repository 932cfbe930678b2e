import { join } from 'node:path';
import pg from 'pg';
import type { PropertySets } from 'twin-core';
import { storableText } from '../engines/text-grams.ts';
import { PostingBuilder } from './posting-builder.ts';
import { countValues, type Product, productsOf } from './product.ts';
import { type ModelOutline, readModel } from './read-model.ts';

/** Which model is to be indexed, and under which stamp. */
export interface IndexRequest {
  readonly databaseUrl: string;
  readonly site: string;
  readonly building: string;
  /** Folder with the building.json. */
  readonly folder: string;
  readonly stamp: string;
}

/** What a model's index holds. */
export interface IndexReport {
  readonly elements: number;
  readonly spaces: number;
  /** Property values. */
  readonly properties: number;
}

/** From the worker: progress, then one of the other two; `input` tells a bad model from a fault of ours. */
export type IndexAnswer =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done'; readonly report: IndexReport }
  | { readonly kind: 'failed'; readonly input: boolean; readonly reason: string };

const PRODUCTS_A_BATCH = 1000;
const LISTS_A_BATCH = 2000;
/** Reading the file and storing its products against storing the lists, as shares of the time. */
const READING = 0.8;

/**
 * Reads a baked model and puts it in the place of the one that is indexed under its site and building, in one transaction:
 * a reader sees the old one or the new one. Throws InputError for a building.json that is not as bake writes it, and the
 * database's errors; then the old one stands. `onProgress` gets 0 to 1.
 */
export async function writeIndex(
  { databaseUrl, site, building, folder, stamp }: IndexRequest,
  onProgress: (fraction: number) => void,
): Promise<IndexReport> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'twin-index' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await deleteModel(client, site, building);
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO model (site, building, stamp, elements, spaces, properties) VALUES ($1, $2, $3, 0, 0, 0) RETURNING id`,
      [site, building, stamp],
    );
    const report = await fill(client, rows[0]!.id, join(folder, 'building.json'), onProgress);
    await client.query('COMMIT');
    // The planner would take the new rows for few.
    await client.query('ANALYZE model_product, model_posting');
    onProgress(1);
    return report;
  } finally {
    // Without a COMMIT the server rolls back.
    await client.end();
  }
}

/** Takes a model out of the index, in the caller's transaction; whoever else writes it waits. */
export async function deleteModel(client: pg.ClientBase, site: string, building: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('model ' || $1 || ' ' || $2, 0))`, [
    site,
    building,
  ]);
  const { rows } = await client.query<{ id: number }>(
    'DELETE FROM model WHERE site = $1 AND building = $2 RETURNING id',
    [site, building],
  );
  for (const { id } of rows) {
    await client.query('DELETE FROM model_product WHERE model = $1', [id]);
    await client.query('DELETE FROM model_posting WHERE model = $1', [id]);
  }
}

async function fill(
  client: pg.Client,
  model: number,
  file: string,
  onProgress: (fraction: number) => void,
): Promise<IndexReport> {
  let products: Product[] = [];
  let postings = new PostingBuilder(products);
  const ordinalsOf = new Map<string, number[]>();
  const batch = new ProductBatch(client, model);
  const stored = { elements: 0, spaces: 0, properties: 0 };

  const store = async (ordinals: readonly number[], json: string) => {
    for (const ordinal of ordinals) await batch.add(ordinal, products[ordinal]!, json);
  };
  await readModel(file, {
    onElements: async (outline, elements) => {
      products = productsOf(outline, elements);
      postings = new PostingBuilder(products);
      for (const [ordinal, { globalId }] of products.entries()) {
        const same = ordinalsOf.get(globalId);
        if (same) same.push(ordinal);
        else ordinalsOf.set(globalId, [ordinal]);
      }
      stored.elements = products.filter(({ kind }) => kind === 'element').length;
      stored.spaces = outline.spaces.length;
      await client.query('UPDATE model SET box = $2 WHERE id = $1', [model, boxOf(outline)]);
    },
    onProperties: async (globalId: string, sets: PropertySets, json: string) => {
      const ordinals = ordinalsOf.get(globalId);
      // The project and what else has no place in the building.
      if (!ordinals) return;
      ordinalsOf.delete(globalId);
      postings.addProperties(ordinals, sets);
      stored.properties += countValues(sets) * ordinals.length;
      await store(ordinals, json);
    },
    onProgress: (fraction) => onProgress(fraction * READING),
  });
  for (const ordinals of ordinalsOf.values()) await store(ordinals, '{}');
  await batch.flush();
  await storeLists(client, model, postings, (done, total) => onProgress(READING + (1 - READING) * (done / total)));
  await client.query('UPDATE model SET elements = $2, spaces = $3, properties = $4 WHERE id = $1', [
    model,
    stored.elements,
    stored.spaces,
    stored.properties,
  ]);
  return stored;
}

function boxOf({ box }: ModelOutline): number[] | null {
  return box && [...box.min, ...box.max];
}

/** Rows of model_product, sent many at a time. */
class ProductBatch {
  readonly #client: pg.Client;
  readonly #model: number;
  #columns: unknown[][] = [];

  constructor(client: pg.Client, model: number) {
    this.#client = client;
    this.#model = model;
  }

  async add(ordinal: number, product: Product, properties: string): Promise<void> {
    const { kind, globalId, name, longName, tag, ifcClass, type, part, storey, storeyId, space, spaceId } = product;
    const texts = [kind, globalId, name, longName, tag, ifcClass, type, part, storey, storeyId, space, spaceId];
    const systems = JSON.stringify(product.systems);
    const row = [
      ordinal,
      ...texts.map((text) => text && storableText(text)),
      systems,
      ...(product.position ?? [null, null, null]),
      properties,
    ];
    for (const [i, value] of row.entries()) {
      this.#columns[i] ??= [];
      this.#columns[i].push(value);
    }
    if (this.#columns[0]!.length >= PRODUCTS_A_BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#columns.length === 0) return;
    const columns = this.#columns;
    this.#columns = [];
    await this.#client.query(
      `INSERT INTO model_product (model, ordinal, kind, global_id, name, long_name, tag, ifc_class, type, part,
         storey, storey_id, space, space_id, systems, x, y, z, properties)
       SELECT $1::int, r.* FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
         $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::json[],
         $16::float8[], $17::float8[], $18::float8[], $19::json[]) AS r`,
      [this.#model, ...columns],
    );
  }
}

async function storeLists(
  client: pg.Client,
  model: number,
  postings: PostingBuilder,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const lists = [...postings.lists()];
  for (let from = 0; from < lists.length; from += LISTS_A_BATCH) {
    const batch = lists.slice(from, from + LISTS_A_BATCH);
    await client.query(
      `INSERT INTO model_posting (model, token, products, ordinals)
       SELECT $1::int, r.* FROM unnest($2::text[], $3::int[], $4::bytea[]) AS r`,
      [
        model,
        batch.map(({ token }) => token),
        batch.map(({ list }) => list.count),
        batch.map(({ list }) => list.bytes()),
      ],
    );
    onProgress(from + batch.length, lists.length);
  }
}
