import type pg from 'pg';
import type { Mapping } from './mapping.ts';

/** The mappings of one site, by code. */
export async function readMappings(pool: pg.Pool, site: string): Promise<{ code: string; record: Mapping }[]> {
  const { rows } = await pool.query<{ code: string; record: Mapping }>(
    'SELECT code, record FROM payload_mapping WHERE site = $1 ORDER BY code',
    [site],
  );
  return rows;
}

/** Stores a mapping, new or changed. */
export async function writeMapping(pool: pg.Pool, site: string, code: string, record: Mapping): Promise<void> {
  await pool.query(
    `INSERT INTO payload_mapping (site, code, record, changed_at) VALUES ($1, $2, $3, now())
     ON CONFLICT (site, code) DO UPDATE SET record = excluded.record, changed_at = excluded.changed_at`,
    [site, code, JSON.stringify(record)],
  );
}

/** Removes a mapping. */
export async function deleteMapping(pool: pg.Pool, site: string, code: string): Promise<void> {
  await pool.query('DELETE FROM payload_mapping WHERE site = $1 AND code = $2', [site, code]);
}
