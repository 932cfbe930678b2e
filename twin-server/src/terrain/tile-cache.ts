import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TileAddress } from './ground.ts';

let written = 0;

/** Tiles made before, gzipped, in a folder a version; those of other versions are removed when it is opened. */
export class TileCache {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string, version: string): Promise<TileCache> {
    await mkdir(join(folder, version), { recursive: true });
    for (const name of await readdir(folder)) {
      if (name !== version) await rm(join(folder, name), { recursive: true, force: true });
    }
    return new TileCache(join(folder, version));
  }

  #path({ level, x, y }: TileAddress): string {
    return join(this.#folder, `${level}`, `${x}`, `${y}.terrain.gz`);
  }

  /** Null for a tile that is not there. */
  async read(address: TileAddress): Promise<Buffer | null> {
    return readFile(this.#path(address)).catch(() => null);
  }

  /** Whole or not at all, also when the disk is full or the process ends. */
  async write(address: TileAddress, gzipped: Uint8Array): Promise<void> {
    const path = this.#path(address);
    written += 1;
    const part = `${path}.${process.pid}-${written}`;
    try {
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(part, gzipped);
      await rename(part, path);
    } catch (cause) {
      await rm(part, { force: true });
      throw cause;
    }
  }
}
