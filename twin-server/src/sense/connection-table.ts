import type pg from 'pg';

/** A connection as stored: what may be shown of it, and apart from that what may not. */
export interface ConnectionRow {
  readonly code: string;
  readonly record: ConnectionRecord;
  readonly secrets: Readonly<Record<string, unknown>>;
}

/** What may be shown of a connection. */
export interface ConnectionRecord {
  readonly adapter: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly points: readonly unknown[];
}

/** The connections of one site, by code. */
export async function readConnections(pool: pg.Pool, site: string): Promise<ConnectionRow[]> {
  const { rows } = await pool.query<ConnectionRow>(
    'SELECT code, record, secrets FROM connection WHERE site = $1 ORDER BY code',
    [site],
  );
  return rows;
}

/** Stores a connection, new or changed. */
export async function writeConnection(pool: pg.Pool, site: string, row: ConnectionRow): Promise<void> {
  await pool.query(
    `INSERT INTO connection (site, code, record, secrets, changed_at) VALUES ($1, $2, $3, $4, now())
     ON CONFLICT (site, code) DO UPDATE SET record = excluded.record, secrets = excluded.secrets, changed_at = excluded.changed_at`,
    [site, row.code, JSON.stringify(row.record), JSON.stringify(row.secrets)],
  );
}

/** Removes a connection. */
export async function deleteConnection(pool: pg.Pool, site: string, code: string): Promise<void> {
  await pool.query('DELETE FROM connection WHERE site = $1 AND code = $2', [site, code]);
}
