import { VideoFault } from '../video-fault.ts';

/** A picture is no larger, bytes. */
export const MOST_PICTURE_BYTES = 8 << 20;
const MOST_HEAD_BYTES = 4096;

/** Whether bytes are a JPEG, by what they begin with. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/** The word between the parts of a multipart answer. Throws VideoFault for an answer that is none. */
export function boundaryOf(contentType: string | undefined): string {
  const boundary = /^multipart\/x-mixed-replace\s*;.*?boundary="?([^";\s]{1,200})"?/i.exec(contentType ?? '')?.[1];
  if (!boundary) throw new VideoFault('unreadable', 'expected multipart/x-mixed-replace with a boundary');
  // Some cameras put the two dashes into the word, others do not.
  return boundary.startsWith('--') ? boundary.slice(2) : boundary;
}

/** The JPEGs of a multipart answer without end, as they come. Throws VideoFault for a part that is none. */
export async function* jpegFrames(stream: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<Buffer> {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (;;) {
      const part = nextPart(held, mark);
      if (!part) break;
      held = held.subarray(part.end);
      yield part.picture;
    }
    if (held.length > MOST_PICTURE_BYTES + MOST_HEAD_BYTES)
      throw new VideoFault('tooLarge', `a picture of the stream has more than ${MOST_PICTURE_BYTES} bytes`);
  }
}

/** The first whole part, and where it ends; null where more must come. */
function nextPart(held: Buffer, mark: Buffer): { picture: Buffer; end: number } | null {
  const at = held.indexOf(mark);
  if (at < 0) return null;
  const headEnd = held.indexOf('\r\n\r\n', at);
  if (headEnd < 0) {
    if (held.length - at > MOST_HEAD_BYTES) throw new VideoFault('unreadable', 'a part of the stream has no head');
    return null;
  }
  const start = headEnd + 4;
  const told = /^content-length:\s*(\d{1,9})\s*$/im.exec(held.toString('latin1', at, headEnd))?.[1];
  const end = told === undefined ? held.indexOf(mark, start) : start + Number(told);
  if (end < 0 || end > held.length) return null;
  // Without a length the line end before the mark is part of the mark (RFC 2046, 5.1.1).
  const isOpen = told === undefined && held.toString('latin1', end - 2, end) === '\r\n';
  const picture = held.subarray(start, isOpen ? end - 2 : end);
  if (!isJpeg(picture)) throw new VideoFault('unreadable', 'a part of the stream is no JPEG');
  return { picture, end };
}
