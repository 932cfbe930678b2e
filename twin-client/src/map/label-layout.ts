/** A text that wants room: its anchor and size in pixels, and where its middle may stand relative to the anchor. */
export interface LabelWish {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Offsets [x right, y down] from the anchor, the preferred first. */
  readonly places: readonly LabelOffset[];
  /** It is never left out: without room it stands at its preferred place over what is there. */
  readonly required?: boolean;
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
  const taken = new TakenRoom();
  for (const obstacle of obstacles) taken.add(obstacle);
  const placed = new Map<string, LabelOffset>();
  for (const { key, x, y, width, height, places, required } of wishes) {
    const boxAt = ([dx, dy]: LabelOffset) => ({ x: x + dx, y: y + dy, halfWidth: width / 2, halfHeight: height / 2 });
    const offset = places.find((place) => taken.isFree(boxAt(place))) ?? (required ? places[0] : undefined);
    if (!offset) continue;
    taken.add(boxAt(offset));
    placed.set(key, offset);
  }
  return placed;
}

/** Boxes in a grid of cells, so that a text is compared with its neighbors and not with all that is drawn. */
class TakenRoom {
  static readonly #CELL_PX = 64;
  readonly #cells = new Map<string, Obstacle[]>();

  add(box: Obstacle): void {
    for (const key of this.#cellsOf(box)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(box);
      else this.#cells.set(key, [box]);
    }
  }

  isFree(box: Obstacle): boolean {
    for (const key of this.#cellsOf(box)) if (this.#cells.get(key)?.some((other) => meets(box, other))) return false;
    return true;
  }

  *#cellsOf({ x, y, halfWidth, halfHeight }: Obstacle): Generator<string> {
    const cell = (value: number) => Math.floor(value / TakenRoom.#CELL_PX);
    for (let i = cell(x - halfWidth); i <= cell(x + halfWidth); i++)
      for (let j = cell(y - halfHeight); j <= cell(y + halfHeight); j++) yield `${i} ${j}`;
  }
}

/** Places beside a symbol of a radius for a text of a size: right (or left), the other side, above, below, then the corners. */
export function besideSymbol(radiusPx: number, width: number, height: number, leftFirst = false): LabelOffset[] {
  const across = (radiusPx + width / 2) * (leftFirst ? -1 : 1);
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
