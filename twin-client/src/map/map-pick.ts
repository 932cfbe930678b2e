/** A device as the pointer meets it: CSS pixels of the map, how near the pointer must come, what lies above what. */
export interface PickCandidate {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly reachPx: number;
  readonly symbol: boolean;
}

/** The device the pointer means: of those within their reach the nearest; a symbol before a dot at the same place. */
export function nearestOnMap(candidates: Iterable<PickCandidate>, x: number, y: number): string | null {
  let best: PickCandidate | null = null;
  let bestPx = Infinity;
  for (const candidate of candidates) {
    const px = Math.hypot(candidate.x - x, candidate.y - y);
    if (px > candidate.reachPx) continue;
    if (px < bestPx - 1 || (px < bestPx + 1 && candidate.symbol && !best?.symbol)) {
      best = candidate;
      bestPx = px;
    }
  }
  return best?.code ?? null;
}
