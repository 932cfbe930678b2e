import type pg from 'pg';
import { type GeoBounds, LayerRecord } from 'twin-core';

/** Where statements run: the pool, or a connection with a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

interface LayerRow {
  readonly record: unknown;
  readonly features: boolean;
  readonly bounds: GeoBounds | null;
  readonly count: number | null;
  readonly updatedAt: number;
}

/** A layer with when it or a feature of it last changed, epoch ms. */
export interface StoredLayer {
  readonly record: LayerRecord;
  readonly updatedAt: number;
}

const COLUMNS = `record, features, bounds, count, (extract(epoch FROM updated_at) * 1000)::float8 AS "updatedAt"`;

/** What the row and the features it has amount to. */
function layerOf({ record, bounds, count, updatedAt }: LayerRow): StoredLayer {
  return { record: LayerRecord.parse({ ...(record as object), bounds, count }), updatedAt: Math.round(updatedAt) };
}

/** The layers of a site, the lowest first. */
export async function readLayers(at: Queryable, site: string): Promise<StoredLayer[]> {
  const { rows } = await at.query<LayerRow>(
    `SELECT ${COLUMNS} FROM layer WHERE site = $1 ORDER BY (record->>'order')::int, code`,
    [site],
  );
  return rows.map(layerOf);
}

export async function readLayer(at: Queryable, site: string, code: string): Promise<StoredLayer | null> {
  const { rows } = await at.query<LayerRow>(`SELECT ${COLUMNS} FROM layer WHERE site = $1 AND code = $2`, [site, code]);
  return rows[0] ? layerOf(rows[0]) : null;
}

/** Stores a layer, new or changed; bounds and count of one with features stay those of its features. */
export async function writeLayer(at: Queryable, site: string, record: LayerRecord): Promise<void> {
  const { bounds, count, ...kept } = record;
  await at.query(
    `INSERT INTO layer AS l (site, code, record, bounds, count) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (site, code) DO UPDATE SET record = EXCLUDED.record, updated_at = now(),
       bounds = CASE WHEN l.features THEN l.bounds ELSE EXCLUDED.bounds END,
       count = CASE WHEN l.features THEN l.count ELSE EXCLUDED.count END`,
    [site, record.code, JSON.stringify(kept), bounds, count],
  );
}

/** Removes a layer with its features; false where there was none. */
export async function deleteLayer(at: Queryable, site: string, code: string): Promise<boolean> {
  await at.query('DELETE FROM layer_feature WHERE site = $1 AND layer = $2', [site, code]);
  const { rowCount } = await at.query('DELETE FROM layer WHERE site = $1 AND code = $2', [site, code]);
  return rowCount === 1;
}

/** Brings a layer's bounds and count in step with its features, as they are in this transaction. */
export async function countFeatures(at: Queryable, site: string, code: string): Promise<void> {
  await at.query(
    `UPDATE layer SET (features, count, bounds) = (
       SELECT true, count(*)::int,
         CASE WHEN count(*) > 0 THEN ARRAY[min(west), min(south), max(east), max(north)] END
       FROM layer_feature WHERE site = $1 AND layer = $2), updated_at = now()
     WHERE site = $1 AND code = $2`,
    [site, code],
  );
}
