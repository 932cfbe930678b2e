import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { codeOf, InputError, reasonOf } from '../../problem.ts';

/** An IFC file's bytes and what its header says. */
export interface IfcSource {
  readonly path: string;
  /** Name without its folder. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** As in FILE_SCHEMA, upper case. */
  readonly schema: string;
}

const SCHEMAS = /^(IFC2X3|IFC4|IFC4X3)(_?(ADD|TC|RC|FINAL)\w*)?$/;
// The header stands in the first kilobytes, the end in the last line; authoring tools write a few notes into both.
const HEAD_BYTES = 65_536;
const TAIL_BYTES = 4_096;

/** SHA-256 of bytes, lower-case hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Reads a file into memory. Throws InputError where there is no readable file. */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    if (!(await stat(file)).isFile()) throw new InputError('not a file', { place: file });
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const reason = codeOf(cause) === 'ENOENT' ? 'no such file' : `cannot be read (${reasonOf(cause)})`;
    throw new InputError(reason, { place: file, cause });
  }
}

/**
 * Reads an IFC file and checks it before web-ifc sees it: that it is STEP text, complete, and of a schema that is known.
 * Throws InputError that says what is wrong.
 */
export async function readIfcSource(file: string): Promise<IfcSource> {
  const bytes = await readBytes(file);
  const refuse = (reason: string): never => {
    throw new InputError(reason, { place: file });
  };
  if (bytes.byteLength === 0) refuse('empty file');
  const text = (part: Uint8Array) => Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1');
  const head = text(bytes.subarray(0, HEAD_BYTES));
  if (head.startsWith('PK\x03\x04')) refuse('a zip archive (ifcZIP): unpack it and bake the .ifc inside');
  if (!/^(\xef\xbb\xbf)?\s*(\/\*[\s\S]*?\*\/\s*)*ISO-10303-21\s*;/.test(head)) {
    refuse('not an IFC file: it does not begin with ISO-10303-21;');
  }
  const declared = /FILE_SCHEMA\s*\(\s*\(\s*'([^']*)'/i.exec(head)?.[1];
  if (declared === undefined) return refuse('no FILE_SCHEMA in its header');
  const schema = declared.trim().toUpperCase();
  if (!SCHEMAS.test(schema)) refuse(`FILE_SCHEMA: unknown schema '${declared}', expected IFC2X3, IFC4 or IFC4X3`);
  if (!text(bytes.subarray(-TAIL_BYTES)).includes('END-ISO-10303-21')) {
    refuse(`truncated: END-ISO-10303-21 is missing after ${bytes.byteLength} bytes`);
  }
  return { path: file, file: basename(file), bytes, sha256: sha256Of(bytes), schema };
}
