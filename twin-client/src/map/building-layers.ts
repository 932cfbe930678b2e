import type { Layer } from '@deck.gl/core';
import { PathLayer, PolygonLayer } from '@deck.gl/layers';
import type { LonLat } from '../state/ground-plan.ts';
import type { Palette } from '../state/palette.ts';
import type { BuildingView, SiteView } from '../state/site-view.ts';
import { rgba } from './color.ts';
import { boundsOf, isWithin } from './plane.ts';

/** A building on the map. */
export interface Footprint {
  readonly code: string;
  readonly name: string;
  readonly ring: readonly LonLat[];
  /** [longitude, latitude] where its name stands. */
  readonly middle: LonLat;
  readonly bounds: ReturnType<typeof boundsOf>;
  /** Nothing of it stands above the ground. */
  readonly underground: boolean;
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
    underground: storeyCount === 0,
  };
}

/** Footprints of the site's buildings: what stands is filled, what lies below the ground is a faint outline. */
export class BuildingLayers {
  readonly footprints: readonly Footprint[];
  // Kept as they are: deck.gl triangulates again whatever comes in a new array.
  readonly #standing: readonly Footprint[];
  readonly #buried: readonly Footprint[];
  readonly #palette: Palette;

  constructor(site: SiteView, palette: Palette) {
    this.#palette = palette;
    this.footprints = site.buildings.map(footprintOf);
    this.#standing = this.footprints.filter(({ underground }) => !underground);
    this.#buried = this.footprints.filter(({ underground }) => underground);
  }

  /** The building whose footprint holds a place, or null. What lies underground is no target: the ground above it is. */
  at(place: LonLat): Footprint | null {
    return this.#standing.find(({ ring }) => isWithin(place, ring)) ?? null;
  }

  /** The layers from the lowest up. */
  layers(): Layer[] {
    const { building, ground, muted } = this.#palette;
    const outline = ({ ring }: Footprint) => [...ring, ring[0]!] as LonLat[];
    return [
      new PathLayer<Footprint>({
        id: 'underground',
        data: this.#buried,
        getPath: outline,
        getColor: rgba(ground.marking, 0.7),
        getWidth: 1,
        widthUnits: 'pixels',
      }),
      new PolygonLayer<Footprint>({
        id: 'buildings',
        data: this.#standing,
        stroked: false,
        getPolygon: ({ ring }) => ring as LonLat[],
        getFillColor: rgba(building.light, 0.75),
      }),
      new PathLayer<Footprint>({
        id: 'building-edges',
        data: this.#standing,
        getPath: outline,
        getColor: rgba(muted, 0.55),
        getWidth: 1.25,
        widthUnits: 'pixels',
        jointRounded: true,
      }),
    ];
  }
}
