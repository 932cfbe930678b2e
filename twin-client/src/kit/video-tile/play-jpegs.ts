import { draw, type Play } from './play.ts';

/** Cameras that have single pictures only are asked for one this often. */
const EVERY_MS = 2_000;

/** Shows a sequence of JPEGs as this program's server sends it: every part says how long it is. */
export const playMjpeg: Play = ({ canvas }, address, events) => {
  const stopping = new AbortController();
  let drawing = false;
  const show = async (jpeg: Uint8Array<ArrayBuffer>) => {
    // One that cannot be drawn in time is left out.
    if (drawing) return;
    drawing = true;
    try {
      await drawJpeg(canvas, new Blob([jpeg]));
      events.onPicture(null);
    } finally {
      drawing = false;
    }
  };
  const read = async () => {
    const response = await fetch(address, { signal: stopping.signal });
    if (!response.ok || !response.body) throw new Error(`${response.status}`);
    const parts = new JpegParts();
    for (const reader = response.body.getReader(); ; ) {
      const { value, done } = await reader.read();
      if (done) throw new Error('the stream ended');
      const jpeg = parts.add(value).at(-1);
      if (jpeg) await show(jpeg);
    }
  };
  read().catch(() => stopping.signal.aborted || events.onFault('unreachable'));
  return { stop: () => stopping.abort() };
};

/** Shows single pictures, one after the other. */
export const playSnapshots: Play = ({ canvas }, address, events) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ask = async () => {
    const response = await fetch(address, { signal, cache: 'no-store' });
    if (!response.ok) throw new Error(`${response.status}`);
    await drawJpeg(canvas, await response.blob());
    events.onPicture(null);
    timer = setTimeout(begin, EVERY_MS);
  };
  const begin = () => void ask().catch(() => signal.aborted || events.onFault('unreachable'));
  let timer = setTimeout(begin);
  return {
    stop: () => {
      clearTimeout(timer);
      stopping.abort();
    },
  };
};

async function drawJpeg(canvas: HTMLCanvasElement, jpeg: Blob): Promise<void> {
  const picture = await createImageBitmap(jpeg);
  draw(canvas, picture, picture.width, picture.height);
  picture.close();
}

const HEAD_END = [13, 10, 13, 10];

/** Cuts the parts out of a multipart answer as its bytes come. */
export class JpegParts {
  #held: Uint8Array<ArrayBuffer> = new Uint8Array();

  /** The parts that are whole with these bytes. Throws an Error for a part that does not say how long it is. */
  add(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
    const all = new Uint8Array(this.#held.length + bytes.length);
    all.set(this.#held);
    all.set(bytes, this.#held.length);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let at = 0;
    for (;;) {
      const headEnd = all.findIndex((_byte, i) => i >= at && HEAD_END.every((expected, j) => all[i + j] === expected));
      if (headEnd < 0) break;
      const head = new TextDecoder('latin1').decode(all.subarray(at, headEnd));
      const length = Number(/content-length:\s*(\d+)/i.exec(head)?.[1] ?? Number.NaN);
      if (Number.isNaN(length)) throw new Error('a part of the stream does not say how long it is');
      const start = headEnd + HEAD_END.length;
      if (start + length > all.length) break;
      parts.push(all.slice(start, start + length));
      at = start + length;
    }
    this.#held = all.slice(at);
    return parts;
  }
}
