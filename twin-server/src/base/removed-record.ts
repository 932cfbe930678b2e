import type pg from 'pg';
import type { CameraStream } from 'twin-core';

/** Tables of which records can be removed by hand, with what tells their records apart. */
const KEYS = { zone: 'code', camera_view: 'device', camera_stream: `camera || '/' || way || '/' || role` } as const;
export type RemovableTable = keyof typeof KEYS;

/** What tells a stream apart from all others, as the table above says it. */
export function streamKey({ camera, way, role }: Pick<CameraStream, 'camera' | 'way' | 'role'>): string {
  return `${camera}/${way}/${role}`;
}

/** Removes a record and remembers that it was removed, in one statement: an import that has it does not bring it back. */
export async function removeRecord(pool: pg.Pool, table: RemovableTable, site: string, code: string): Promise<void> {
  await pool.query(
    `WITH gone AS (DELETE FROM ${table} WHERE site = $1 AND ${KEYS[table]} = $2)
     INSERT INTO removed_record (site, kind, code) VALUES ($1, $3, $2) ON CONFLICT DO NOTHING`,
    [site, code, table],
  );
}

/** A record under a code that was removed is there again: the next import may change it. */
export async function forgetRemoval(pool: pg.Pool, table: RemovableTable, site: string, code: string): Promise<void> {
  await pool.query('DELETE FROM removed_record WHERE site = $1 AND kind = $2 AND code = $3', [site, table, code]);
}

/** Codes of the records that were removed by hand. */
export async function removedCodes(
  client: pg.Pool | pg.PoolClient,
  table: RemovableTable,
  site: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ code: string }>(
    'SELECT code FROM removed_record WHERE site = $1 AND kind = $2',
    [site, table],
  );
  return new Set(rows.map(({ code }) => code));
}
