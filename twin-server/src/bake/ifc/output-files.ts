import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const [packBrotli, packGzip] = [promisify(brotliCompress), promisify(gzip)];

/**
 * Brotli at 5 packs tiles as well as at 9 in a twentieth of the time, and 8 % less well than at 11 in a fiftieth. What is
 * larger than this is for the server to index, not for a wire: it is packed in passing.
 */
const LARGE_BYTES = 1_000_000;
const QUALITY = { usual: { brotli: 5, gzip: 4 }, large: { brotli: 2, gzip: 1 } } as const;

/**
 * Where a bake puts its files: each is written into the folder as it comes, and beside it as name.br and name.gz where that
 * is smaller. Packing runs on Node's own threads while the next tile is made; the bytes are the same every time.
 */
export class OutputFiles {
  readonly #folder: string;
  readonly #folders = new Map<string, Promise<unknown>>();
  readonly #writing: Promise<void>[] = [];
  #bytes = 0;

  /** `folder` exists. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes a file by its path in the folder. */
  add(name: string, content: Uint8Array): void {
    const path = join(this.#folder, name);
    const { brotli, gzip: level } = content.byteLength > LARGE_BYTES ? QUALITY.large : QUALITY.usual;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: brotli,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
    };
    this.#bytes += content.byteLength;
    const writing = [
      this.#write(path, content),
      packBrotli(content, { params }).then((packed) => this.#writeSmaller(`${path}.br`, packed, content)),
      packGzip(content, { level }).then((packed) => this.#writeSmaller(`${path}.gz`, packed, content)),
    ];
    this.#writing.push(...writing);
    // What fails is told by finish(), unless something else ends the bake before.
    for (const one of writing) one.catch(() => undefined);
  }

  /** Takes a value as JSON. */
  addJson(name: string, value: object): void {
    this.add(name, Buffer.from(JSON.stringify(value)));
  }

  /** Waits until everything is written. Resolves to the bytes that were given; rejects where a file could not be written. */
  async finish(): Promise<number> {
    await Promise.all(this.#writing);
    return this.#bytes;
  }

  async #writeSmaller(path: string, packed: Uint8Array, content: Uint8Array): Promise<void> {
    if (packed.byteLength < content.byteLength) await this.#write(path, packed);
  }

  async #write(path: string, content: Uint8Array): Promise<void> {
    const folder = dirname(path);
    let made = this.#folders.get(folder);
    if (!made) {
      made = mkdir(folder, { recursive: true });
      this.#folders.set(folder, made);
    }
    await made;
    await writeFile(path, content);
  }
}
