import type { Pool } from 'pg';

/**
 * Removes every row that names a site, in every table: for sites that were made for a test. What is never changed (audit, handovers) has no
 * rows of such a site, and refuses even to be asked.
 */
export async function removeSite(pool: Pool, site: string): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(c.relname) AS name FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'site' AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'account'
       AND NOT EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change')`,
  );
  for (const { name } of rows) await pool.query(`DELETE FROM ${name} WHERE site = $1`, [site]);
}
