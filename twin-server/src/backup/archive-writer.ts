import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import type { EntryHead, Head, Manifest } from './archive-format.ts';

/** Faster than the default for a tenth more bytes. */
const GZIP_LEVEL = 4;
const LINE_FEED = 10;

/** Writes a backup, entry by entry; holds one piece at a time. */
export class ArchiveWriter {
  readonly #gzip: Gzip;
  readonly #written: Promise<void>;
  readonly #entries: Manifest['entries'] = [];

  /** The file must not be there yet; only its owner may read it. */
  constructor(path: string) {
    this.#gzip = createGzip({ level: GZIP_LEVEL });
    this.#written = pipeline(this.#gzip, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    // Told to whoever writes next or ends.
    this.#written.catch(() => undefined);
  }

  async head(head: Head): Promise<void> {
    await this.#put({ entry: 'head' }, [Buffer.from(JSON.stringify(head))]);
  }

  /** Rows of a table; returns how many. */
  async table(name: string, rows: AsyncIterable<Buffer>): Promise<number> {
    let count = 0;
    const counted = async function* () {
      for await (const piece of rows) {
        // COPY escapes line ends within values: each that stands ends a row.
        for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, at + 1)) count++;
        yield piece;
      }
    };
    const sum = await this.#put({ entry: 'table', name }, counted());
    this.#entries.push({ entry: 'table', name, rows: count, ...sum });
    return count;
  }

  async file(name: string, mode: number, content: AsyncIterable<Buffer>): Promise<void> {
    const sum = await this.#put({ entry: 'file', name, mode }, content);
    this.#entries.push({ entry: 'file', name, rows: null, ...sum });
  }

  /** Writes what proves the rest, and waits until all is on the disk. */
  async end(sequences: Manifest['sequences']): Promise<Manifest> {
    const manifest: Manifest = { entries: this.#entries, sequences };
    await this.#put({ entry: 'manifest' }, [Buffer.from(JSON.stringify(manifest))]);
    this.#gzip.end();
    await this.#written;
    return manifest;
  }

  /** Gives up; what was written is no backup. */
  async abort(): Promise<void> {
    this.#gzip.destroy();
    await this.#written.catch(() => undefined);
  }

  async #put(head: EntryHead, content: AsyncIterable<Buffer> | Iterable<Buffer>) {
    const hash = createHash('sha256');
    let bytes = 0;
    await this.#write(Buffer.from(`${JSON.stringify(head)}\n`));
    for await (const piece of content) {
      if (piece.length === 0) continue;
      await this.#write(lengthOf(piece.length));
      await this.#write(piece);
      hash.update(piece);
      bytes += piece.length;
    }
    await this.#write(lengthOf(0));
    return { bytes, sha256: hash.digest('hex') };
  }

  async #write(bytes: Buffer): Promise<void> {
    // A disk that is full ends the stream: then nothing drains any more.
    if (!this.#gzip.write(bytes)) await Promise.race([once(this.#gzip, 'drain'), this.#written]);
  }
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes);
  return length;
}
