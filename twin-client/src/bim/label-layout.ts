/** A place taken by a text or symbol: its middle and size in CSS pixels. */
export interface LabelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A text that wants room: its size, and where its middle may stand in CSS pixels, the best first. */
export interface LabelWish {
  readonly width: number;
  readonly height: number;
  readonly places: readonly (readonly [x: number, y: number])[];
}

/** Gives labels the first of their places that covers neither an earlier label nor an obstacle; which finds none is left out. */
export function placeLabels<T extends LabelWish>(
  wishes: readonly T[],
  obstacles: readonly LabelBox[],
): (T & LabelBox)[] {
  const taken = [...obstacles];
  return wishes.flatMap((wish) => {
    const { width, height } = wish;
    const place = wish.places.find(([x, y]) => !taken.some((other) => overlaps({ x, y, width, height }, other)));
    if (!place) return [];
    const label = { ...wish, x: place[0], y: place[1] };
    taken.push(label);
    return [label];
  });
}

function overlaps(a: LabelBox, b: LabelBox): boolean {
  return Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;
}

/** Places beside a symbol for a text of a size: right, left, above, below. The first that is free is taken; null where none is. */
export function placeBeside(
  symbol: LabelBox,
  width: number,
  height: number,
  taken: readonly LabelBox[],
): LabelBox | null {
  const across = (symbol.width + width) / 2;
  const up = (symbol.height + height) / 2;
  for (const [dx, dy] of [
    [across, 0],
    [-across, 0],
    [0, -up],
    [0, up],
    [across, -up],
    [-across, -up],
  ] as const) {
    const box = { x: symbol.x + dx, y: symbol.y + dy, width, height };
    if (!taken.some((other) => overlaps(box, other))) return box;
  }
  return null;
}
