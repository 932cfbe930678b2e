/** A symbol as the pointer meets it: its middle in CSS pixels, how far from the camera, how large. */
export interface Candidate {
  readonly x: number;
  readonly y: number;
  readonly depthM: number;
  readonly onTop: boolean;
  /** How near the pointer must come, CSS pixels: to the middle, or to anywhere on a level line through it. */
  readonly reachPx: number;
  /** Half the length of that line, CSS pixels; 0 for what is round. */
  readonly spanPx: number;
}

/** A pointer this near to a device's place means it, whatever stands before it: it was told where the device is. CSS pixels. */
const EXACT_PX = 2;
/** A device this much behind a surface, in metres, still counts as standing on it. */
const BEHIND_M = 3;

/**
 * The symbol the pointer means: of those within their reach the one whose middle is nearest to the pointer; at the same place the one
 * nearer to the camera. What is behind the surface met at `surfaceM` is passed over unless it is drawn on top; null where open.
 */
export function nearestDevice<C extends Candidate>(
  candidates: Iterable<C>,
  x: number,
  y: number,
  surfaceM: number | null,
): C | null {
  let best: C | null = null;
  let bestPx = Infinity;
  for (const candidate of candidates) {
    const { reachPx, spanPx, depthM } = candidate;
    const [dx, dy] = [Math.abs(candidate.x - x), candidate.y - y];
    if (Math.hypot(Math.max(0, dx - spanPx), dy) > reachPx) continue;
    const px = Math.hypot(dx, dy);
    const behind = !candidate.onTop && surfaceM !== null && depthM > surfaceM + BEHIND_M;
    if (behind && px > EXACT_PX) continue;
    const nearer = best === null || px < bestPx - 1 || (px < bestPx + 1 && depthM < best.depthM);
    if (!nearer) continue;
    best = candidate;
    bestPx = px;
  }
  return best;
}
