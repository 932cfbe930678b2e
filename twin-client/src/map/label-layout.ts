/** A text that wants room: its anchor and size in pixels, and where its middle may stand relative to the anchor. */
export interface LabelWish {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Offsets [x right, y down] from the anchor, the preferred first. */
  readonly places: readonly LabelOffset[];
}

export type LabelOffset = readonly [dx: number, dy: number];

/** Something no text may cover: middle and half sizes in pixels. */
export interface Obstacle {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

const meets = (a: Obstacle, b: Obstacle) =>
  Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth && Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight;

/** Places texts so that none covers another or an obstacle; earlier ones are more important. What finds no room is left out. */
export function layOutLabels(wishes: readonly LabelWish[], obstacles: readonly Obstacle[]): Map<string, LabelOffset> {
  const taken = [...obstacles];
  const placed = new Map<string, LabelOffset>();
  for (const { key, x, y, width, height, places } of wishes) {
    for (const offset of places) {
      const box = { x: x + offset[0], y: y + offset[1], halfWidth: width / 2, halfHeight: height / 2 };
      if (taken.some((other) => meets(box, other))) continue;
      taken.push(box);
      placed.set(key, offset);
      break;
    }
  }
  return placed;
}

/** Places beside a symbol of a radius for a text of a size: right, left, above, below, then the corners. */
export function besideSymbol(radiusPx: number, width: number, height: number): LabelOffset[] {
  const across = radiusPx + width / 2;
  const up = radiusPx + height / 2;
  return [
    [across, 0],
    [-across, 0],
    [0, -up],
    [0, up],
    [across, -up],
    [-across, -up],
    [across, up],
    [-across, up],
  ];
}
