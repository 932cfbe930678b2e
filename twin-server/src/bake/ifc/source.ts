import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputError } from '../../problem.ts';
import { isArchive, readArchive } from './source-archive.ts';
import { sha256Of, sha256OfFile, unreadable } from './source-digest.ts';
import { SOURCE_LIMITS, type SourceLimits } from './source-limits.ts';
import { lastPlace } from './source-place.ts';
import { plainText } from './source-text.ts';

/** An IFC file's bytes and what its header says. */
export interface IfcSource {
  readonly path: string;
  /** Name without its folder. */
  readonly file: string;
  /** STEP text in a superset of ASCII, unpacked, without a byte order mark. */
  readonly bytes: Uint8Array;
  /** Of the file as it lies there. */
  readonly sha256: string;
  /** As in FILE_SCHEMA, upper case. */
  readonly schema: string;
  /** What was put right while reading. */
  readonly warnings: readonly string[];
}

const SCHEMAS = /^(IFC2X3|IFC4|IFC4X3)(_?(ADD|TC|RC|FINAL)\w*)?$/;
// The header stands in the first kilobytes, the end in the last line; authoring tools write a few notes into both.
const HEAD_BYTES = 65_536;
const TAIL_BYTES = 4_096;

/** Bytes of a file, unpacked where it is an archive. Throws InputError where it cannot be read or goes beyond the limits. */
async function readUnpacked(file: string, limits: SourceLimits): Promise<{ bytes: Uint8Array; sha256: string }> {
  const found = await stat(file).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
  if (!found.isFile()) throw new InputError('not a file', { place: file });
  if (isArchive(await readHead(file))) {
    const [{ bytes }, sha256] = await Promise.all([readArchive(file, found.size, limits), sha256OfFile(file)]);
    return { bytes, sha256 };
  }
  if (found.size > limits.maxBytes) {
    throw new InputError(`${found.size} bytes, at most ${limits.maxBytes} are read`, { place: file });
  }
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
  return { bytes, sha256: sha256Of(bytes) };
}

async function readHead(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Reads an IFC file, or the only one of a zip archive, and checks it before web-ifc sees it: that it is STEP text, complete,
 * and of a schema that is known. Throws InputError that says what is wrong, and where.
 */
export async function readIfcSource(file: string, limits: SourceLimits = SOURCE_LIMITS): Promise<IfcSource> {
  const { bytes: read, sha256 } = await readUnpacked(file, limits);
  const { bytes, warning } = plainText(read);
  const refuse = (reason: string): never => {
    throw new InputError(reason, { place: file });
  };
  if (bytes.byteLength === 0) refuse('empty file');
  const text = (part: Uint8Array) => Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1');
  const head = text(bytes.subarray(0, HEAD_BYTES));
  if (!/^\s*(\/\*[\s\S]*?\*\/\s*)*ISO-10303-21\s*;/.test(head)) {
    refuse('not an IFC file: it does not begin with ISO-10303-21;');
  }
  const declared = /FILE_SCHEMA\s*\(\s*\(\s*'([^']*)'/i.exec(head)?.[1];
  if (declared === undefined) return refuse('no FILE_SCHEMA in its header');
  const schema = declared.trim().toUpperCase();
  if (!SCHEMAS.test(schema)) refuse(`FILE_SCHEMA: unknown schema '${declared}', expected IFC2X3, IFC4 or IFC4X3`);
  if (!text(bytes.subarray(-TAIL_BYTES)).includes('END-ISO-10303-21')) {
    const last = lastPlace(bytes);
    refuse(
      `truncated: END-ISO-10303-21 is missing after ${bytes.byteLength} bytes; ` +
        (last ? `the last whole instance is ${last}` : 'it has no whole instance'),
    );
  }
  return { path: file, file: basename(file), bytes, sha256, schema, warnings: warning ? [warning] : [] };
}
