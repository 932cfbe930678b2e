/** Where a recording stands by the clock of a replay: seconds from its begin, and how fast that goes. */
export interface InStep {
  readonly position: number;
  readonly playing: boolean;
  readonly speed: number;
}

/** What of a video element it takes. */
type Played = Pick<HTMLVideoElement, 'duration' | 'currentTime' | 'playbackRate' | 'paused' | 'play' | 'pause'>;

/** Browsers play at most so fast, and not slower. Beyond that it jumps. */
const RATES = [0.0625, 16] as const;
/** So far from its clock a recording may be, in seconds of that clock at 1×, before it jumps. */
const DRIFT_S = 0.5;

/** Has a recording stand, play and jump with another clock. */
export function keepInStep(video: Played, { position, playing, speed }: InStep): void {
  const end = Number.isFinite(video.duration) ? video.duration : position;
  const to = Math.min(Math.max(0, position), end);
  video.playbackRate = Math.min(Math.max(speed, RATES[0]), RATES[1]);
  if (Math.abs(video.currentTime - to) > DRIFT_S * Math.max(1, video.playbackRate)) video.currentTime = to;
  const plays = playing && position >= 0 && position < end;
  if (!plays) video.pause();
  // Muted pictures may always play; a playing that is cut short by a pause is none to tell of.
  else if (video.paused) video.play().catch(() => undefined);
}
