import type pg from 'pg';
import type { Vault } from '../engines/vault.ts';

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
export async function readConnections(pool: pg.Pool, vault: Vault, site: string): Promise<ConnectionRow[]> {
  const { rows } = await pool.query<{ code: string; record: ConnectionRecord; secrets: string }>(
    'SELECT code, record, secrets FROM connection WHERE site = $1 ORDER BY code',
    [site],
  );
  return rows.map(({ secrets, ...row }) => ({ ...row, secrets: vault.openAll(secrets, placeOf(site, row.code)) }));
}

const placeOf = (site: string, code: string) => `connection.${site}.${code}`;

/** Stores a connection, new or changed. */
export async function writeConnection(pool: pg.Pool, vault: Vault, site: string, row: ConnectionRow): Promise<void> {
  const sealed = vault.sealAll(row.secrets, placeOf(site, row.code));
  await pool.query(
    `INSERT INTO connection (site, code, record, secrets, changed_at) VALUES ($1, $2, $3, $4, now())
     ON CONFLICT (site, code) DO UPDATE SET record = excluded.record, secrets = excluded.secrets, changed_at = excluded.changed_at`,
    [site, row.code, JSON.stringify(row.record), JSON.stringify(sealed)],
  );
}

/** Removes a connection. */
export async function deleteConnection(pool: pg.Pool, site: string, code: string): Promise<void> {
  await pool.query('DELETE FROM connection WHERE site = $1 AND code = $2', [site, code]);
}
