import type { TiledStorey } from './tile-arrangement.ts';

/** An isolated storey is cut this much under its top, and at most this much over its lowest part, metres: what closes it goes. */
const LID_M = 0.7;
const SECTION_M = 2.9;

/** Height in metres of the building frame over which an isolated storey is cut off; null where none is isolated. */
export function storeyCut(storeys: readonly TiledStorey[], isolated: string | null): number | null {
  const storey = storeys.find(({ name }) => name === isolated);
  return storey ? Math.max(storey.bottom + 1, Math.min(storey.top - LID_M, storey.bottom + SECTION_M)) : null;
}
