import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError, reasonOf } from '../problem.ts';
import { EntryHead, FORMAT_VERSION, Head, Manifest } from './archive-format.ts';

/** An entry with its content; it must be read to its end before the next is asked for. */
export type ArchiveEntry =
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'table'; readonly name: string; readonly content: AsyncIterable<Buffer> }
  | { readonly kind: 'file'; readonly name: string; readonly mode: number; readonly content: AsyncIterable<Buffer> }
  | { readonly kind: 'manifest'; readonly manifest: Manifest };

/** Longest line and piece that a backup holds. */
const MAX_PIECE = 64 * 2 ** 20;

/**
 * The entries of a backup in their order; at its end the manifest has been held against them. Throws InputError, naming the file,
 * for one that is no backup, is damaged or cut off, or is of a later form than this program knows.
 */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const bytes = new Bytes(path);
  const damaged = (reason: string) => new InputError(`is damaged: ${reason}`, { place: path });
  const found: Manifest['entries'] = [];
  try {
    const first = parse(EntryHead, await bytes.line(), () => new InputError('is no backup', { place: path }));
    if (first.entry !== 'head') throw new InputError('is no backup', { place: path });
    yield { kind: 'head', head: headOf(await bytes.whole(), path) };
    for (;;) {
      const entry = parse(EntryHead, await bytes.line(), () => damaged('an entry cannot be read'));
      if (entry.entry === 'manifest') {
        const manifest = parse(Manifest, await bytes.whole(), () => damaged('its manifest cannot be read'));
        checkManifest(manifest, found, damaged);
        if (!(await bytes.ended())) throw damaged('something stands after its end');
        yield { kind: 'manifest', manifest };
        return;
      }
      if (entry.entry === 'head') throw damaged('it has two heads');
      const content = new Content(bytes);
      if (entry.entry === 'table') yield { kind: 'table', name: entry.name, content };
      else yield { kind: 'file', name: entry.name, mode: entry.mode, content };
      found.push({ entry: entry.entry, name: entry.name, rows: null, ...(await content.rest()) });
    }
  } catch (cause) {
    throw cause instanceof InputError || !(cause instanceof BrokenStream) ? cause : damaged(cause.message);
  } finally {
    bytes.close();
  }
}

function headOf(text: string, path: string): Head {
  const head = parse(
    Head,
    text,
    () => new InputError('is a backup of another form than this program reads', { place: path }),
  );
  if (head.formatVersion > FORMAT_VERSION)
    throw new InputError(
      `is a backup of form ${head.formatVersion}, this program knows ${FORMAT_VERSION}; use the newer program`,
      { place: path },
    );
  return head;
}

function checkManifest(
  { entries }: Manifest,
  found: Manifest['entries'],
  damaged: (reason: string) => InputError,
): void {
  if (entries.length !== found.length) throw damaged(`${found.length} entries are in it, ${entries.length} should be`);
  entries.forEach(({ name, bytes, sha256 }, index) => {
    const other = found[index]!;
    if (other.name !== name || other.bytes !== bytes || other.sha256 !== sha256)
      throw damaged(`${name} is not what was saved`);
  });
}

function parse<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  text: string,
  fault: () => Error,
): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fault();
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw fault();
  return parsed.data;
}

/** The file cannot be read on: not gzip, cut off, or lengths that cannot be. */
class BrokenStream extends Error {}

/** Bytes of a backup, unpacked and taken piece by piece. */
class Bytes {
  readonly #stream;
  readonly #pieces: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    this.#stream = createGunzip();
    // What goes wrong is told by the iteration.
    pipeline(createReadStream(path), this.#stream, () => undefined);
    this.#pieces = this.#stream[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(10);
      if (end >= 0) return this.#cut(end + 1).toString();
      if (this.#rest.length > 65_536) throw new BrokenStream('an entry has no end');
      if (!(await this.#more())) throw new BrokenStream('it ends too early');
    }
  }

  /** The next piece of an entry; null at its end. */
  async piece(): Promise<Buffer | null> {
    while (this.#rest.length < 4) if (!(await this.#more())) throw new BrokenStream('it ends too early');
    const length = this.#cut(4).readUInt32LE();
    if (length > MAX_PIECE) throw new BrokenStream('a piece of it is too long');
    while (this.#rest.length < length) if (!(await this.#more())) throw new BrokenStream('it ends too early');
    return length === 0 ? null : this.#cut(length);
  }

  async whole(): Promise<string> {
    const pieces: Buffer[] = [];
    for (let piece = await this.piece(); piece; piece = await this.piece()) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  }

  async ended(): Promise<boolean> {
    return this.#rest.length === 0 && !(await this.#more());
  }

  close(): void {
    this.#stream.destroy();
  }

  #cut(length: number): Buffer {
    const cut = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return cut;
  }

  async #more(): Promise<boolean> {
    const next = await this.#pieces.next().catch((cause: unknown) => {
      throw new BrokenStream(reasonOf(cause));
    });
    if (next.done) return false;
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
    return true;
  }
}

/** Content of one entry, with its length and digest as it is read. */
class Content implements AsyncIterable<Buffer> {
  readonly #bytes: Bytes;
  readonly #hash = createHash('sha256');
  #length = 0;
  #ended = false;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    while (!this.#ended) {
      const piece = await this.#bytes.piece();
      if (!piece) {
        this.#ended = true;
        return;
      }
      this.#hash.update(piece);
      this.#length += piece.length;
      yield piece;
    }
  }

  /** Reads what nobody read, and says what it was. */
  async rest(): Promise<{ bytes: number; sha256: string }> {
    for await (const _ of this);
    return { bytes: this.#length, sha256: this.#hash.digest('hex') };
  }
}
