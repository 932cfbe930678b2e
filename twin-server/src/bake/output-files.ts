import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';

const [packBrotli, packGzip] = [promisify(brotliCompress), promisify(gzip)];

/**
 * Brotli at 5 packs tiles as well as at 9 in a twentieth of the time, and 8 % less well than at 11 in a fiftieth. What is
 * larger than this is for the server to index, not for a wire: it is packed in passing.
 */
const LARGE_BYTES = 1_000_000;
const QUALITY = { usual: { brotli: 5, gzip: 4 }, large: { brotli: 2, gzip: 1 } } as const;
// Handing a file to another thread and taking it back costs a millisecond of processor time, in which as many bytes are packed;
// and the coder of each that waits holds a quarter of a megabyte.
const THREAD_BYTES = 150_000;
// Below this brotli saves a hundred bytes over gzip, and to make one more file takes longer than to pack it.
const SMALL_BYTES = 8192;

function optionsOf(bytes: number) {
  const { brotli, gzip: level } = bytes > LARGE_BYTES ? QUALITY.large : QUALITY.usual;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotli,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes,
    // A window wider than the file only takes memory, and the time to clear it.
    [constants.BROTLI_PARAM_LGWIN]: Math.min(Math.max(Math.ceil(Math.log2(bytes + 16)), 10), 22),
  };
  // Room for all of the result: pieces of it would be put together at the end.
  const chunkSize = Math.max(bytes + 64, 1024);
  return { brotli: { params, chunkSize }, gzip: { level, chunkSize } };
}

/**
 * Where a bake puts its files: each is written into the folder as it comes, and beside it as name.gz and, unless it
 * is small, as name.br, where that is smaller. Large ones are packed on Node's own threads while the next tile is made; the bytes are the same every time.
 * Writing in the background would take more than twice the processor time.
 */
export class OutputFiles {
  readonly #folder: string;
  readonly #folders = new Set<string>();
  readonly #packing: Promise<void>[] = [];
  #bytes = 0;

  /** `folder` exists. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes a file by its path in the folder. Throws where it cannot be written. */
  add(name: string, content: Uint8Array): void {
    const path = join(this.#folder, name);
    const options = optionsOf(content.byteLength);
    this.#bytes += content.byteLength;
    this.#write(path, content);
    if (content.byteLength < THREAD_BYTES) {
      this.#writeSmaller(`${path}.gz`, gzipSync(content, options.gzip), content);
      if (content.byteLength < SMALL_BYTES) return;
      this.#writeSmaller(`${path}.br`, brotliCompressSync(content, options.brotli), content);
      return;
    }
    this.#hold(packBrotli(content, options.brotli).then((br) => this.#writeSmaller(`${path}.br`, br, content)));
    this.#hold(packGzip(content, options.gzip).then((gz) => this.#writeSmaller(`${path}.gz`, gz, content)));
  }

  /** Takes a text. */
  addText(name: string, text: string): void {
    this.add(name, Buffer.from(text));
  }

  /** Takes a file that only this server reads: it is not packed. */
  addOwn(name: string, content: Uint8Array): void {
    this.#bytes += content.byteLength;
    this.#write(join(this.#folder, name), content);
  }

  /** Waits until everything is written. Resolves to the bytes that were given; rejects where a file could not be written. */
  async finish(): Promise<number> {
    await Promise.all(this.#packing);
    return this.#bytes;
  }

  #hold(work: Promise<void>): void {
    this.#packing.push(work);
    // What fails is told by finish(), unless something else ends the bake before.
    work.catch(() => undefined);
  }

  #writeSmaller(path: string, packed: Uint8Array, content: Uint8Array): void {
    if (packed.byteLength < content.byteLength) this.#write(path, packed);
  }

  #write(path: string, content: Uint8Array): void {
    const folder = dirname(path);
    if (!this.#folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.#folders.add(folder);
    }
    writeFileSync(path, content);
  }
}
