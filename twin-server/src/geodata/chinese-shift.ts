import { fromShifted, type ShiftedSystem, toShifted } from 'twin-core/crs';
import { boxAround, type GroundBox, middleOf, offsetM, type SiteGround, sizeM } from './site-ground.ts';

/** What a file is shifted by. */
export interface Shift {
  readonly system: ShiftedSystem;
  /** How far its features lie from their place, metres. */
  readonly distanceM: number;
  /** How far they would still be off if read as that system, metres. */
  readonly residualM: number;
  /** Buildings of the site found in the file that way; null where it was seen by the extents. */
  readonly matched: number | null;
}

const SYSTEMS: readonly ShiftedSystem[] = ['GCJ-02', 'BD-09'];
/** A building is found again where a plan of about its size lies this near, metres. */
const NEAR_M = 12;
const MIN_MATCHES = 3;
/** Share of a system's shift within which the distance between two extents must lie. */
const TOLERANCE = 0.25;

const length = ([x, y]: readonly [number, number]) => Math.hypot(x, y);

const unshifted = (system: ShiftedSystem, [longitude, latitude]: readonly [number, number]): [number, number] => {
  const place = fromShifted(system, { longitude, latitude });
  return [place.longitude, place.latitude];
};

interface Plan {
  readonly middle: [number, number];
  readonly size: [number, number];
}

const planOf = (box: GroundBox): Plan => ({ middle: middleOf(box), size: sizeM(box) });

/** Distances at which the site's buildings are found among plans. */
function matches(buildings: readonly Plan[], plans: readonly Plan[]): number[] {
  return buildings.flatMap(({ middle, size }) => {
    let least = Number.POSITIVE_INFINITY;
    for (const plan of plans) {
      const fits = plan.size.every((side, axis) => side > size[axis]! * 0.6 && side < size[axis]! * 1.7);
      if (fits) least = Math.min(least, length(offsetM(middle, plan.middle)));
    }
    return least <= NEAR_M ? [least] : [];
  });
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/**
 * Whether features lie beside their place as Chinese web maps shift them: by the site's own buildings if the file has them, else by the
 * middles of the two extents where these are of about one size. `boxes` are of the file's surfaces near the site.
 */
export function chineseShift(site: SiteGround, extent: GroundBox, boxes: readonly GroundBox[]): Shift | null {
  const around = boxAround(site.boundary);
  const here = middleOf(around);
  const shiftOf = (system: ShiftedSystem) => {
    const there = toShifted(system, { longitude: here[0], latitude: here[1] });
    return offsetM(here, [there.longitude, there.latitude]);
  };
  const buildings = (site.buildings ?? []).map((ring) => planOf(boxAround(ring)));
  const plans = boxes.map(planOf);
  const asTheyAre = matches(buildings, plans).length;
  for (const system of SYSTEMS) {
    const found = matches(
      buildings,
      plans.map(({ middle, size }) => ({ middle: unshifted(system, middle), size })),
    );
    if (found.length < MIN_MATCHES || found.length < asTheyAre * 2) continue;
    return { system, distanceM: length(shiftOf(system)), residualM: median(found), matched: found.length };
  }
  if (asTheyAre >= MIN_MATCHES) return null;
  const [siteSize, fileSize] = [length(sizeM(around)), length(sizeM(extent))];
  if (fileSize < siteSize * 0.4 || fileSize > siteSize * 2) return null;
  const offset = offsetM(here, middleOf(extent));
  for (const system of SYSTEMS) {
    const shift = shiftOf(system);
    const residualM = Math.hypot(offset[0] - shift[0], offset[1] - shift[1]);
    if (residualM > length(shift) * TOLERANCE || length(shift) < 50) continue;
    return { system, distanceM: length(offset), residualM, matched: null };
  }
  return null;
}
