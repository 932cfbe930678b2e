import {
  Cartesian3,
  Cesium3DTileColorBlendMode,
  type Cesium3DTileFeature,
  Cesium3DTileStyle,
  type Cesium3DTileset,
  ClippingPlane,
  ClippingPlaneCollection,
  Color,
  type CustomShader,
  Matrix4,
  type Scene,
} from '@cesium/engine';
import { isPlainLook } from '../../state/building-look.ts';
import type { Palette } from '../../state/palette.ts';
import type { BuildingView } from '../../state/site-view.ts';
import { createBuildingShader } from '../building-shader.ts';
import type { Lighting } from '../lighting.ts';
import { type BuildingScene, type ElementRow, elementPainter } from './element-paint.ts';
import { explodeLifts } from './explode.ts';
import { type LoadedTileset, loadTileset } from './load-tileset.ts';
import { placementMatrix } from './placement-matrix.ts';
import { type Extent, extentOf, type HalfSpace, sectionHalfSpace, UNCUT } from './section.ts';
import { storeyCut } from './storey-cut.ts';
import type { TiledStorey } from './tile-arrangement.ts';
import { TileBranches } from './tile-branches.ts';

/** What one building looks like now; its storeys are the tileset's. */
export interface BuildingDress extends Omit<BuildingScene, 'storeys'> {
  /** Another building is looked into: this one steps back. */
  readonly dimmed: boolean;
}

/** Pixels of the screen that detail may be wrong by, from afar and for a building that is looked into. */
const AFAR_ERROR_PX = 16;
const OPENED_ERROR_PX = 0.5;
/** Share of its light that a building keeps while another is looked into. */
const DIMMED = 0.5;

/** What is drawn of a tileset in one frame. */
export interface TilesetCounts {
  readonly tiles: number;
  readonly triangles: number;
  readonly features: number;
  /** What it holds on the graphics card. */
  readonly bytes: number;
}

/** One building's baked tiles in the scene: where they stand, which storeys are there, how elements are painted. */
export class TiledBuilding {
  readonly storeys: readonly TiledStorey[];
  readonly tiles: Cesium3DTileset;
  readonly #scene: Scene;
  readonly #palette: Palette;
  readonly #branches: TileBranches;
  readonly #extent: Extent;
  readonly #shader: CustomShader;
  // Two planes for the tileset's life: models already compiled for a collection break when it is exchanged.
  readonly #lid = planeOf(UNCUT);
  readonly #section = planeOf(UNCUT);
  readonly #planes: ClippingPlaneCollection;
  readonly #rows = new WeakMap<Cesium3DTileFeature, ElementRow>();
  readonly #colors = new Map<string, Color>();
  #lifts: ReadonlyMap<string, number> = new Map();
  #painted = '';

  /** Loads a building's tiles and adds them to the scene, unless `wanted` says no meanwhile: then null. */
  static async load(
    scene: Scene,
    url: string,
    record: BuildingView,
    look: { readonly palette: Palette; readonly lighting: Lighting },
    wanted: () => boolean,
  ): Promise<TiledBuilding | null> {
    const loaded = await loadTileset(url);
    if (wanted()) return new TiledBuilding(scene, loaded, record, look);
    loaded.tiles.destroy();
    return null;
  }

