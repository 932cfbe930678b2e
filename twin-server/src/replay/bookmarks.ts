import type { Pool } from 'pg';

/** An instant of the past that somebody marked. */
export interface Bookmark {
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  readonly label: string;
  /** Account id. */
  readonly account: string;
}

/** Marks in a site's past, for everybody who goes there. */
export class Bookmarks {
  readonly #pool: Pool;
  readonly #site: string;

  constructor(pool: Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** Those of a span (epoch ms, its end not included), in order; at most `most`, the first ones. */
  async list(from: number, to: number, most: number): Promise<Bookmark[]> {
    const { rows } = await this.#pool.query<Bookmark>(
      `SELECT id::text, (extract(epoch FROM at) * 1000)::float8 AS at, label, account FROM bookmark
       WHERE site = $1 AND at >= $2 AND at < $3 ORDER BY bookmark.at, bookmark.id LIMIT $4`,
      [this.#site, new Date(from), new Date(to), most],
    );
    return rows;
  }

  async add(at: number, label: string, account: string): Promise<Bookmark> {
    const { rows } = await this.#pool.query<{ id: string }>(
      'INSERT INTO bookmark (site, at, label, account) VALUES ($1, $2, $3, $4) RETURNING id::text',
      [this.#site, new Date(at), label, account],
    );
    return { id: rows[0]!.id, at, label, account };
  }

  /** Whether there was one. */
  async remove(id: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query('DELETE FROM bookmark WHERE site = $1 AND id = $2::bigint', [
      this.#site,
      id,
    ]);
    return rowCount === 1;
  }
}
