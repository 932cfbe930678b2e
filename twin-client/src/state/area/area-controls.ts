import type { LonLat } from '../ground-plan.ts';

/** A ring on the ground: [longitude, latitude] in degrees, WGS 84, first point not repeated. */
export type AreaRing = readonly LonLat[];

/** How a ring is drawn: by two opposite corners, from its middle outwards, or point by point. */
export type AreaKind = 'box' | 'circle' | 'polygon';

/** Heights above the ellipsoid that an area reaches from and to, metres. */
export interface AreaHeights {
  readonly from: number;
  readonly to: number;
}

/** How a ring stands while it is drawn. */
export interface AreaProgress {
  /** What it would be if it were closed at the pointer; fewer than three points where nothing is enclosed yet. */
  readonly ring: AreaRing;
  /** Its lines cross, so that it encloses nothing that could be told. */
  readonly crossed: boolean;
}

/** Drawing and showing of areas on the ground: what the scene and the map offer alike. */
export interface AreaControls {
  /**
   * Lets a person draw: clicks set points, a double click or Enter closes, Backspace takes the last point back, Escape cancels; a box or a
   * circle is dragged or set by two clicks. Resolves with the ring, or with null when it was cancelled or `signal` aborted. One at a time: another
   * call cancels the first.
   */
  draw(kind: AreaKind, signal: AbortSignal, onProgress: (progress: AreaProgress) => void): Promise<AreaRing | null>;
  /** Keeps a ring in sight until null is given; with heights as a body between the two. */
  show(ring: AreaRing | null, heights?: AreaHeights | null): void;
}
