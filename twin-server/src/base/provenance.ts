import type pg from 'pg';

/** When a record was first stored and last changed (epoch ms), and where it came from: clauses 6.4.1-2-4, 6.4.1-3-5, 6.4.1-8-4. */
export interface Provenance {
  readonly storedAt: number;
  readonly updatedAt: number;
  readonly source: string;
}

/** Provenance of one record; null where there is none. Kept by the database alone: nobody edits it. */
export async function provenanceOf(
  pool: pg.Pool,
  table: 'building' | 'house' | 'device',
  site: string,
  code: string,
): Promise<Provenance | null> {
  const { rows } = await pool.query<{ storedAt: Date; updatedAt: Date; source: string }>(
    `SELECT stored_at AS "storedAt", updated_at AS "updatedAt", source FROM ${table} WHERE site = $1 AND code = $2`,
    [site, code],
  );
  const [row] = rows;
  return row ? { storedAt: row.storedAt.getTime(), updatedAt: row.updatedAt.getTime(), source: row.source } : null;
}
