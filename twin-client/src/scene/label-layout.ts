/** A label that wants room: its anchor and text box in CSS pixels. Earlier ones are more important. */
export interface LabelWish {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Where a label's text stands: `elbow` is the corner of its leader line, the text begins beside it. */
export interface LabelPlace {
  readonly code: string;
  readonly elbowX: number;
  readonly elbowY: number;
  /** Text to the right of the elbow, else to its left. */
  readonly right: boolean;
}

const RISE_PX = 64;
const STEP_PX = 26;
const TRIES = 4;
const LINE_PX = 24;
const GAP_PX = 26;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const meets = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Letters that the distances above are for, CSS pixels. */
export const LETTER_PX = 16;

/**
 * Places labels above their anchors so that none covers another; one that finds no room is left out, its symbol stays. `letterPx`: height of
 * their letters.
 */
export function placeLabels(wishes: readonly LabelWish[], width: number, letterPx = LETTER_PX): LabelPlace[] {
  const scale = letterPx / LETTER_PX;
  const [rise, step, line] = [RISE_PX * scale, STEP_PX * scale, LINE_PX * scale];
  const taken: Box[] = [];
  const places: LabelPlace[] = [];
  for (const { code, x, y, width: textWidth } of wishes) {
    const right = x + GAP_PX + textWidth < width;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const elbowY = Math.max(line, y - rise - attempt * step);
      const left = right ? x : x - GAP_PX - textWidth;
      const box = { left, right: left + GAP_PX + textWidth, top: elbowY - line / 2, bottom: elbowY + line / 2 };
      if (taken.some((other) => meets(box, other))) continue;
      taken.push(box);
      places.push({ code, elbowX: x, elbowY, right });
      break;
    }
  }
  return places;
}
