import type { TreeRow } from './tree-rows.ts';

/** What a key does in the tree: the row to go to, and what is folded or chosen there. */
export interface TreeMove {
  readonly to: number;
  readonly act?: 'open' | 'close' | 'choose';
}

/** How many rows PageUp and PageDown pass. */
const PAGE = 12;

/** What a key (KeyboardEvent.key) does on a row, as trees do everywhere (WAI-ARIA tree pattern); null for a key that does nothing. */
export function treeMove(rows: readonly TreeRow[], at: number, key: string): TreeMove | null {
  const row = rows[at];
  if (!row) return null;
  const to = (index: number): TreeMove => ({ to: Math.min(rows.length - 1, Math.max(0, index)) });
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'PageDown':
      return to(at + PAGE);
    case 'PageUp':
      return to(at - PAGE);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (row.open === false) return { to: at, act: 'open' };
      return row.open && (rows[at + 1]?.depth ?? 0) > row.depth ? to(at + 1) : { to: at };
    case 'ArrowLeft':
      if (row.open) return { to: at, act: 'close' };
      return to(rows.findLastIndex(({ depth }, index) => index < at && depth < row.depth));
    case 'Enter':
    case ' ':
      return { to: at, act: 'choose' };
    default:
      return null;
  }
}

/** The next row after `at` whose label begins with what was typed, around the end; −1 where none does. */
export function typeAhead(rows: readonly TreeRow[], at: number, typed: string): number {
  const wanted = typed.toLocaleLowerCase();
  // More letters narrow the present row down; one letter goes on from it.
  const from = typed.length > 1 ? at : at + 1;
  for (let step = 0; step < rows.length; step++) {
    const index = (from + step) % rows.length;
    if (rows[index]!.label.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}
