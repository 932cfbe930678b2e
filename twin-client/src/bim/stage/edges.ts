/** Edges of the picture that the desk lays its tools over, CSS pixels: a view is fitted between them. */
const EDGES_PX = { left: 64, top: 58, right: 84, bottom: 60 } as const;
/** Largest share of the picture that edges may take, across and down. */
const MOST = { across: 0.55, down: 0.35 };

/** What of a picture is free of tools. */
export interface FreeView {
  /** Shares of the picture's width and height. */
  readonly width: number;
  readonly height: number;
  /** How far its middle is from the picture's, CSS pixels to the right and down. */
  readonly shiftX: number;
  readonly shiftY: number;
}

/** The part of a picture of a size in CSS pixels that the desk's tools leave free; a panel takes more of its left. */
export function freeView(width: number, height: number, panelPx: number): FreeView {
  const { right, top, bottom } = EDGES_PX;
  const left = EDGES_PX.left + panelPx;
  const across = Math.min(1, (width * MOST.across) / (left + right));
  const down = Math.min(1, (height * MOST.down) / (top + bottom));
  return {
    width: 1 - ((left + right) * across) / width,
    height: 1 - ((top + bottom) * down) / height,
    shiftX: ((left - right) * across) / 2,
    shiftY: ((top - bottom) * down) / 2,
  };
}
