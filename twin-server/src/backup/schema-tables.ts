import type pg from 'pg';
import type { Head, Manifest, TableShape } from './archive-format.ts';

/** A name of the schema as SQL has it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Table that says which steps of the schema were applied: made by applying them. */
const MIGRATION_TABLE = 'migration';

/** Steps of the schema that were applied, in order; none in an empty database. */
export async function readMigrations(client: pg.ClientBase): Promise<Head['migrations']> {
  const { rows: tables } = await client.query("SELECT to_regclass('migration') AS found");
  if (tables[0]?.found === null) return [];
  const { rows } = await client.query<Head['migrations'][number]>(
    'SELECT version, name, checksum FROM migration ORDER BY version',
  );
  return rows;
}

/**
 * Every table of the schema that holds rows itself, partitions among them, ordered so that rows stand after those that their
 * foreign keys refer to.
 */
export async function readTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; of: string | null; bound: string | null }>(`
    SELECT c.relname AS name, parent.relname AS of, pg_get_expr(c.relpartbound, c.oid) AS bound,
           (SELECT coalesce(array_agg(a.attname::text ORDER BY a.attnum), '{}') FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
    FROM pg_class c
    LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
    LEFT JOIN pg_class parent ON parent.oid = i.inhparent
    WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.relnamespace = current_schema()::regnamespace
    ORDER BY c.relname`);
  const references = await client.query<{ from: string; to: string }>(`
    SELECT DISTINCT f.relname AS from, t.relname AS to FROM pg_constraint k
    JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND f.relnamespace = current_schema()::regnamespace AND f.oid <> t.oid`);
  const tables = rows
    .filter(({ name }) => name !== MIGRATION_TABLE)
    .map(({ name, columns, of, bound }) => ({
      name,
      columns,
      partition: of === null || bound === null ? null : { of, bound },
    }));
  return inOrder(tables, references.rows);
}

function inOrder(tables: readonly TableShape[], references: readonly { from: string; to: string }[]): TableShape[] {
  const ordered = new Set<TableShape>();
  const visit = (table: TableShape, above: ReadonlySet<TableShape>) => {
    if (ordered.has(table) || above.has(table)) return;
    // What is said of a partitioned table holds for each of its partitions.
    const own = [table.name, table.partition?.of];
    const targets = references.filter(({ from }) => own.includes(from)).map(({ to }) => to);
    for (const other of tables)
      if (targets.includes(other.name) || targets.includes(other.partition?.of ?? ''))
        visit(other, new Set(above).add(table));
    ordered.add(table);
  };
  for (const table of tables) visit(table, new Set());
  return [...ordered];
}

/** Where every sequence of the schema stands, those of identity columns among them. */
export async function readSequences(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace ORDER BY relname",
  );
  const sequences: Manifest['sequences'] = [];
  for (const { name } of rows) {
    const found = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${quoted(name)}`,
    );
    sequences.push({ name, ...found.rows[0]! });
  }
  return sequences;
}
