import type { ImageryServer } from 'twin-core';
import type { TileFetcher } from './fetch-tile.ts';
import { ImageryFault } from './imagery-fault.ts';
import type { PictureCache } from './picture-cache.ts';
import type { TileImage } from './tile-image.ts';
import { tileUrlOf } from './tile-url.ts';

/** Tiles asked of a server at a time, and waiting for it. */
const MOST_AT_ONCE = 6;
const MOST_WAITING = 256;
/** After so many failures in a row a server is left alone this long. */
const FAILURES = 3;
const REST_MS = 30_000;
/** A kept picture is shown without asking for it again, and after that where its server fails. */
const FRESH_MS = 7 * 86_400_000;

/** What tiles of a server are fetched with. */
export interface RemoteParts {
  readonly fetcher: TileFetcher;
  readonly cache: PictureCache;
  /** Where its pictures are kept: layer/version. */
  readonly folder: string;
  /** A picture could not be kept; it is shown all the same. */
  readonly onNotKept: (reason: unknown) => void;
  /** Epoch ms. */
  readonly now: () => number;
}

/** The tiles of one imagery server. One that fails is soon left alone for a while, so that nobody waits for it. */
export class RemoteTiles {
  readonly #parts: RemoteParts;
  readonly #urlOf: (zoom: number, x: number, y: number) => URL;
  readonly #underWay = new Map<string, Promise<TileImage | null>>();
  readonly #waiting: (() => void)[] = [];
  #asked = 0;
  #failures = 0;
  #rest: { readonly until: number; readonly fault: ImageryFault } | null = null;

  /** Throws InputError for an address that names no tile. */
  constructor(server: Pick<ImageryServer, 'scheme' | 'url' | 'subdomains' | 'wmts' | 'tiling'>, parts: RemoteParts) {
    this.#parts = parts;
    this.#urlOf = tileUrlOf(server);
  }

  /** Null where the server has no tile. Throws ImageryFault where it gives none and none is kept. */
  async tile(zoom: number, x: number, y: number): Promise<TileImage | null> {
    const address = `${zoom}/${x}/${y}`;
    const key = `${this.#parts.folder}/${address}`;
    const kept = await this.#parts.cache.read(key);
    if (kept && this.#parts.now() - kept.keptAt < FRESH_MS) return kept.image;
    try {
      return await this.#once(address, () => this.#fetch(key, this.#urlOf(zoom, x, y)));
    } catch (cause) {
      if (kept && cause instanceof ImageryFault) return kept.image;
      throw cause;
    }
  }

  /** Whoever asks for a tile that is on its way gets that. */
  #once(address: string, ask: () => Promise<TileImage | null>): Promise<TileImage | null> {
    const present = this.#underWay.get(address);
    if (present) return present;
    const asked = ask().finally(() => this.#underWay.delete(address));
    this.#underWay.set(address, asked);
    return asked;
  }

  async #fetch(key: string, url: URL): Promise<TileImage | null> {
    await this.#turn();
    try {
      this.#checkRest();
      const image = await this.#parts.fetcher.fetch(url);
      this.#failures = 0;
      this.#rest = null;
      if (image) await this.#parts.cache.write(key, image).catch(this.#parts.onNotKept);
      return image;
    } catch (cause) {
      if (cause instanceof ImageryFault && this.#rest === null) this.#noteFailure(cause);
      throw cause;
    } finally {
      this.#asked -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    this.#checkRest();
    if (this.#asked >= MOST_AT_ONCE) {
      if (this.#waiting.length >= MOST_WAITING)
        throw new ImageryFault('busy', `${MOST_WAITING} tiles wait for this imagery server already`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#asked += 1;
  }

  #checkRest(): void {
    if (this.#rest && this.#parts.now() < this.#rest.until) throw this.#rest.fault;
    this.#rest = null;
  }

  #noteFailure(fault: ImageryFault): void {
    this.#failures += 1;
    if (this.#failures < FAILURES) return;
    this.#failures = 0;
    this.#rest = { until: this.#parts.now() + REST_MS, fault };
  }
}
