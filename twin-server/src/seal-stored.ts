import type { Pool } from 'pg';
import { transact } from './engines/transact.ts';
import { isSealed, type Vault } from './engines/vault.ts';

/** Where secrets stand that the server sends on: the column, and what tells its row within a site. */
const PLACES = [
  { table: 'connection', column: 'secrets', key: ['code'] },
  { table: 'receiver', column: 'secrets', key: ['id'] },
  { table: 'media_server', column: 'secret', key: [] },
  { table: 'camera_feed', column: 'source', key: ['camera', 'role'] },
  { table: 'onvif_camera', column: 'password', key: ['camera'] },
] as const;

/** Seals what was stored before there was a vault, once. */
export async function sealStored(pool: Pool, vault: Vault): Promise<void> {
  for (const { table, column, key } of PLACES) {
    const row = ['site', ...key];
    await transact(pool, async (client) => {
      const { rows } = await client.query<{ key: string[]; value: unknown }>(
        `SELECT ARRAY[${row.join()}] AS key, ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL FOR UPDATE`,
      );
      for (const { key: at, value } of rows) {
        if (typeof value === 'string' && isSealed(value)) continue;
        // A secret of its own is sealed as it is, several as JSON; a jsonb column takes the sealed text as a JSON string.
        const isText = typeof value === 'string';
        const sealed = vault.seal(isText ? value : JSON.stringify(value), [table, ...at].join('.'));
        await client.query(
          `UPDATE ${table} SET ${column} = $1 WHERE ${row.map((name, i) => `${name} = $${i + 2}`).join(' AND ')}`,
          [isText ? sealed : JSON.stringify(sealed), ...at],
        );
      }
    });
  }
}
