import type { LonLat } from '../../../state/ground-plan.ts';
import type { PlacesPort } from '../../../state/ports/places.ts';

/** Height of the ground under places, metres above the ellipsoid; that of the site where no elevation model is. Rejects with a Problem. */
export async function groundsOf(
  places: Pick<PlacesPort, 'heights'>,
  at: readonly LonLat[],
  siteM: number,
  signal?: AbortSignal,
): Promise<number[]> {
  if (at.length === 0) return [];
  const heights = await places.heights(at, signal);
  return at.map((_, i) => heights[i]?.height ?? siteM);
}
