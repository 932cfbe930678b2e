/** Pixels that a software renderer draws fast enough to follow a hand. */
const FLUENT_PIXELS = 640 * 360;
/** Frames farther apart than this while frames are wanted mean that the machine is slow, milliseconds. */
const SLOW_MS = 80;
/** A pause is no slow frame, milliseconds. */
const PAUSE_MS = 4000;
/** Slow frames in a row before the resolution follows. */
const SLOW_FRAMES = 4;
/** The share of full resolution at which a scene of this size in device pixels moves fluently, 0.3 to 1. */
export function fluentScale(width, height) {
  return Math.min(1, Math.max(0.3, Math.sqrt(FLUENT_PIXELS / Math.max(1, width * height))));
}
/**
 * Full resolution for what stands still, less for what moves or loads where the machine is slow. Pure: told about each
 * frame, answers with the share of full resolution for the next.
 */
export class AdaptiveResolution {
  #slow;
  #slowFrames = 0;
  #lastMs = Number.NaN;
  /** `slow`: the machine is known to draw without a graphics card. */
  constructor(slow) {
    this.#slow = slow;
  }
  get slow() {
    return this.#slow;
  }
  /** `busy`: the camera moves or something is still loading. nowMs is a monotonic clock in milliseconds. */
  next(busy, width, height, nowMs) {
    const gap = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    this.#slowFrames = busy && gap > SLOW_MS && gap < PAUSE_MS ? this.#slowFrames + 1 : 0;
    if (this.#slowFrames >= SLOW_FRAMES) this.#slow = true;
    return busy && this.#slow ? fluentScale(width, height) : 1;
  }
}
