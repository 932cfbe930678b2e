import type { AssetState } from 'twin-core';

/**
 * Drawn beside the symbol of a device that is not in service as an asset (8.2.1-4): a wrench in repair, a cross once retired, a plus while planned, a
 * bar once installed. Paths in the symbol's own 24 × 24 box, below its right corner, where its plate has ended.
 */
const MARKS: Readonly<Record<AssetState, string>> = {
  inService: '',
  repair: 'M33 22a5 5 0 0 0-6.4 6.4L21 34l2.5 2.5 5.6-5.6A5 5 0 0 0 35.5 24.5l-2.9 2.9-2.4-.7-.7-2.4z',
  retired: 'M24 22.5 28.5 27 33 22.5 35.5 25 31 29.5 35.5 34 33 36.5 28.5 32 24 36.5 21.5 34 26 29.5 21.5 25z',
  planned: 'M26.8 22.5h3.4v5.3h5.3v3.4h-5.3v5.3h-3.4v-5.3h-5.3v-3.4h5.3z',
  installed: 'M21.5 27.8h14v3.4h-14z',
};

/** What is added to the path of a symbol for the state of its asset; nothing in service. */
export function assetMark(state: AssetState | undefined): string {
  return MARKS[state ?? 'inService'];
}
