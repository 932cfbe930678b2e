import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Placement } from 'twin-core';
import { z } from 'zod';
import { placementMatrix } from '../bake/tiles/tileset.ts';
import type { Encoding } from './packed-file.ts';

const compressors: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  // Quality 5 takes a few milliseconds for a tower's tileset, the highest a hundred.
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify(gzip),
};

const TilesetJson = z.looseObject({ root: z.looseObject({}) });

/** A tileset.json as it is sent. */
interface PlacedTileset {
  readonly body: Buffer;
  /** Another for every content, place and encoding. */
  readonly etag: string;
}

/** Baked tilesets put where a building stands now; the last answer for each file and encoding is kept. */
export class PlacedTilesets {
  readonly #kept = new Map<string, { readonly stamp: string; readonly answer: Promise<PlacedTileset | null> }>();

  /** The tileset of `path` with its root at `placement`, compressed; null where the file is away or no tileset. */
  async read(path: string, placement: Placement, encoding: Encoding | null): Promise<PlacedTileset | null> {
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) return null;
    const { longitude, latitude, height, headingDeg } = placement;
    const stamp = [found.mtimeMs, found.size, longitude, latitude, height, headingDeg].join(' ');
    const key = `${encoding ?? ''}:${path}`;
    const kept = this.#kept.get(key);
    if (kept?.stamp === stamp) return kept.answer;
    const answer = place(path, placement, encoding);
    this.#kept.set(key, { stamp, answer });
    answer.catch(() => this.#kept.delete(key));
    return answer;
  }
}

async function place(path: string, placement: Placement, encoding: Encoding | null): Promise<PlacedTileset | null> {
  const tileset = TilesetJson.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!tileset.success) return null;
  const { root, ...rest } = tileset.data;
  const text = JSON.stringify({ ...rest, root: { ...root, transform: placementMatrix(placement) } });
  const plain = Buffer.from(text);
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return {
    body: encoding ? await compressors[encoding](plain) : plain,
    etag: `"${digest}${encoding ? `-${encoding}` : ''}"`,
  };
}
