/** A STEP text in a superset of ASCII, and what was done to it; null where it was one already. */
export interface PlainText {
  readonly bytes: Uint8Array;
  readonly warning: string | null;
}

const PIECE_BYTES = 2 ** 20;

/** Re-encodes UTF-16 as UTF-8, piece by piece: a whole file as one string would take four times its size. */
function fromUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    pieces.push(Buffer.from(decoder.decode(piece, { stream: at + PIECE_BYTES < bytes.length }), 'utf8'));
  }
  return Buffer.concat(pieces);
}

/** Takes off the byte order mark with which editors begin a text, and what comes with it: a STEP file has none (ISO 10303-21, 5.2). */
export function plainText(bytes: Uint8Array): PlainText {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return { bytes: bytes.subarray(3), warning: null };
  }
  if (a === 0xff && b === 0xfe)
    return { bytes: fromUtf16(bytes, 'utf-16le'), warning: 'the file is in UTF-16, read all the same' };
  if (a === 0xfe && b === 0xff)
    return { bytes: fromUtf16(bytes, 'utf-16be'), warning: 'the file is in UTF-16, read all the same' };
  return { bytes, warning: null };
}
