import type pg from 'pg';
import type { InspectionPoint } from 'twin-core';

/** A round as it is declared; `owner` is an account id, `dueDay` YYYY-MM-DD of the site. */
export interface RoundRecord {
  readonly name: string;
  readonly points: readonly InspectionPoint[];
  readonly intervalDays: number;
  readonly owner: string | null;
  readonly dueDay: string;
}

/** A round with the walk that is under way, and the last one that was finished (epoch ms). */
export interface Round {
  readonly id: string;
  readonly record: RoundRecord;
  readonly walk: { readonly id: string; readonly looked: number } | null;
  readonly walkedAt: number | null;
}

interface Row extends RoundRecord {
  readonly id: string;
  readonly walk: string | null;
  readonly looked: number;
  readonly walkedAt: number | null;
}

/** Rounds that somebody walks every so many days (8.2.1-7). */
export class InspectionRounds {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** What is due first comes first. */
  list(): Promise<Round[]> {
    return this.#read(null);
  }

  async get(id: string): Promise<Round | null> {
    return (await this.#read(id))[0] ?? null;
  }

  async put(id: string, { name, points, intervalDays, owner, dueDay }: RoundRecord): Promise<void> {
    await this.#pool.query(
      `INSERT INTO inspection_round (site, id, name, points, interval_days, owner, due_day) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (site, id) DO UPDATE SET name = excluded.name, points = excluded.points, interval_days = excluded.interval_days,
         owner = excluded.owner, due_day = excluded.due_day`,
      [this.#site, id, name, JSON.stringify(points), intervalDays, owner, dueDay],
    );
  }

  /** What was found on it stays. */
  async remove(id: string): Promise<void> {
    await this.#pool.query('DELETE FROM inspection_round WHERE site = $1 AND id = $2', [this.#site, id]);
  }

  async #read(id: string | null): Promise<Round[]> {
    const { rows } = await this.#pool.query<Row>(
      `SELECT r.id, r.name, r.points, r.interval_days AS "intervalDays", r.owner, to_char(r.due_day, 'YYYY-MM-DD') AS "dueDay", w.id AS walk,
         (SELECT count(*) FROM inspection_result i WHERE i.site = w.site AND i.walk = w.id)::int AS looked,
         (SELECT (extract(epoch FROM max(f.finished_at)) * 1000)::float8 FROM inspection_walk f
          WHERE f.site = r.site AND f.round = r.id) AS "walkedAt"
       FROM inspection_round r LEFT JOIN inspection_walk w ON w.site = r.site AND w.round = r.id AND w.finished_at IS NULL
       WHERE r.site = $1 AND ($2::text IS NULL OR r.id = $2) ORDER BY r.due_day, r.id`,
      [this.#site, id],
    );
    return rows.map(({ id: round, walk, looked, walkedAt, ...record }) => ({
      id: round,
      record,
      walk: walk === null ? null : { id: walk, looked },
      walkedAt,
    }));
  }
}
