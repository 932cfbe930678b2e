import type pg from 'pg';
import type { Session } from './session.ts';

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
const COLUMNS = `id, level, sound, places, terminals, by, alarm, schedule, ${ms('started_at')} AS "startedAt",
  ${ms('ends_at')} AS "endsAt", ${ms('ended_at')} AS "endedAt", ended_by AS "endedBy"`;

/** The sessions of one site. */
export class SessionTable {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** Those that are not over. */
  async open(): Promise<Session[]> {
    const { rows } = await this.#pool.query<Session>(
      `SELECT ${COLUMNS} FROM broadcast_session WHERE site = $1 AND ended_at IS NULL ORDER BY started_at, id`,
      [this.#site],
    );
    return rows;
  }

  /** The newest first, those before a place in the list where it is given. */
  async newest(limit: number, before: readonly [startedAt: number, id: string] | null): Promise<Session[]> {
    const { rows } = await this.#pool.query<Session>(
      `SELECT ${COLUMNS} FROM broadcast_session
       WHERE site = $1 AND ($2::float8 IS NULL OR (started_at, id) < (to_timestamp($2 / 1000), $3))
       ORDER BY started_at DESC, id DESC LIMIT $4`,
      [this.#site, before?.[0] ?? null, before?.[1] ?? null, limit],
    );
    return rows;
  }

  /** One that is stored already stays as it is. */
  async add(session: Session): Promise<void> {
    const { id, level, sound, places, terminals, by, alarm, schedule, startedAt, endsAt } = session;
    await this.#pool.query(
      `INSERT INTO broadcast_session (site, id, level, sound, places, terminals, by, alarm, schedule, started_at, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (site, id) DO NOTHING`,
      [this.#site, id, level, sound, places, terminals, by, alarm, schedule, new Date(startedAt), dateOf(endsAt)],
    );
  }

  async end(id: string, at: number, by: string): Promise<void> {
    await this.#pool.query('UPDATE broadcast_session SET ended_at = $3, ended_by = $4 WHERE site = $1 AND id = $2', [
      this.#site,
      id,
      new Date(at),
      by,
    ]);
  }
}

const dateOf = (instant: number | null) => (instant === null ? null : new Date(instant));
