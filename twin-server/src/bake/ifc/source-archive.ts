import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { InputError, reasonOf } from '../../problem.ts';
import type { SourceLimits } from './source-limits.ts';

/** How a zip archive begins: with an entry, or with its end where it is empty (APPNOTE 4.3.7, 4.3.16). */
export function isArchive(head: Uint8Array): boolean {
  const [p, k, a, b] = head;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

// Folders and what macOS adds beside a file; more than these are not looked through for one file.
const MAX_ENTRIES = 16;
const STORED = 0;
const DEFLATED = 8;

/** Folders, and the resource forks of macOS. */
function isBeside(name: string): boolean {
  return name.endsWith('/') || name.startsWith('__MACOSX/') || /(^|\/)\.DS_Store$/.test(name);
}

/** The only file of an archive. Throws an error that says what there is else. */
async function onlyFile(zip: ZipFile): Promise<Entry> {
  if (zip.entryCount > MAX_ENTRIES) throw new Error(`${zip.entryCount} entries, expected one .ifc file`);
  const files: Entry[] = [];
  for await (const entry of zip.eachEntry()) if (!isBeside(entry.fileName)) files.push(entry);
  const [file, ...others] = files;
  if (!file) throw new Error('no file in it, expected one .ifc file');
  if (others.length > 0) {
    const names = files.map(({ fileName }) => `'${fileName}'`).join(', ');
    throw new Error(`${files.length} files in it (${names}), expected one .ifc file`);
  }
  return file;
}

/** Throws where what the archive says of its file is not to be unpacked. */
function checkEntry(entry: Entry, archiveBytes: number, { maxBytes, maxRatio }: SourceLimits): void {
  const { fileName, compressedSize, uncompressedSize, compressionMethod } = entry;
  const refuse = (reason: string): never => {
    throw new Error(`'${fileName}' in it ${reason}`);
  };
  if (!/\.ifc$/i.test(fileName)) refuse('is no .ifc file; archives in archives and ifcXML are not read');
  if (entry.isEncrypted()) refuse('is encrypted');
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    refuse(`is packed by method ${compressionMethod}, expected deflate`);
  }
  if (compressedSize > archiveBytes) refuse(`says to be ${compressedSize} bytes long, more than the archive itself`);
  if (uncompressedSize > maxBytes) refuse(`unpacks to ${uncompressedSize} bytes, at most ${maxBytes} are read`);
  if (uncompressedSize > compressedSize * maxRatio) {
    refuse(
      `unpacks to ${Math.round(uncompressedSize / compressedSize)} times its size, at most ${maxRatio} times is read`,
    );
  }
}

/** Unpacks into one buffer of the size the archive states; yauzl ends a stream that yields another number of bytes. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(entry.uncompressedSize);
  let length = 0;
  let sum = 0;
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    chunk.copy(bytes, length);
    length += chunk.length;
    sum = crc32(chunk, sum);
  }
  if (sum !== entry.crc32) throw new Error(`'${entry.fileName}' in it is damaged: its checksum does not fit`);
  return bytes;
}

/**
 * The one .ifc file of a zip archive (.ifczip, .zip), unpacked in memory and nowhere else. Throws InputError where there is
 * another number of files, where names lead elsewhere, where it is damaged, encrypted, or unpacks beyond the limits.
 */
export async function readArchive(
  path: string,
  archiveBytes: number,
  limits: SourceLimits,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true });
    const entry = await onlyFile(zip);
    checkEntry(entry, archiveBytes, limits);
    return { name: entry.fileName, bytes: await unpack(zip, entry) };
  } catch (cause) {
    throw new InputError(`zip archive: ${reasonOf(cause)}`, { place: path, cause });
  } finally {
    zip?.close();
  }
}
