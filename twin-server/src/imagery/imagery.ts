import { randomBytes } from 'node:crypto';
import { constants, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { ImageryServer, ImagerySource } from 'twin-core';
import type { AllowedServers } from '../engines/outside/allowed-servers.ts';
import { OutsideClient } from '../engines/outside/outside-client.ts';
import { InputError, reasonOf } from '../problem.ts';
import { TileFetcher } from './fetch-tile.ts';
import { ImageryFault } from './imagery-fault.ts';
import { type ImageryRow, ImageryTable, tilesAddress } from './imagery-table.ts';
import { openTileArchive } from './open-tile-archive.ts';
import { PictureCache } from './picture-cache.ts';
import { RemoteTiles } from './remote-tiles.ts';
import type { ArchiveFacts } from './tile-archive.ts';
import type { TileImage } from './tile-image.ts';
import { tileUrlOf } from './tile-url.ts';

/** A server that gives no whole tile in this time does not answer. */
const TIMEOUT_MS = 10_000;
const MOST_CACHE_BYTES = 512 * 1024 * 1024;
/** A layer's origin is looked up again after this: another process may have changed it. */
const TRUST_MS = 5_000;

/** What imagery stands on. */
export interface ImageryOptions {
  readonly pool: pg.Pool;
  readonly site: string;
  readonly dataDir: string;
  readonly allowed: AllowedServers;
  readonly log: Logger;
  readonly timeoutMs?: number;
  readonly now?: () => number;
}

interface Pictures {
  readonly version: string;
  tile(zoom: number, x: number, y: number): Promise<TileImage | null>;
  close(): Promise<void>;
}

/** A tile asked for, with the version of its layer's pictures. */
export interface TileAnswer {
  readonly version: string;
  /** Null where there is none. */
  readonly image: TileImage | null;
}

/** THE PICTURES OF THE GROUND: tiles of layers from archives on this server and from the servers that it may ask. */
export class Imagery {
  readonly #options: ImageryOptions;
  readonly #table: ImageryTable;
  readonly #archives: string;
  readonly #cache: PictureCache;
  readonly #client: OutsideClient;
  readonly #fetcher: TileFetcher;
  readonly #now: () => number;
  readonly #open = new Map<string, { readonly pictures: Promise<Pictures | null>; readonly at: number }>();

  private constructor(options: ImageryOptions, cache: PictureCache) {
    this.#options = options;
    this.#table = new ImageryTable(options.pool, options.site);
    this.#archives = join(options.dataDir, 'imagery');
    this.#cache = cache;
    this.#client = new OutsideClient(options.allowed);
    this.#fetcher = new TileFetcher(this.#client, options.timeoutMs ?? TIMEOUT_MS);
    this.#now = options.now ?? Date.now;
  }

  static async open(options: ImageryOptions): Promise<Imagery> {
    await mkdir(join(options.dataDir, 'imagery'), { recursive: true, mode: 0o700 });
    return new Imagery(options, await PictureCache.open(join(options.dataDir, 'imagery-cache'), MOST_CACHE_BYTES));
  }

  /** A tile by zoom, column and row, counted southward (Baidu's grid from its middle); null for a layer without pictures. Throws ImageryFault where it cannot be had. */
  async tile(layer: string, zoom: number, x: number, y: number): Promise<TileAnswer | null> {
    const pictures = await this.#pictures(layer);
    if (!pictures) return null;
    try {
      return { version: pictures.version, image: await pictures.tile(zoom, x, y) };
    } catch (cause) {
      if (!(cause instanceof InputError)) throw cause;
      this.#options.log.warn({ layer, reason: cause.message }, 'a tile of an archive cannot be read');
      throw new ImageryFault('unreadable', `the archive of layer ${layer} cannot be read there`, { cause });
    }
  }

  /** Declares another server's pictures as a layer's. Throws InputError for an address that names no tile or a server that is not allowed. */
  async putServer(layer: string, server: ImageryServer): Promise<ImagerySource> {
    const { hostname } = tileUrlOf(server)(0, 0, 0);
    if (!this.#options.allowed.allowsHost(hostname))
      throw new InputError(`${hostname} is not among the imagery servers that TWIN_IMAGERY_SERVERS allows`, {
        place: 'url',
      });
    const version = await this.#put(layer, { server });
    const { scheme, datum, tiling, minZoom, maxZoom, tilePx } = server;
    // To a page rows are counted one way, whatever the server does.
    return {
      scheme: scheme === 'wmts' ? 'wmts' : 'xyz',
      url: tilesAddress(layer, version),
      datum,
      tiling,
      minZoom,
      maxZoom,
      tilePx,
    };
  }

  /**
   * Makes an archive a layer's pictures; the file is copied into the server's folder. `datum` where the caller knows better than the file.
   * Throws InputError for a file that is no archive of pictures; nothing is changed then.
   */
  async putArchive(
    layer: string,
    file: string,
    datum?: ImagerySource['datum'],
  ): Promise<{ readonly facts: ArchiveFacts; readonly source: ImagerySource }> {
    const archive = await openTileArchive(file);
    const facts = { ...archive.facts, ...(datum && { datum }) };
    await archive.close();
    const name = `${layer}.${randomBytes(6).toString('hex')}`;
    await keep(file, join(this.#archives, name));
    const version = await this.#put(layer, { archive: name });
    const { scheme, tiling, minZoom, maxZoom, tilePx } = facts;
    return {
      facts,
      source: { scheme, url: tilesAddress(layer, version), datum: facts.datum, tiling, minZoom, maxZoom, tilePx },
    };
  }

  /** Forgets a layer's pictures and removes what was kept of them. */
  async remove(layer: string): Promise<void> {
    const before = await this.#table.read(layer);
    await this.#table.remove(layer);
    await this.#discard(layer, before);
  }

  async close(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { pictures } of open) await (await pictures.catch(() => null))?.close();
    this.#client.close();
  }

  async #put(layer: string, origin: ImageryRow['origin']): Promise<string> {
    const before = await this.#table.read(layer);
    const version = randomBytes(6).toString('hex');
    await this.#table.write(layer, { version, origin });
    await this.#discard(layer, before);
    return version;
  }

  async #discard(layer: string, row: ImageryRow | null): Promise<void> {
    const open = this.#open.get(layer);
    this.#open.delete(layer);
    await (await open?.pictures.catch(() => null))?.close();
    if (row && 'archive' in row.origin) await rm(join(this.#archives, row.origin.archive), { force: true });
    await this.#cache.clear(layer);
  }

  async #pictures(layer: string): Promise<Pictures | null> {
    const present = this.#open.get(layer);
    if (present && this.#now() - present.at < TRUST_MS) return present.pictures;
    const pictures = this.#renew(layer, present?.pictures ?? null);
    this.#open.set(layer, { pictures, at: this.#now() });
    pictures.then(
      (found) => found === null && this.#open.delete(layer),
      () => this.#open.delete(layer),
    );
    return pictures;
  }

  /** What is open where it is of the same version still, else opened anew. */
  async #renew(layer: string, present: Promise<Pictures | null> | null): Promise<Pictures | null> {
    const [before, row] = await Promise.all([present?.catch(() => null) ?? null, this.#table.read(layer)]);
    if (before && row?.version === before.version) return before;
    await before?.close();
    return row && this.#openRow(layer, row);
  }

  async #openRow(layer: string, { version, origin }: ImageryRow): Promise<Pictures> {
    if ('archive' in origin) {
      const archive = await openTileArchive(join(this.#archives, origin.archive));
      return { version, tile: (zoom, x, y) => archive.tile(zoom, x, y), close: () => archive.close() };
    }
    const tiles = new RemoteTiles(origin.server, {
      fetcher: this.#fetcher,
      cache: this.#cache,
      folder: `${layer}/${version}`,
      onNotKept: (reason) => this.#options.log.warn({ layer, reason: reasonOf(reason) }, 'a picture was not kept'),
      now: this.#now,
    });
    return { version, tile: (zoom, x, y) => tiles.tile(zoom, x, y), close: async () => undefined };
  }
}

/** Copies a file, whole or not at all; on disks that can, without writing it once more. */
async function keep(from: string, to: string): Promise<void> {
  const part = `${to}.part`;
  try {
    await copyFile(from, part, constants.COPYFILE_FICLONE);
    await rename(part, to);
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
}
