import type { VideoClient } from '../video-client.ts';
import { VideoFault } from '../video-fault.ts';
import { boundaryOf, jpegFrames } from './jpeg-frames.ts';

/** A stream that sends no picture for so long is given up. */
const SILENCE_MS = 15_000;

type Take = (picture: Buffer) => void;

interface Viewer {
  readonly take: Take;
  readonly end: (cause: VideoFault) => void;
}

/** One stream of JPEGs for all who look at it: asked for by the first, ended with the last. */
export class MjpegRelay {
  readonly #client: VideoClient;
  readonly #address: string;
  readonly #viewers = new Set<Viewer>();
  #running: AbortController | null = null;

  constructor(client: VideoClient, address: string) {
    this.#client = client;
    this.#address = address;
  }

  /** Hands on pictures until the signal aborts; what takes them must not wait. Rejects with VideoFault when the stream ends before. */
  look(take: Take, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const viewer: Viewer = { take, end: reject };
      this.#viewers.add(viewer);
      const leave = () => {
        this.#viewers.delete(viewer);
        if (this.#viewers.size === 0) {
          this.#running?.abort();
          this.#running = null;
        }
        resolve();
      };
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
      if (!this.#running && this.#viewers.size > 0) void this.#run();
    });
  }

  /** One picture. */
  async picture(signal: AbortSignal): Promise<Buffer> {
    const done = new AbortController();
    let picture: Buffer | null = null;
    await this.look(
      (first) => {
        picture ??= first;
        done.abort();
      },
      AbortSignal.any([signal, done.signal]),
    );
    if (picture === null) throw new VideoFault('timeout', 'no picture came in time');
    return picture;
  }

  async #run(): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const silence = setTimeout(() => running.abort(), SILENCE_MS);
    try {
      const url = this.#client.locate(this.#address);
      const response = await this.#client.open(url, { signal: running.signal });
      for await (const picture of jpegFrames(response, boundaryOf(response.headers['content-type']))) {
        silence.refresh();
        for (const { take } of [...this.#viewers]) take(picture);
      }
      throw new VideoFault('unreachable', `${url.host} ended the stream`);
    } catch (cause) {
      // The last viewer left; whoever came since has a run of their own.
      if (this.#running !== running) return;
      this.#running = null;
      const fault =
        cause instanceof VideoFault ? cause : new VideoFault('unreachable', 'the stream broke off', { cause });
      for (const { end } of this.#viewers) end(fault);
      this.#viewers.clear();
    } finally {
      clearTimeout(silence);
      running.abort();
    }
  }
}
