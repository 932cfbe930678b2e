import { stat } from 'node:fs/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { TABLE_LIMITS } from './table-row.ts';
import { type XmlListener, XmlReader } from './xml-reader.ts';

const MAX_ENTRIES = 4_096;

/** The parts of an .xlsx file (ECMA-376: a zip archive of XML). */
export class WorkbookArchive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** Throws an error for what is no archive, is encrypted, or says that it unpacks beyond the limits: nothing is unpacked then. */
  static async open(path: string): Promise<WorkbookArchive> {
    const { size } = await stat(path);
    const zip = await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: false });
    try {
      if (zip.entryCount > MAX_ENTRIES) throw new Error(`${zip.entryCount} parts, at most ${MAX_ENTRIES} are read`);
      const entries = new Map<string, Entry>();
      let unpacked = 0;
      for await (const entry of zip.eachEntry()) {
        entries.set(entry.fileName.toLowerCase(), entry);
        unpacked += entry.uncompressedSize;
      }
      checkSize(unpacked, size);
      return new WorkbookArchive(zip, entries);
    } catch (cause) {
      zip.close();
      throw cause;
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** Reads a part through; `onPiece` is called after every piece, so that what was heard can be handed on. */
  async *read<T>(name: string, listener: XmlListener, onPiece: () => Iterable<T>): AsyncGenerator<T> {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) throw new Error(`there is no part ${name} in it; expected an .xlsx workbook`);
    if (entry.isEncrypted()) throw new Error('it is encrypted; save it without a password');
    const reader = new XmlReader(listener);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    // yauzl ends a stream that yields another number of bytes than the archive states.
    for await (const chunk of (await this.#zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      reader.write(decoder.decode(chunk, { stream: true }));
      yield* onPiece();
    }
    reader.end();
  }

  /** Reads a small part through. */
  async hear(name: string, listener: XmlListener): Promise<void> {
    for await (const _ of this.read(name, listener, () => []));
  }

  close(): void {
    this.#zip.close();
  }
}

function checkSize(unpacked: number, packed: number): void {
  const { unpackedBytes, ratio, freeBytes } = TABLE_LIMITS;
  if (unpacked > unpackedBytes) throw new Error(`it unpacks to ${unpacked} bytes, at most ${unpackedBytes} are read`);
  if (unpacked > freeBytes && unpacked > packed * ratio)
    throw new Error(`it unpacks to ${Math.round(unpacked / packed)} times its size, at most ${ratio} times is read`);
}
