/** Edges of the picture that the desk lays its tools over, CSS pixels: a view is fitted between them. */
export const EDGES_PX = { left: 64, top: 58, right: 84, bottom: 60 } as const;
/** Largest share of the picture that edges may take. */
const MOST_EDGES = 0.35;

/** What of a picture is free of tools. */
export interface FreeView {
  /** Shares of the picture's width and height. */
  readonly width: number;
  readonly height: number;
  /** How far its middle is from the picture's, CSS pixels to the right and down. */
  readonly shiftX: number;
  readonly shiftY: number;
}

/** The part of a picture of a size in CSS pixels that the desk's tools leave free. */
export function freeView(width: number, height: number): FreeView {
  const { left, right, top, bottom } = EDGES_PX;
  const across = Math.min(1, (width * MOST_EDGES) / (left + right));
  const down = Math.min(1, (height * MOST_EDGES) / (top + bottom));
  return {
    width: 1 - ((left + right) * across) / width,
    height: 1 - ((top + bottom) * down) / height,
    shiftX: ((left - right) * across) / 2,
    shiftY: ((top - bottom) * down) / 2,
  };
}
