/** A pointer this near to a device's place means it, whatever stands before it: it was told where the device is. CSS pixels. */
const EXACT_PX = 2;
/** A device this much behind a surface, in metres, still counts as standing on it. */
const BEHIND_M = 3;
/**
 * The device the pointer means: of those within their reach the nearest to the pointer; at the same place the one nearer to
 * the camera. Devices behind the surface met at `surfaceM` are passed over unless they are drawn on top; null where open.
 */
export function nearestDevice(candidates, x, y, surfaceM) {
  let best = null;
  let bestPx = Infinity;
  for (const candidate of candidates) {
    const px = Math.hypot(candidate.x - x, candidate.y - y);
    if (px > candidate.reachPx) continue;
    const behind = !candidate.onTop && surfaceM !== null && candidate.depthM > surfaceM + BEHIND_M;
    if (behind && px > EXACT_PX) continue;
    const nearer = best === null || px < bestPx - 1 || (px < bestPx + 1 && candidate.depthM < best.depthM);
    if (!nearer) continue;
    best = candidate;
    bestPx = px;
  }
  return best;
}
