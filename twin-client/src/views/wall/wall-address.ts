import { presentLayout, presetFor, type WallLayout } from 'twin-core';

/** What the address of a wall says for this window alone. */
export interface WallAddress {
  /** Id of a layout, in place of the wall's own. */
  readonly layout: string | null;
  /** From how far it is read, and how high the lit surface is, metres; null: as the layout says. */
  readonly viewingM: number | null;
  readonly heightM: number | null;
  /** Which of how many windows side by side this is, from the left; `[1, 1]` for one alone. */
  readonly part: readonly [index: number, of: number];
}

/** Reads a query such as `?layout=wide&viewing=8&height=1.2&part=2/3`. What it does not know is left out. */
export function readWallAddress(query: string): WallAddress {
  const params = new URLSearchParams(query);
  const metres = (name: string, least: number, most: number) => {
    const value = Number(params.get(name) ?? Number.NaN);
    return value >= least && value <= most ? value : null;
  };
  const [, index, of] = /^([1-9])\/([1-9])$/.exec(params.get('part') ?? '') ?? [];
  const part = [Number(index ?? 1), Number(of ?? 1)] as const;
  return {
    layout: params.get('layout'),
    viewingM: metres('viewing', 0.5, 30),
    heightM: metres('height', 0.2, 20),
    part: part[0] <= part[1] ? part : [1, 1],
  };
}

/**
 * The layout that a window shows: the one of its address, else the wall's, else the preset that fits; without panels of `facilities` that the
 * site does not have; and its part of it.
 */
export function layoutFor<L extends WallLayout>(
  layouts: readonly L[],
  wished: string | null,
  address: WallAddress,
  window: { readonly width: number; readonly height: number },
  facilities: ReadonlySet<string>,
): WallLayout {
  const [index, of] = address.part;
  const named = (id: string | null) => layouts.find((layout) => layout.id === id);
  const layout =
    named(address.layout) ?? named(wished) ?? presetFor((window.width * of) / window.height, window.height);
  const { viewingM, heightM } = layout;
  const read = { viewingM: address.viewingM ?? viewingM, heightM: address.heightM ?? heightM };
  return { ...partOf(presentLayout(layout, facilities), index, of), ...read };
}

/** The panels of a window that shows one of several equal parts, side by side, of a layout. */
function partOf(layout: WallLayout, index: number, of: number): WallLayout {
  if (of === 1) return layout;
  const columns = layout.columns / of;
  const from = columns * (index - 1);
  const panels = layout.panels
    .filter(({ x, w }) => x >= from && x + w <= from + columns)
    .map((panel) => ({ ...panel, x: panel.x - from }));
  return { ...layout, columns, panels };
}
