import type pg from 'pg';
import type { Screen } from './screen.ts';

type Row = Omit<Screen, 'report'>;

/** The screens of a site as the database keeps them over a restart. */
export class ScreenTable {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  async list(): Promise<Screen[]> {
    const { rows } = await this.#pool.query<Row>(
      `SELECT id, name, device, user_agent AS "userAgent", (extract(epoch FROM first_at) * 1000)::float8 AS "firstAt",
         (extract(epoch FROM heard_at) * 1000)::float8 AS "heardAt", (extract(epoch FROM closed_at) * 1000)::float8 AS "closedAt"
       FROM screen WHERE site = $1 ORDER BY first_at, id`,
      [this.#site],
    );
    return rows.map((row) => ({ ...row, report: null }));
  }

  async put({ id, name, device, userAgent, firstAt, heardAt, closedAt }: Screen): Promise<void> {
    await this.#pool.query(
      `INSERT INTO screen (site, id, name, device, user_agent, first_at, heard_at, closed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (site, id) DO UPDATE SET name = excluded.name, device = excluded.device, user_agent = excluded.user_agent,
         heard_at = excluded.heard_at, closed_at = excluded.closed_at`,
      [
        this.#site,
        id,
        name,
        device,
        userAgent,
        new Date(firstAt),
        new Date(heardAt),
        closedAt === null ? null : new Date(closedAt),
      ],
    );
  }

  async remove(id: string): Promise<void> {
    await this.#pool.query('DELETE FROM screen WHERE site = $1 AND id = $2', [this.#site, id]);
  }
}
