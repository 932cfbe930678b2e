/** A text that wants room: its middle and size in CSS pixels. */
export interface LabelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Keeps of some labels those that cover neither an earlier one nor an obstacle: the more important come first. */
export function withoutOverlaps<T extends LabelBox>(labels: readonly T[], obstacles: readonly LabelBox[]): T[] {
  const taken = [...obstacles];
  return labels.filter((label) => {
    if (taken.some((other) => overlaps(label, other))) return false;
    taken.push(label);
    return true;
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