  private constructor(
    scene: Scene,
    { tiles, storeys, box }: LoadedTileset,
    record: BuildingView,
    { palette, lighting }: { readonly palette: Palette; readonly lighting: Lighting },
  ) {
    this.#scene = scene;
    this.#palette = palette;
    this.tiles = tiles;
    this.storeys = storeys;
    this.#branches = new TileBranches(tiles);
    this.#shader = createBuildingShader(lighting);
    this.#extent = extentOf(box ?? []);
    this.#planes = new ClippingPlaneCollection({
      planes: [this.#lid, this.#section],
      unionClippingRegions: true,
      enabled: false,
    });
    tiles.maximumScreenSpaceError = AFAR_ERROR_PX;
    tiles.customShader = this.#shader;
    tiles.colorBlendMode = Cesium3DTileColorBlendMode.REPLACE;
    tiles.clippingPlanes = this.#planes;
    this.stand(record);
    scene.primitives.add(tiles);
  }

  /** Moves the building to where its record says that it stands. */
  stand({ placement }: Pick<BuildingView, 'placement'>): void {
    this.tiles.root.transform = placementMatrix(placement);
  }

  /** Metres that a storey is lifted by, by its name. */
  liftOf(storey: string): number {
    const globalId = this.storeys.find(({ name }) => name === storey)?.globalId;
    return (globalId !== undefined && this.#lifts.get(globalId)) || 0;
  }

  dress(dress: BuildingDress): void {
    const { isolated, look, dimmed } = dress;
    this.#shader.setUniform('u_light', dimmed ? DIMMED : 1);
    const plain = isPlainLook({ ...look, below: 'ghost' });
    this.tiles.maximumScreenSpaceError = isolated === null && plain ? AFAR_ERROR_PX : OPENED_ERROR_PX;
    this.#lifts = explodeLifts(this.storeys, look.explode);
    this.#branches.lift(this.#lifts, this.#extent.z[1]);
    this.#keepStoreys(isolated, look.below);
    this.#cut(dress);
    this.#paint(dress);
  }

  /** Above the isolated storey nothing is needed, below it what is seen from outside. */
  #keepStoreys(isolated: string | null, below: BuildingDress['look']['below']): void {
    const shown = this.storeys.find(({ name }) => name === isolated);
    const indexOf = new Map(this.storeys.map(({ globalId, index }) => [globalId, index]));
    this.#branches.keep((storey) => {
      if (!shown || storey === shown.globalId) return 'all';
      const index = storey === null ? undefined : indexOf.get(storey);
      if (index !== undefined && index > shown.index) return 'none';
      return below === 'hidden' ? 'none' : 'shell';
    });
  }

  #cut({ isolated, look }: BuildingDress): void {
    const top = storeyCut(this.storeys, isolated);
    const lid: HalfSpace =
      top === null ? UNCUT : { normal: [0, 0, -1], distance: top + (isolated === null ? 0 : this.liftOf(isolated)) };
    setPlane(this.#lid, lid);
    setPlane(this.#section, sectionHalfSpace(look.section, this.#extent));
    this.#planes.enabled = top !== null || look.section !== null;
  }

  #paint({ isolated, alarmed, highlighted, look }: BuildingDress): void {
    const { below, classes, systems } = look;
    const key = JSON.stringify([isolated, [...alarmed], highlighted, below, classes, systems]);
    if (key === this.#painted) return;
    this.#painted = key;
    const paint = elementPainter({ storeys: this.storeys, isolated, alarmed, highlighted, look }, this.#palette);
    // A function instead of the engine's expressions reads each element's columns once, and not once a comparison.
    const expression = {
      evaluate: (feature: Cesium3DTileFeature) => paint(this.#row(feature)) !== null,
      evaluateColor: (feature: Cesium3DTileFeature, result: Color) => {
        const painted = paint(this.#row(feature));
        return painted ? Color.clone(this.#color(painted.color, painted.alpha), result) : result;
      },
    };
    const style = new Cesium3DTileStyle();
    style.show = expression;
    style.color = expression;
    this.tiles.style = style;
  }

  #row(feature: Cesium3DTileFeature): ElementRow {
    let row = this.#rows.get(feature);
    if (!row) {
      row = rowOf(feature);
      this.#rows.set(feature, row);
    }
    return row;
  }

  #color(css: string, alpha: number): Color {
    const key = `${css} ${alpha}`;
    let color = this.#colors.get(key);
    if (!color) {
      color = Color.fromCssColorString(css).withAlpha(alpha);
      this.#colors.set(key, color);
    }
    return color;
  }

  /** A point of the building frame, metres, in earth-centred coordinates, lifted with its storey (a name). */
  place([x, y, z]: readonly [number, number, number], storey: string | null): Cartesian3 {
    const lifted = new Cartesian3(x, y, z + (storey === null ? 0 : this.liftOf(storey)));
    return Matrix4.multiplyByPoint(this.tiles.root.transform, lifted, lifted);
  }

  /** Counts what the next frame draws. */
  count(): Promise<TilesetCounts> {
    let [tiles, triangles, features] = [0, 0, 0];
    const stopCounting = this.tiles.tileVisible.addEventListener(({ content }) => {
      tiles++;
      triangles += content.trianglesLength;
      features += content.featuresLength;
    });
    return new Promise((resolve) => {
      const stopWaiting = this.#scene.postRender.addEventListener(() => {
        stopWaiting();
        stopCounting();
        resolve({ tiles, triangles, features, bytes: this.tiles.totalMemoryUsageInBytes });
      });
      this.#scene.requestRender();
    });
  }

  destroy(): void {
    this.#branches.restore();
    this.#scene.primitives.remove(this.tiles);
  }
}

/** The row of a feature in its tile's property table; columns that a tile does not have are ''. */
export function rowOf(feature: Cesium3DTileFeature): ElementRow {
  const read = (name: string) => String(feature.getProperty(name) ?? '');
  return {
    globalId: read('GlobalId'),
    ifcClass: read('class'),
    storey: read('storey'),
    system: read('system'),
  };
}

const planeOf = ({ normal, distance }: HalfSpace) => new ClippingPlane(new Cartesian3(...normal), distance);

function setPlane(plane: ClippingPlane, { normal, distance }: HalfSpace): void {
  plane.normal = new Cartesian3(...normal);
  plane.distance = distance;
}
