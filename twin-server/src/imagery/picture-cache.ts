import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type TileImage, tileImageOf } from './tile-image.ts';

/** Of the room there is, how much is used after old pictures were removed. */
const KEPT_SHARE = 0.8;

/** A picture kept, and when it came, epoch ms. */
export interface KeptPicture {
  readonly image: TileImage;
  readonly keptAt: number;
}

let written = 0;

/** Pictures of imagery servers on disk, in a folder a layer; when there are too many the oldest go. */
export class PictureCache {
  readonly #folder: string;
  readonly #mostBytes: number;
  #bytes = 0;
  #trimming: Promise<void> | null = null;

  private constructor(folder: string, mostBytes: number) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  static async open(folder: string, mostBytes: number): Promise<PictureCache> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const cache = new PictureCache(folder, mostBytes);
    for (const file of await cache.#files()) cache.#bytes += file.bytes;
    return cache;
  }

  #path(key: string): string {
    return join(this.#folder, key);
  }

  /** `key`: layer/version/zoom/x/y. Null for a picture that is not kept. */
  async read(key: string): Promise<KeptPicture | null> {
    try {
      const [bytes, { mtimeMs }] = await Promise.all([readFile(this.#path(key)), stat(this.#path(key))]);
      const image = tileImageOf(bytes);
      return image && { image, keptAt: mtimeMs };
    } catch {
      return null;
    }
  }

  /** Whole or not at all, also when the disk is full or the process ends. */
  async write(key: string, { bytes }: TileImage): Promise<void> {
    const path = this.#path(key);
    written += 1;
    const part = `${path}.${process.pid}-${written}.part`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(part, bytes);
      await rename(part, path);
    } catch (cause) {
      await rm(part, { force: true });
      throw cause;
    }
    this.#bytes += bytes.byteLength;
    if (this.#bytes > this.#mostBytes) await this.#trim();
  }

  /** A picture that its server still gives, or cannot be asked for: it counts as new. */
  async renew(key: string, at: Date): Promise<void> {
    await utimes(this.#path(key), at, at).catch(() => undefined);
  }

  /** Removes a layer's pictures. */
  async clear(layer: string): Promise<void> {
    await rm(this.#path(layer), { recursive: true, force: true });
    this.#bytes = (await this.#files()).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async #files(): Promise<{ path: string; bytes: number; at: number }[]> {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const found = await Promise.all(
      files.map((path) =>
        stat(path).then(
          ({ size, mtimeMs }) => ({ path, bytes: size, at: mtimeMs }),
          () => null,
        ),
      ),
    );
    return found.filter((file) => file !== null);
  }

  #trim(): Promise<void> {
    this.#trimming ??= this.#removeOldest().finally(() => {
      this.#trimming = null;
    });
    return this.#trimming;
  }

  async #removeOldest(): Promise<void> {
    const files = (await this.#files()).sort((a, b) => b.at - a.at);
    let kept = 0;
    for (const { path, bytes } of files) {
      if (kept + bytes <= this.#mostBytes * KEPT_SHARE) kept += bytes;
      else await rm(path, { force: true });
    }
    this.#bytes = kept;
  }
}
