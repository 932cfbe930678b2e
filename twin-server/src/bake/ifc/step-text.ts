import { TextDecoder } from 'node:util';

/** Encodings of bytes that a STEP file may not hold raw (ISO 10303-21, 6.4.3) and that many tools write all the same. */
export type RawEncoding = 'utf-8' | 'gb18030' | 'windows-1252';

const SAMPLE_BYTES = 262_144;

/** Bytes from the first above ASCII on; empty for a file that keeps to the standard. */
function rawBytes(bytes: Uint8Array): Uint8Array {
  // Four bytes at a time: this reads every byte of every file.
  const aligned = (4 - (bytes.byteOffset & 3)) & 3;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + aligned, Math.max(0, bytes.length - aligned) >> 2);
  let word = 0;
  while (word < words.length && (words[word]! & 0x80808080) === 0) word++;
  let at = word > 0 ? aligned + word * 4 : 0;
  while (at < bytes.length && bytes[at]! < 0x80) at++;
  return bytes.subarray(at, at + SAMPLE_BYTES);
}

/** Whether all high bytes come in pairs of the rows that GB 2312 fills: Western text almost never does. */
function isPaired(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length - 1; at++) {
    if (bytes[at]! < 0x80) continue;
    if (bytes[at]! < 0xa1 || bytes[at + 1]! < 0xa1) return false;
    at++;
  }
  return true;
}

/** In which encoding a file writes the bytes that should have been escaped; null where there are none. */
export function rawEncodingOf(bytes: Uint8Array): RawEncoding | null {
  const raw = rawBytes(bytes);
  if (raw.length === 0) return null;
  try {
    // The sample may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(raw, { stream: true });
    return 'utf-8';
  } catch {
    return isPaired(raw) ? 'gb18030' : 'windows-1252';
  }
}

const decoders = new Map<string, TextDecoder>();

function decoderOf(encoding: string): TextDecoder {
  let decoder = decoders.get(encoding);
  if (!decoder) {
    decoder = new TextDecoder(encoding);
    decoders.set(encoding, decoder);
  }
  return decoder;
}

/** Characters of `digits` hexadecimal digits each, UTF-16 or UTF-32 code units as \X2\ and \X4\ write them. */
function fromHex(hex: string, digits: number): string {
  let text = '';
  for (let at = 0; at + digits <= hex.length; at += digits) {
    const code = Number.parseInt(hex.slice(at, at + digits), 16);
    if (code > 0x10ffff || Number.isNaN(code)) text += '\ufffd';
    else text += digits === 4 ? String.fromCharCode(code) : String.fromCodePoint(code);
  }
  return text;
}

// \S\c is c + 128 in the ISO 8859 page that \Px\ names, \X\hh a character of ISO 8859-1, the others Unicode.
const ESCAPES = /\\X2\\([0-9A-F]*)\\X0\\|\\X4\\([0-9A-F]*)\\X0\\|\\X\\([0-9A-F]{2})|\\S\\([\s\S])|\\P([A-I])\\|\\\\/gi;

function resolveEscapes(text: string): string {
  let page = 1;
  return text.replace(ESCAPES, (found, x2?: string, x4?: string, x?: string, s?: string, p?: string) => {
    if (x2 !== undefined) return fromHex(x2, 4);
    if (x4 !== undefined) return fromHex(x4, 8);
    if (x !== undefined) return String.fromCharCode(Number.parseInt(x, 16));
    if (s !== undefined) {
      const byte = (s.charCodeAt(0) + 128) & 255;
      // The Encoding standard reads ISO 8859-1 as windows-1252, which differs in control characters alone.
      return page === 1 ? String.fromCharCode(byte) : decoderOf(`iso-8859-${page}`).decode(Uint8Array.of(byte));
    }
    if (p !== undefined) {
      page = p.toUpperCase().charCodeAt(0) - 64;
      return '';
    }
    return found === '\\\\' ? '\\' : found;
  });
}

/** Text of a STEP string between its quotes: `''` and the escapes resolved, raw bytes read in the file's encoding. */
export function stepText(bytes: Buffer, from: number, to: number, encoding: RawEncoding | null): string {
  const raw =
    encoding === null ? bytes.toString('latin1', from, to) : decoderOf(encoding).decode(bytes.subarray(from, to));
  const single = raw.includes("''") ? raw.replaceAll("''", "'") : raw;
  return single.includes('\\') ? resolveEscapes(single) : single;
}
