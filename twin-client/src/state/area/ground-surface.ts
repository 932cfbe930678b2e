import type { AreaPicture } from './area-picture.ts';

/** The picture of a room as ground to work on, for tools that draw over it by themselves. */
export interface GroundSurface {
  readonly picture: AreaPicture;
  /** Tells whenever the picture has moved; the returned function ends it. */
  onMove(listener: () => void): () => void;
  /** Clicks belong to a tool and mean nothing else, until the returned function is called. */
  claim(): () => void;
}
