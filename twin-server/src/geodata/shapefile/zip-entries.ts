import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { InputError, reasonOf } from '../../problem.ts';
import { type ReadLimits, unpackedTooFar } from '../read-limits.ts';

const MAX_ENTRIES = 1000;

/** A zip archive whose files are unpacked as they are read, several at a time, and nowhere but in memory. */
export class ZipEntries {
  readonly #zip: ZipFile;
  readonly #place: string;
  readonly #limits: ReadLimits;
  readonly #entries: readonly Entry[];

  private constructor(zip: ZipFile, entries: readonly Entry[], place: string, limits: ReadLimits) {
    this.#zip = zip;
    this.#entries = entries;
    this.#place = place;
    this.#limits = limits;
  }

  /** Throws InputError for an archive that cannot be read, or whose names lead elsewhere. */
  static async open(path: string, place: string, limits: ReadLimits): Promise<ZipEntries> {
    let zip: ZipFile | undefined;
    try {
      zip = await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: false });
      if (zip.entryCount > MAX_ENTRIES) throw new Error(`${zip.entryCount} entries, at most ${MAX_ENTRIES} are read`);
      const entries: Entry[] = [];
      for await (const entry of zip.eachEntry()) entries.push(entry);
      return new ZipEntries(zip, entries, place, limits);
    } catch (cause) {
      zip?.close();
      throw new InputError(`zip archive: ${reasonOf(cause)}`, { place, cause });
    }
  }

  /** Names of the files, but for what macOS adds beside them. */
  get names(): string[] {
    return this.#entries
      .map(({ fileName }) => fileName)
      .filter((name) => !name.endsWith('/') && !name.startsWith('__MACOSX/'));
  }

  /** A file's bytes as they unpack. Throws InputError where it is encrypted, damaged or beyond the limits. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const place = `${this.#place}: ${name}`;
    const entry = this.#entries.find(({ fileName }) => fileName === name);
    if (!entry) throw new InputError('not in the archive', { place });
    if (entry.isEncrypted()) throw new InputError('encrypted', { place });
    // What the archive says of a size may be a lie: it is checked before, and counted while unpacking.
    const tooFar = unpackedTooFar(entry.uncompressedSize, entry.compressedSize, this.#limits);
    if (tooFar) throw new InputError(tooFar, { place });
    let unpacked = 0;
    try {
      for await (const chunk of (await this.#zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        unpacked += chunk.length;
        const reason = unpackedTooFar(unpacked, entry.compressedSize, this.#limits);
        if (reason) throw new Error(reason);
        yield chunk;
      }
    } catch (cause) {
      throw cause instanceof InputError ? cause : new InputError(reasonOf(cause), { place, cause });
    }
  }

  /** A small file whole. Throws InputError where it is longer than `maxBytes`. */
  async text(name: string, maxBytes: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of this.read(name)) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new InputError(`longer than ${maxBytes} bytes`, { place: `${this.#place}: ${name}` });
      parts.push(chunk);
    }
    return Buffer.concat(parts);
  }

  close(): void {
    this.#zip.close();
  }
}
