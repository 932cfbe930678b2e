import type pg from 'pg';
import type { ImagerySource } from 'twin-core';
import { ImageryServer } from 'twin-core';
import { z } from 'zod';

/** Where the pictures of a layer are from: a file in the server's folder of archives, or another server. */
const Origin = z.union([z.object({ archive: z.string() }), z.object({ server: ImageryServer })]);
export type Origin = z.infer<typeof Origin>;

/** A row of the table; its version changes with every change. */
export interface ImageryRow {
  readonly version: string;
  readonly origin: Origin;
}

/** Where the pictures of the layers of a site are from. */
export class ImageryTable {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  async read(layer: string): Promise<ImageryRow | null> {
    const { rows } = await this.#pool.query<{ version: string; origin: unknown }>(
      'SELECT version, origin FROM imagery WHERE site = $1 AND layer = $2',
      [this.#site, layer],
    );
    const [row] = rows;
    return row ? { version: row.version, origin: Origin.parse(row.origin) } : null;
  }

  async write(layer: string, { version, origin }: ImageryRow): Promise<void> {
    await this.#pool.query(
      `INSERT INTO imagery (site, layer, version, origin) VALUES ($1, $2, $3, $4)
       ON CONFLICT (site, layer) DO UPDATE SET version = EXCLUDED.version, origin = EXCLUDED.origin`,
      [this.#site, layer, version, JSON.stringify(origin)],
    );
  }

  async remove(layer: string): Promise<void> {
    await this.#pool.query('DELETE FROM imagery WHERE site = $1 AND layer = $2', [this.#site, layer]);
  }
}

/** Where this server has a layer's tiles; the version in it lets browsers keep them. */
export function tilesAddress(layer: string, version: string): ImagerySource['url'] {
  return `/api/v1/layers/${layer}/tiles/{z}/{x}/{y}?v=${version}`;
}
