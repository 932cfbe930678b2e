import type { FeatureGeometry, GeoBounds, LayerFeature } from 'twin-core';
import { boundsOfGeometry } from 'twin-core/geometry';
import { foldText, gramsOfText, gramsOfWord, storableText } from '../engines/text-grams.ts';
import type { Queryable } from './layer-table.ts';

/** Rows of one statement: enough that the way to the database does not count. */
const ROWS_AT_ONCE = 500;
/** Longer text is cut: names and addresses are shorter. */
const MOST_SEARCHED = 400;
/** Properties that a feature is found by besides its name and id: names in other languages, and addresses. */
const SEARCHED = /^(name|alt_name|official_name|addr)([:_]|$)/i;

const COLUMNS = 'layer, id, name, geometry, properties';

/** What features are asked for. */
export interface FeatureQuery {
  readonly layers?: readonly string[] | undefined;
  /** Those whose bounds meet it. */
  readonly bounds?: GeoBounds | undefined;
  /** Every word in name, id or address. */
  readonly text?: string | undefined;
  /** Those after this one, by layer and id. */
  readonly after?: readonly [layer: string, id: string] | undefined;
  readonly limit: number;
}

function searchTextOf({ id, name, properties }: LayerFeature): string {
  const texts = [name ?? '', id];
  for (const [key, value] of Object.entries(properties))
    if (typeof value === 'string' && value !== name && SEARCHED.test(key)) texts.push(value);
  return foldText(storableText(texts.filter(Boolean).join('\n').slice(0, MOST_SEARCHED)));
}

/** PostgreSQL keeps no NUL in text, not even inside json. */
const storableJson = (value: unknown): string => JSON.stringify(value).replaceAll('\\u0000', '');

/** Stores features, each in the place of the one with its id. */
export async function writeFeatures(at: Queryable, site: string, features: readonly LayerFeature[]): Promise<void> {
  for (let from = 0; from < features.length; from += ROWS_AT_ONCE)
    await writeRows(at, site, features.slice(from, from + ROWS_AT_ONCE));
}

async function writeRows(at: Queryable, site: string, features: readonly LayerFeature[]): Promise<void> {
  // One statement may not touch a row twice: the last of an id counts.
  const byKey = new Map(features.map((feature) => [`${feature.layer} ${feature.id}`, feature]));
  const columns: (string | number | null)[][] = Array.from({ length: 11 }, () => []);
  for (const feature of byKey.values()) {
    const search = searchTextOf(feature);
    const row = [
      feature.layer,
      storableText(feature.id),
      feature.name === null ? null : storableText(feature.name),
      storableJson(feature.geometry),
      storableJson(feature.properties),
      ...boundsOfGeometry(feature.geometry),
      search,
      // Arrays of arrays must be of one length: each row's own goes as text.
      JSON.stringify([...gramsOfText(search)]),
    ];
    for (const [column, value] of row.entries()) columns[column]!.push(value);
  }
  await at.query(
    `INSERT INTO layer_feature (site, layer, id, name, geometry, properties, west, south, east, north, search, grams)
     SELECT $1, f.layer, f.id, f.name, f.geometry::json, f.properties::json, f.west, f.south, f.east, f.north, f.search,
       ARRAY(SELECT jsonb_array_elements_text(f.grams::jsonb))
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[], $8::float8[], $9::float8[],
       $10::float8[], $11::text[], $12::text[])
       AS f (layer, id, name, geometry, properties, west, south, east, north, search, grams)
     ON CONFLICT (site, layer, id) DO UPDATE SET name = EXCLUDED.name, geometry = EXCLUDED.geometry,
       properties = EXCLUDED.properties, west = EXCLUDED.west, south = EXCLUDED.south, east = EXCLUDED.east,
       north = EXCLUDED.north, search = EXCLUDED.search, grams = EXCLUDED.grams`,
    [site, ...columns],
  );
}

/** Removes features by id, or all of a layer; returns how many there were. */
export async function deleteFeatures(at: Queryable, site: string, layer: string, id: string | null): Promise<number> {
  const { rowCount } = await at.query(
    'DELETE FROM layer_feature WHERE site = $1 AND layer = $2 AND ($3::text IS NULL OR id = $3)',
    [site, layer, id],
  );
  return rowCount ?? 0;
}

export async function readFeature(
  at: Queryable,
  site: string,
  layer: string,
  id: string,
): Promise<LayerFeature | null> {
  const { rows } = await at.query<LayerFeature>(
    `SELECT ${COLUMNS} FROM layer_feature WHERE site = $1 AND layer = $2 AND id = $3`,
    [site, layer, id],
  );
  return rows[0] ?? null;
}

/** Features by layer and id. Words find what holds each of them, anywhere or, where short, at a word's beginning. */
export async function readFeatures(at: Queryable, site: string, query: FeatureQuery): Promise<LayerFeature[]> {
  const values: unknown[] = [site];
  const given = (value: unknown) => `$${values.push(value)}`;
  const clauses = ['site = $1'];
  if (query.layers) clauses.push(`layer = ANY(${given(query.layers)})`);
  if (query.bounds) {
    const [west, south, east, north] = query.bounds.map(given);
    clauses.push(
      `box(point(west, south), point(east, north)) && box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`,
    );
  }
  for (const word of foldText(query.text ?? '')
    .split(/\s+/)
    .filter(Boolean)) {
    clauses.push(`grams @> ${given([...gramsOfWord(word)])}`);
    // Grams of a longer word may stand apart in the text.
    if (word.length > 2) clauses.push(`position(${given(word)} IN search) > 0`);
  }
  if (query.after) clauses.push(`(layer, id) > (${given(query.after[0])}, ${given(query.after[1])})`);
  const { rows } = await at.query<LayerFeature>(
    `SELECT ${COLUMNS} FROM layer_feature WHERE ${clauses.join(' AND ')} ORDER BY layer, id LIMIT ${given(query.limit)}`,
    values,
  );
  return rows;
}

/** A feature's place alone, for what is asked of very many. */
export interface FeaturePlace {
  readonly layer: string;
  readonly id: string;
  readonly name: string | null;
  readonly geometry: FeatureGeometry;
}

/** Places of the features whose bounds meet these, by layer and id, in pages of `limit`. */
export async function readPlaces(
  at: Queryable,
  site: string,
  { layers, bounds, after, limit }: FeatureQuery & { readonly bounds: GeoBounds },
): Promise<FeaturePlace[]> {
  const { rows } = await at.query<FeaturePlace>(
    `SELECT layer, id, name, geometry FROM layer_feature
     WHERE site = $1 AND ($2::text[] IS NULL OR layer = ANY($2))
       AND box(point(west, south), point(east, north)) && box(point($3::float8, $4::float8), point($5::float8, $6::float8))
       AND ($7::text IS NULL OR (layer, id) > ($7, $8)) ORDER BY layer, id LIMIT $9`,
    [site, layers ?? null, ...bounds, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return rows;
}
