/** A picture as it is handed on. */
export interface TileImage {
  readonly bytes: Uint8Array;
  readonly type: string;
  /** Pixels; null where the format does not say it at its beginning. */
  readonly sidePx: number | null;
}

/** A tile is no larger, bytes. */
export const MOST_TILE_BYTES = 4 * 1024 * 1024;

const startsWith = (bytes: Uint8Array, text: string, at = 0) =>
  Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(text.length, Math.max(0, bytes.byteLength - at))).toString(
    'latin1',
  ) === text;

/** The picture that bytes are, by what they begin with and not by what anybody says of them; null for anything but PNG, JPEG, WebP and AVIF. */
export function tileImageOf(bytes: Uint8Array): TileImage | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n') && bytes.byteLength >= 24)
    return { bytes, type: 'image/png', sidePx: view.getUint32(16) };
  if (startsWith(bytes, '\xff\xd8\xff')) return { bytes, type: 'image/jpeg', sidePx: jpegWidth(view) };
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8) && bytes.byteLength >= 30)
    return { bytes, type: 'image/webp', sidePx: webpWidth(bytes, view) };
  if (startsWith(bytes, 'ftypavif', 4)) return { bytes, type: 'image/avif', sidePx: null };
  return null;
}

/** Width in the first frame header; null where the segments do not lead to one. */
function jpegWidth(view: DataView): number | null {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return view.getUint16(at + 7);
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function webpWidth(bytes: Uint8Array, view: DataView): number | null {
  if (startsWith(bytes, 'VP8X', 12)) return (view.getUint32(24, true) & 0xffffff) + 1;
  if (startsWith(bytes, 'VP8L', 12)) return (view.getUint32(21, true) & 0x3fff) + 1;
  return startsWith(bytes, 'VP8 ', 12) ? view.getUint16(26, true) & 0x3fff : null;
}
