import type { TiledStorey } from './tile-arrangement.ts';

/** Storeys pulled fully apart leave this many storey heights between them. */
const GAP_STOREYS = 1.2;
/** A storey whose top stays under this height over the building's zero lies under the ground and stays there, metres. */
const GROUND_M = 0.5;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * How far each storey is lifted, metres, by GlobalId: the lowest over the ground and all under it stay, the others rise by
 * their rank. share is 0 (together) to 1.
 */
export function explodeLifts(storeys: readonly TiledStorey[], share: number): ReadonlyMap<string, number> {
  const sorted = [...storeys].sort((a, b) => a.index - b.index);
  const gap = share * GAP_STOREYS * median(sorted.map(({ bottom, top }) => top - bottom));
  const ground = Math.max(
    0,
    sorted.findIndex(({ top }) => top > GROUND_M),
  );
  return new Map(sorted.map(({ globalId }, rank) => [globalId, Math.max(0, rank - ground) * gap]));
}
