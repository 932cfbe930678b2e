import type pg from 'pg';
import { PLAIN_WALL, WallLayout, WallWish } from 'twin-core';

/** The wall as it stands. Accounts by their ids, times as epoch ms. */
export interface StandingWall {
  readonly wish: WallWish;
  readonly setBy: string | null;
  readonly setAt: number | null;
  /** Who alone may change it, and until when; null for nobody. */
  readonly holder: { readonly account: string; readonly until: number } | null;
}

interface Row {
  readonly body: unknown;
  readonly set_by: string | null;
  readonly set_at: Date | null;
  readonly holder: string | null;
  readonly held_until: Date | null;
}

/** The wall of a site, and the layouts that it has beside the presets. */
export class WallTable {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** At `now`: who held it until before then holds it no more. */
  async standing(now: number): Promise<StandingWall> {
    const { rows } = await this.#pool.query<Row>(
      'SELECT body, set_by, set_at, holder, held_until FROM wall WHERE site = $1',
      [this.#site],
    );
    const [row] = rows;
    if (!row) return { wish: PLAIN_WALL, setBy: null, setAt: null, holder: null };
    const { holder, held_until: until } = row;
    return {
      wish: WallWish.parse(row.body),
      setBy: row.set_by,
      setAt: row.set_at?.getTime() ?? null,
      holder:
        holder !== null && until !== null && until.getTime() > now ? { account: holder, until: until.getTime() } : null,
    };
  }

  async put({ wish, setBy, setAt, holder }: StandingWall): Promise<void> {
    await this.#pool.query(
      `INSERT INTO wall (site, body, set_by, set_at, holder, held_until) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (site) DO UPDATE SET body = excluded.body, set_by = excluded.set_by, set_at = excluded.set_at,
         holder = excluded.holder, held_until = excluded.held_until`,
      [this.#site, JSON.stringify(wish), setBy, dateOf(setAt), holder?.account ?? null, dateOf(holder?.until ?? null)],
    );
  }

  /** By id. */
  async layouts(): Promise<WallLayout[]> {
    const { rows } = await this.#pool.query<{ body: unknown }>(
      'SELECT body FROM wall_layout WHERE site = $1 ORDER BY id',
      [this.#site],
    );
    return rows.map(({ body }) => WallLayout.parse(body));
  }

  async putLayout(layout: WallLayout): Promise<void> {
    await this.#pool.query(
      `INSERT INTO wall_layout (site, id, body) VALUES ($1, $2, $3)
       ON CONFLICT (site, id) DO UPDATE SET body = excluded.body`,
      [this.#site, layout.id, JSON.stringify(layout)],
    );
  }

  async removeLayout(id: string): Promise<void> {
    await this.#pool.query('DELETE FROM wall_layout WHERE site = $1 AND id = $2', [this.#site, id]);
  }
}

const dateOf = (at: number | null) => (at === null ? null : new Date(at));
