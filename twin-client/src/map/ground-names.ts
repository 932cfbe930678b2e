import type { LonLat } from '../state/ground-plan.ts';
import { boundsOf, distanceToLine, isWithin, toPlane } from './plane.ts';

/** An area of the ground that may have a name: its rings, the outer one first. */
interface NamedArea {
  readonly layer: string;
  readonly name: string | null;
  readonly rings: readonly (readonly LonLat[])[];
}

/** The name of a road, a square or a pond, and the place in it that is farthest from its edges. */
export interface GroundName {
  readonly text: string;
  readonly place: LonLat;
  /** How far that place is from the edges, pixels of the plane at zoom 0. */
  readonly clearance: number;
}

/** Layers whose areas are called by a name that helps to find a way. */
const NAMED: ReadonlySet<string> = new Set(['road', 'path', 'plaza', 'court', 'water']);
/** Places tried along each side of an area. */
const TRIES = 24;
/** A strip of paving around a house is no path, and nobody calls it by a name, metres: pixels at zoom 0 are about 62 km at 38° north. */
const LEAST_CLEARANCE = 0.9 / 61_700;

/** Names of the ground's areas, the roomiest place of each name, the roomiest first. */
export function groundNames(areas: readonly NamedArea[]): (GroundName & { readonly layer: string })[] {
  const best = new Map<string, GroundName & { readonly layer: string }>();
  for (const { layer, name, rings } of areas) {
    if (name === null || !NAMED.has(layer)) continue;
    const found = roomiest(rings);
    if (!found || found.clearance < LEAST_CLEARANCE) continue;
    if (found.clearance > (best.get(name)?.clearance ?? 0)) best.set(name, { layer, text: name, ...found });
  }
  return [...best.values()].sort((a, b) => b.clearance - a.clearance);
}

function roomiest(rings: readonly (readonly LonLat[])[]): Omit<GroundName, 'text'> | null {
  const [outer = [], ...holes] = rings;
  const [[west, south], [east, north]] = boundsOf(outer);
  const edges = rings.map((ring) => ring.map((place) => toPlane(place, 0)));
  let best: Omit<GroundName, 'text'> | null = null;
  for (let i = 1; i < TRIES; i++) {
    for (let j = 1; j < TRIES; j++) {
      const place: LonLat = [west + ((east - west) * i) / TRIES, south + ((north - south) * j) / TRIES];
      if (!isWithin(place, outer) || holes.some((hole) => isWithin(place, hole))) continue;
      const point = toPlane(place, 0);
      const clearance = Math.min(...edges.map((ring) => distanceToLine(point, ring)));
      if (clearance > (best?.clearance ?? 0)) best = { place, clearance };
    }
  }
  return best;
}
