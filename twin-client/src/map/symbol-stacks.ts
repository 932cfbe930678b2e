/** A symbol that is to be drawn, in pixels of the map's plane. */
export interface SymbolWish {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  /** Higher lies above. */
  readonly rank: number;
}

/** Symbols at one place: the most important is drawn for all of them. */
export interface SymbolStack {
  readonly head: string;
  readonly x: number;
  readonly y: number;
  /** Everything at this place, the head first. */
  readonly members: readonly string[];
}

/**
 * Gathers symbols nearer than `reachPx` to a more important one into its stack, so that no symbol covers another: the
 * storeys of a building lie above each other on a map. Most important first. Heads stand in a grid of cells as wide as
 * the reach, so that each symbol looks at nine cells and not at every head.
 */
export function stackSymbols(wishes: readonly SymbolWish[], reachPx: number): SymbolStack[] {
  const stacks: { head: string; x: number; y: number; members: string[] }[] = [];
  const cells = new Map<number, typeof stacks>();
  const originX = wishes[0]?.x ?? 0;
  const originY = wishes[0]?.y ?? 0;
  const order = [...wishes].sort((a, b) => b.rank - a.rank || (a.code < b.code ? -1 : 1));
  for (const { code, x, y } of order) {
    const column = Math.floor((x - originX) / reachPx);
    const row = Math.floor((y - originY) / reachPx);
    let stack: (typeof stacks)[number] | undefined;
    for (let i = -1; i <= 1 && !stack; i++)
      for (let j = -1; j <= 1 && !stack; j++)
        stack = cells
          .get(cellKey(column + i, row + j))
          ?.find((other) => Math.hypot(other.x - x, other.y - y) < reachPx);
    if (stack) {
      stack.members.push(code);
      continue;
    }
    const made = { head: code, x, y, members: [code] };
    stacks.push(made);
    const key = cellKey(column, row);
    const cell = cells.get(key);
    if (cell) cell.push(made);
    else cells.set(key, [made]);
  }
  return stacks;
}

/** One number for a cell: columns and rows of a map stay far below 2^24. */
const cellKey = (column: number, row: number) => column * 2 ** 25 + row;
