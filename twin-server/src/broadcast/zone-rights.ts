import type pg from 'pg';
import { transact } from '../engines/transact.ts';

/** Stands for every zone and building. */
export const EVERYWHERE = '*';

/** Where each account may broadcast (7.2.5-3): codes of zones and buildings; nowhere, where nothing is stored. */
export class ZoneRights {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** Codes by account id. */
  async all(): Promise<{ account: string; places: string[] }[]> {
    const { rows } = await this.#pool.query<{ account: string; places: string[] }>(
      'SELECT account, array_agg(place ORDER BY place) AS places FROM broadcast_right WHERE site = $1 GROUP BY account ORDER BY account',
      [this.#site],
    );
    return rows;
  }

  async of(account: string): Promise<ReadonlySet<string>> {
    const { rows } = await this.#pool.query<{ place: string }>(
      'SELECT place FROM broadcast_right WHERE site = $1 AND account = $2',
      [this.#site, account],
    );
    return new Set(rows.map(({ place }) => place));
  }

  async put(account: string, places: readonly string[]): Promise<void> {
    await transact(this.#pool, async (client) => {
      await client.query('DELETE FROM broadcast_right WHERE site = $1 AND account = $2', [this.#site, account]);
      await client.query(
        'INSERT INTO broadcast_right (site, account, place) SELECT $1, $2, place FROM unnest($3::text[]) AS place',
        [this.#site, account, [...new Set(places)]],
      );
    });
  }
}
