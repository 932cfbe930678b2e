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
 * storeys of a building lie above each other on a map. Most important first.
 */
export function stackSymbols(wishes: readonly SymbolWish[], reachPx: number): SymbolStack[] {
  const stacks: { head: string; x: number; y: number; members: string[] }[] = [];
  const order = [...wishes].sort((a, b) => b.rank - a.rank || (a.code < b.code ? -1 : 1));
  for (const { code, x, y } of order) {
    const stack = stacks.find((other) => Math.hypot(other.x - x, other.y - y) < reachPx);
    if (stack) stack.members.push(code);
    else stacks.push({ head: code, x, y, members: [code] });
  }
  return stacks;
}
