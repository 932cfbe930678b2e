import { lookup } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { reasonOf } from '../problem.ts';
import type { AllowedServers } from './allowed-servers.ts';
import { ImageryFault } from './imagery-fault.ts';
import { MOST_TILE_BYTES, type TileImage, tileImageOf } from './tile-image.ts';

/** Statuses by which servers say that they have no tile there. */
const EMPTY: ReadonlySet<number> = new Set([204, 404]);
const USER_AGENT = 'twin-imagery/1';

/** Asks imagery servers for single tiles. Follows no redirect and speaks to nobody who is not allowed. */
export class TileFetcher {
  readonly #allowed: AllowedServers;
  readonly #timeoutMs: number;
  readonly #agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

  /** `timeoutMs`: for a whole tile, from the name to its last byte. */
  constructor(allowed: AllowedServers, timeoutMs: number) {
    this.#allowed = allowed;
    this.#timeoutMs = timeoutMs;
  }

  /** Null where the server says that it has no tile. Throws ImageryFault for whatever else is no picture. */
  async fetch(url: URL): Promise<TileImage | null> {
    if (!this.#allowed.allowsHost(url.hostname))
      throw new ImageryFault('notAllowed', `${url.hostname} is not among the imagery servers that are allowed`);
    const signal = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await this.#ask(url, signal);
      const status = response.statusCode ?? 0;
      if (status !== 200) {
        response.destroy();
        if (EMPTY.has(status)) return null;
        throw new ImageryFault('status', `${url.host} answered ${status}; expected 200`);
      }
      return await imageOf(response, url);
    } catch (cause) {
      if (cause instanceof ImageryFault) throw cause;
      if (signal.aborted)
        throw new ImageryFault('timeout', `${url.host} did not answer within ${this.#timeoutMs / 1000} s`, { cause });
      throw new ImageryFault('unreachable', `${url.host} cannot be reached: ${reasonOf(cause)}`, { cause });
    }
  }

  #ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    const secure = url.protocol === 'https:';
    const headers = { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': USER_AGENT };
    return new Promise((resolve, reject) => {
      const options = { signal, headers, lookup: this.#lookup, agent: secure ? this.#agents.https : this.#agents.http };
      const request = (secure ? httpsRequest : httpRequest)(url, options, resolve);
      request.on('error', reject);
      request.end();
    });
  }

  /** Looks a name up and keeps the addresses that may be connected to: checked as they are used, so no second answer can differ. */
  readonly #lookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = (found ?? []).filter(({ address }) => this.#allowed.allowsAddress(address));
      const [first] = addresses;
      if (error || !first) {
        const refusal = new ImageryFault('notAllowed', `${hostname} leads to an address inside that is not allowed`);
        callback(error ?? refusal, '');
      } else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
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
