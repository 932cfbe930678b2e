import type pg from 'pg';
import { quoted } from './schema-tables.ts';

/** Whether the schema holds no table at all: a database that nothing was started on. */
export async function isSchemaEmpty(client: pg.ClientBase): Promise<boolean> {
  return (await relations(client)).length === 0;
}

/** Drops all that is in the schema, but what extensions brought. */
export async function clearSchema(client: pg.ClientBase): Promise<void> {
  for (const { name, kind } of await relations(client))
    await client.query(`DROP ${kind} IF EXISTS ${quoted(name)} CASCADE`);
  const { rows } = await client.query<{ signature: string }>(`
    SELECT p.oid::regprocedure::text AS signature FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind IN ('f', 'p')
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`);
  for (const { signature } of rows) await client.query(`DROP ROUTINE IF EXISTS ${signature} CASCADE`);
}

/** Tables, views and sequences, those first that others go with. */
async function relations(client: pg.ClientBase): Promise<{ name: string; kind: string }[]> {
  const { rows } = await client.query<{ name: string; kind: string }>(`
    SELECT c.relname AS name,
           CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
    FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND NOT c.relispartition
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY c.relkind = 'S', c.relname`);
  return rows;
}
