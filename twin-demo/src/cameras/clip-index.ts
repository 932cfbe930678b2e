/** How the demonstration's clips are made: pixels, frames a second and a piece, pieces of a clip; a camera that turns has a shorter one for each way it looks. */
export const CLIP = {
  width: 320,
  height: 180,
  framesPerSecond: 8,
  framesASegment: 24,
  segments: 8,
  turningSegments: 4,
  turningViews: 8,
  bitsPerSecond: 48_000,
} as const;

/** Seconds of a piece. */
export const SEGMENT_S = CLIP.framesASegment / CLIP.framesPerSecond;

/** A clip of a camera: where it looks, degrees clockwise from north, and how many pieces there are. */
export interface ClipView {
  readonly headingDeg: number;
  readonly segments: number;
}

/** twin-demo/cameras/clips.json: the cameras that have clips; those of a camera lie in `{code}/{number}/`. */
export interface ClipIndex {
  readonly clips: Record<string, readonly ClipView[]>;
}
