import type pg from 'pg';
import { type Confirmation, KeptTrace, type TraceOfAlarm } from './kept-trace.ts';

interface Row {
  readonly traced_at: Date;
  readonly body: unknown;
  readonly home: string | null;
  readonly storey: string | null;
  readonly confirmed_by: string | null;
  readonly confirmed_at: Date | null;
  readonly reason: string | null;
}

/** Where the falling objects of a site were traced back to, by alarm. */
export class TraceTable {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  async of(alarm: string): Promise<TraceOfAlarm | null> {
    const { rows } = await this.#pool.query<Row>(
      `SELECT traced_at, body, home, storey, confirmed_by, confirmed_at, reason FROM throw_trace
       WHERE site = $1 AND alarm = $2`,
      [this.#site, alarm],
    );
    const [row] = rows;
    if (!row) return null;
    const { home, storey, confirmed_by: by, confirmed_at: at, reason } = row;
    const confirmed =
      home !== null && storey !== null && by !== null && at !== null
        ? { home, storey, by, at: at.getTime(), reason: reason ?? '' }
        : null;
    return { tracedAt: row.traced_at.getTime(), trace: KeptTrace.parse(row.body), confirmed };
  }

  /** What was traced already stays. */
  async add(alarm: string, trace: KeptTrace): Promise<void> {
    await this.#pool.query('INSERT INTO throw_trace (site, alarm, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      this.#site,
      alarm,
      JSON.stringify(trace),
    ]);
  }

  /** False where a home is confirmed already. */
  async confirm(alarm: string, { home, storey, by, at, reason }: Confirmation): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `UPDATE throw_trace SET home = $3, storey = $4, confirmed_by = $5, confirmed_at = $6, reason = $7
       WHERE site = $1 AND alarm = $2 AND home IS NULL`,
      [this.#site, alarm, home, storey, by, new Date(at), reason],
    );
    return rowCount === 1;
  }
}
