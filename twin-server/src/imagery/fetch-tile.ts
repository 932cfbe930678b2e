import type { IncomingMessage } from 'node:http';
import { NotAllowedError, type OutsideClient } from '../engines/outside/outside-client.ts';
import { reasonOf } from '../problem.ts';
import { ImageryFault } from './imagery-fault.ts';
import { MOST_TILE_BYTES, type TileImage, tileImageOf } from './tile-image.ts';

/** Statuses by which servers say that they have no tile there. */
const EMPTY: ReadonlySet<number> = new Set([204, 404]);
const HEADERS = { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'twin-imagery/1' };

/** Asks imagery servers for single tiles. */
export class TileFetcher {
  readonly #client: OutsideClient;
  readonly #timeoutMs: number;

  /** `timeoutMs`: for a whole tile, from the name to its last byte. */
  constructor(client: OutsideClient, timeoutMs: number) {
    this.#client = client;
    this.#timeoutMs = timeoutMs;
  }

  /** Null where the server says that it has no tile. Throws ImageryFault for whatever else is no picture. */
  async fetch(url: URL): Promise<TileImage | null> {
    const signal = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await this.#client.ask(url, { headers: HEADERS, signal });
      const status = response.statusCode ?? 0;
      if (status !== 200) {
        response.destroy();
        if (EMPTY.has(status)) return null;
        throw new ImageryFault('status', `${url.host} answered ${status}; expected 200`);
      }
      return await imageOf(response, url);
    } catch (cause) {
      if (cause instanceof ImageryFault) throw cause;
      if (cause instanceof NotAllowedError) throw new ImageryFault('notAllowed', cause.message, { cause });
      if (signal.aborted)
        throw new ImageryFault('timeout', `${url.host} did not answer within ${this.#timeoutMs / 1000} s`, { cause });
      throw new ImageryFault('unreachable', `${url.host} cannot be reached: ${reasonOf(cause)}`, { cause });
    }
  }
}

async function imageOf(response: IncomingMessage, url: URL): Promise<TileImage> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    // Leaving the loop closes the connection.
    if (size > MOST_TILE_BYTES)
      throw new ImageryFault('tooLarge', `${url.host} sent more than ${MOST_TILE_BYTES} bytes for one tile`);
    chunks.push(chunk);
  }
  const image = tileImageOf(Buffer.concat(chunks));
  if (image) return image;
  const type = response.headers['content-type']?.slice(0, 100) ?? 'no type';
  throw new ImageryFault('notImage', `${url.host} sent ${type}; expected a picture (PNG, JPEG, WebP or AVIF)`);
}
