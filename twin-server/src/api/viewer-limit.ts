import { VideoFault } from '../video/video-fault.ts';

/** Streams without end that are handed on at a time: of one camera, and of all. Streams of HLS cost no camera more for being looked at. */
const MOST_OF_ONE = 8;
const MOST_OF_ALL = 64;

/** Counts who looks. */
export class ViewerLimit {
  readonly #viewers = new Map<string, number>();
  #all = 0;

  /** Throws VideoFault where too many look already. */
  async during(camera: string, look: () => Promise<void>): Promise<void> {
    const present = this.#viewers.get(camera) ?? 0;
    if (present >= MOST_OF_ONE || this.#all >= MOST_OF_ALL)
      throw new VideoFault('busy', `${present} people look at ${camera} and ${this.#all} at all cameras: no more can`);
    this.#viewers.set(camera, present + 1);
    this.#all += 1;
    try {
      await look();
    } finally {
      this.#all -= 1;
      const left = (this.#viewers.get(camera) ?? 1) - 1;
      if (left > 0) this.#viewers.set(camera, left);
      else this.#viewers.delete(camera);
    }
  }
}
