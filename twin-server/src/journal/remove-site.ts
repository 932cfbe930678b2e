import type { Pool } from 'pg';

/** Removes every row that names a site, in every table: for sites that were made for a test. */
export async function removeSite(pool: Pool, site: string): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(c.relname) AS name FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'site' AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'account'`,
  );
  for (const { name } of rows) await pool.query(`DELETE FROM ${name} WHERE site = $1`, [site]);
}
