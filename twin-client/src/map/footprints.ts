import type { LonLat } from '../state/ground-plan.ts';
import type { BuildingView, SiteView } from '../state/site-view.ts';
import { type Bounds, boundsOf, isWithin } from './plane.ts';

/** A building on the map. */
export interface Footprint {
  readonly code: string;
  readonly name: string;
  readonly ring: readonly LonLat[];
  /** [longitude, latitude] where its name stands. */
  readonly middle: LonLat;
  readonly bounds: Bounds;
  /** Storeys above the ground: none where it lies under it. */
  readonly storeys: number;
}

function footprintOf({ code, name, footprint, storeyCount }: BuildingView): Footprint {
  const bounds = boundsOf(footprint);
  const [[west, south], [east, north]] = bounds;
  return {
    code,
    name,
    ring: footprint,
    middle: [(west + east) / 2, (south + north) / 2],
    bounds,
    storeys: storeyCount,
  };
}

/** The buildings as they stand on the ground. */
export class Footprints {
  readonly all: readonly Footprint[];
  // Kept as they are: deck.gl triangulates again whatever comes in a new array.
  readonly standing: readonly Footprint[];
  readonly buried: readonly Footprint[];

  constructor(site: SiteView) {
    this.all = site.buildings.map(footprintOf);
    this.standing = this.all.filter(({ storeys }) => storeys > 0);
    this.buried = this.all.filter(({ storeys }) => storeys === 0);
  }

  get(code: string): Footprint | null {
    return this.all.find((footprint) => footprint.code === code) ?? null;
  }

  /** The building whose footprint holds a place, or null. What lies underground is no target: the ground above it is. */
  at(place: LonLat): Footprint | null {
    return this.standing.find(({ ring }) => isWithin(place, ring)) ?? null;
  }
}
