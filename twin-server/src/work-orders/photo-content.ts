/** What a photo may be. */
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof PHOTO_TYPES)[number];

const ascii = (bytes: Buffer, from: number, to: number) => bytes.toString('latin1', from, to);

/**
 * What a picture is by its bytes, whatever its sender says of it; null for anything else than a whole JPEG, PNG or WebP: each is looked at from its
 * beginning to where it says that it ends.
 */
export function photoTypeOf(bytes: Buffer): PhotoType | null {
  if (isJpeg(bytes)) return 'image/jpeg';
  if (isPng(bytes)) return 'image/png';
  return isWebp(bytes) ? 'image/webp' : null;
}

/** SOI, segments up to a frame header (ITU-T T.81 B.1), and EOI; phones write more behind it. */
function isJpeg(bytes: Buffer): boolean {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8 || bytes.lastIndexOf('\xff\xd9', undefined, 'latin1') < 4)
    return false;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    // C4, C8 and CC stand among the frame headers and are none.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return bytes.readUInt16BE(at + 5) > 0 && bytes.readUInt16BE(at + 7) > 0;
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return false;
}

/** The signature, chunks one after the other with a size above zero in the first, and IEND (ISO/IEC 15948). */
function isPng(bytes: Buffer): boolean {
  if (ascii(bytes, 0, 8) !== '\x89PNG\r\n\x1a\n' || bytes.length < 33 || ascii(bytes, 12, 16) !== 'IHDR') return false;
  if (bytes.readUInt32BE(16) === 0 || bytes.readUInt32BE(20) === 0) return false;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (ascii(bytes, at + 4, at + 8) === 'IEND') return true;
  return false;
}

/** A RIFF of a length that is there, with a picture in it (RFC 9649). */
function isWebp(bytes: Buffer): boolean {
  return (
    bytes.length >= 30 &&
    ascii(bytes, 0, 4) === 'RIFF' &&
    bytes.readUInt32LE(4) + 8 <= bytes.length &&
    /^WEBPVP8[ LX]$/.test(ascii(bytes, 8, 16))
  );
}
