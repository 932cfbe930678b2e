import type { GroundFeature, GroundLayer, GroundPlan, LonLat } from '../state/ground-plan.ts';
import type { Palette } from '../state/palette.ts';
import type { SiteView } from '../state/site-view.ts';
import { type Rgba, rgba } from './color.ts';
import { type GroundName, groundNames } from './ground-names.ts';
import { boundsOf } from './plane.ts';

/** Layers of the plan from the lowest to the highest. Trees and lines follow above all areas. */
const GROUND_ORDER: readonly GroundLayer[] = [
  'outside',
  'green',
  'water',
  'plaza',
  'court',
  'path',
  'road',
  'parking',
  'fireLane',
  'roof',
];

/** Layers whose areas are outlined as they are marked on the ground, from near enough. */
const MARKED: ReadonlySet<string> = new Set(['parking', 'fireLane', 'court', 'road', 'plaza']);
const LINES: readonly GroundLayer[] = ['wall', 'gate'];
/** Crown diameter of a tree that does not say its own, metres. */
const CROWN_M = 3.6;
/** How far over the boundary an area of the estate may reach, as a share of the estate's size: a gate's forecourt does. */
const FORECOURT = 0.25;
/** Streets of the town are there to place the estate, not to be read. */
const BEYOND_OPACITY = 0.4;

/** An area: its rings, the outer one first. */
export interface GroundArea {
  readonly layer: GroundLayer;
  readonly name: string | null;
  readonly rings: readonly (readonly LonLat[])[];
  /** It stands on the ground, as a building outside the estate does. */
  readonly raised: boolean;
  /** It belongs to the town around the estate. */
  readonly beyond: boolean;
}

/** A wall or a gate. */
export interface GroundLine {
  readonly layer: GroundLayer;
  readonly path: readonly LonLat[];
  readonly widthM: number;
}

export interface GroundTree {
  readonly position: LonLat;
  readonly radiusM: number;
}

/** Areas of the plan in the order they are painted. `boundary` is the estate's. */
export function areasOf(plan: GroundPlan, boundary: readonly LonLat[]): GroundArea[] {
  const [[west, south], [east, north]] = boundsOf(boundary);
  const [across, up] = [(east - west) * FORECOURT, (north - south) * FORECOURT];
  const isBeyond = (ring: readonly LonLat[]) =>
    ring.some(([x, y]) => x < west - across || x > east + across || y < south - up || y > north + up);
  return GROUND_ORDER.flatMap((layer) =>
    plan.features
      .filter(({ properties }) => properties.layer === layer)
      .flatMap(({ geometry, properties }) => {
        const raised = (properties.heightM ?? 0) > 0;
        const polygons =
          geometry.type === 'Polygon'
            ? [geometry.coordinates]
            : geometry.type === 'MultiPolygon'
              ? geometry.coordinates
              : [];
        return polygons.map((rings) => {
          const beyond = layer === 'outside' || isBeyond(rings[0] ?? []);
          return { layer, name: properties.name ?? null, rings, raised, beyond };
        });
      }),
  );
}

function linesOf(features: readonly GroundFeature[]): GroundLine[] {
  return features.flatMap(({ geometry, properties }) => {
    const layer = LINES.find((name) => name === properties.layer);
    if (!layer) return [];
    // A gate's width is its opening, not the thickness of its line.
    const widthM = layer === 'wall' ? (properties.widthM ?? 0.3) : 0.6;
    if (geometry.type === 'LineString') return [{ layer, path: geometry.coordinates, widthM }];
    if (geometry.type === 'MultiLineString') return geometry.coordinates.map((path) => ({ layer, path, widthM }));
    return [];
  });
}

/** What is drawn of a ground plan. Kept as it is: deck.gl triangulates again whatever comes in a new array. */
export interface GroundSheet {
  readonly surroundings: readonly GroundArea[];
  readonly inside: readonly GroundArea[];
  /** Areas whose edges are marked on the ground. */
  readonly marked: readonly GroundArea[];
  readonly lines: readonly GroundLine[];
  readonly trees: readonly GroundTree[];
  readonly names: readonly GroundName[];
}

/** The ground plan prepared for drawing. */
export class GroundAreas {
  /** The estate's land: one ring. */
  readonly site: readonly (readonly LonLat[])[];
  readonly #palette: Palette;
  readonly #areas: readonly GroundArea[];
  readonly #features: readonly GroundFeature[];
  readonly #names: readonly (GroundName & { readonly layer: string })[];
  #hidden = '';
  #sheet: GroundSheet;

  constructor(plan: GroundPlan, site: SiteView, palette: Palette) {
    this.#palette = palette;
    this.#areas = areasOf(plan, site.boundary);
    this.#features = plan.features;
    this.#names = groundNames(this.#areas.filter(({ beyond }) => !beyond));
    this.site = [site.boundary];
    this.#sheet = this.#draw(new Set());
  }

  get sheet(): GroundSheet {
    return this.#sheet;
  }

  /** Leaves layers of the plan out, by their names in it. */
  hide(layers: readonly string[]): void {
    const hidden = [...layers].sort().join();
    if (hidden === this.#hidden) return;
    this.#hidden = hidden;
    this.#sheet = this.#draw(new Set(layers));
  }

  #draw(hidden: ReadonlySet<string>): GroundSheet {
    const areas = this.#areas.filter(({ layer }) => !hidden.has(layer));
    const features = this.#features.filter(({ properties }) => !hidden.has(properties.layer));
    const inside = areas.filter(({ beyond }) => !beyond);
    return {
      surroundings: areas.filter(({ beyond }) => beyond),
      inside,
      marked: inside.filter(({ layer }) => MARKED.has(layer)),
      lines: linesOf(features),
      trees: features.flatMap(({ geometry, properties }) =>
        properties.layer === 'tree' && geometry.type === 'Point'
          ? [{ position: geometry.coordinates, radiusM: (properties.widthM ?? CROWN_M) / 2 }]
          : [],
      ),
      names: this.#names.filter(({ layer }) => !hidden.has(layer)),
    };
  }

  colorOf({ layer, raised, beyond }: GroundArea): Rgba {
    const { ground } = this.#palette;
    if (layer === 'outside') return rgba(raised ? ground.neighbor : ground.outside);
    return rgba(ground[layer], beyond ? BEYOND_OPACITY : 1);
  }
}
