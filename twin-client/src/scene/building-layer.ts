import {
  Cartesian3,
  Cesium3DTileColorBlendMode,
  type Cesium3DTileFeature,
  Cesium3DTileStyle,
  Cesium3DTileset,
  ClippingPlane,
  ClippingPlaneCollection,
  type CustomShader,
  type Scene,
} from '@cesium/engine';
import type { RoomPick } from '../state/marker.ts';
import type { Palette } from '../state/palette.ts';
import type { BuildingView, SiteView } from '../state/site-view.ts';
import { BuildingBlock } from './building-block.ts';
import { type StoreyLook, storeyColors, storeyCut, storeyVisibility } from './storey-look.ts';
import { loadTiledStoreys, type TiledStorey } from './tiled-storeys.ts';

interface Building {
  readonly record: BuildingView;
  readonly block: BuildingBlock;
  tileset: Cesium3DTileset | null;
  /** Cuts off what lies over the storey shown: keeps z < distance, metres of the building frame. */
  readonly section: ClippingPlane;
  storeys: readonly TiledStorey[];
  alarmed: ReadonlyMap<string, string>;
  /** The look its tileset is styled with. */
  styled: string;
}

const TILESET_OPTIONS = {
  environmentMapOptions: { enabled: false },
  backFaceCulling: false,
  maximumScreenSpaceError: 16,
};

const NO_ALARMS: ReadonlyMap<string, string> = new Map();

/** The estate's buildings: baked tiles where there are any, blocks on the footprint until and where there are none. */
export class BuildingLayer {
  readonly #scene: Scene;
  readonly #palette: Palette;
  readonly #onTiles: () => void;
  readonly #buildings = new Map<string, Building>();
  readonly #byTileset = new Map<Cesium3DTileset, Building>();
  #loading = 0;
  #isolated: { building: string; storey: string | null } | null = null;
  #destroyed = false;

  /** `onTiles` is told when a building's tiles were added. */
  constructor(scene: Scene, site: SiteView, palette: Palette, shader: CustomShader, onTiles: () => void) {
    this.#scene = scene;
    this.#onTiles = onTiles;
    this.#palette = palette;
    for (const record of site.buildings) {
      const block = new BuildingBlock(scene, record, palette);
      const building: Building = {
        record,
        block,
        tileset: null,
        section: new ClippingPlane(new Cartesian3(0, 0, -1), 0),
        storeys: [],
        alarmed: NO_ALARMS,
        styled: '',
      };
      this.#buildings.set(record.code, building);
      if (record.tileset) this.#load(building, record.tileset, shader);
    }
  }

  /** Whether every building's tileset has answered and what the view needs of it is drawn. */
  get settled(): boolean {
    if (this.#loading > 0) return false;
    for (const { tileset } of this.#buildings.values()) if (tileset && !tileset.tilesLoaded) return false;
    return true;
  }

  #load(building: Building, url: string, shader: CustomShader): void {
    this.#loading++;
    Promise.all([loadTiledStoreys(url), Cesium3DTileset.fromUrl(url, TILESET_OPTIONS)])
      .then(([storeys, tileset]) => {
        if (this.#destroyed) {
          tileset.destroy();
          return;
        }
        tileset.customShader = shader;
        tileset.colorBlendMode = Cesium3DTileColorBlendMode.REPLACE;
        tileset.environmentMapManager.enabled = false;
        tileset.clippingPlanes = new ClippingPlaneCollection({ planes: [building.section], enabled: false });
        building.tileset = tileset;
        building.storeys = storeys;
        this.#byTileset.set(tileset, building);
        this.#scene.primitives.add(tileset);
        this.#dress(building);
        this.#onTiles();
      })
      .catch((error: unknown) => console.warn(`tiles of building ${building.record.code} are not drawn: ${error}`))
      .finally(() => {
        this.#loading--;
        if (!this.#destroyed) this.#scene.requestRender();
      });
  }

  /** Storey name → color for each building with alarms; buildings not named have none. */
  setAlarms(alarms: ReadonlyMap<string, ReadonlyMap<string, string>>): void {
    for (const [code, building] of this.#buildings) {
      building.alarmed = alarms.get(code) ?? NO_ALARMS;
      this.#dress(building);
    }
  }

  /** A building's footprint where the storey shown of it lies under the ground; null elsewhere. */
  underground(): BuildingView['footprint'] | null {
    const building = this.#isolated && this.#buildings.get(this.#isolated.building);
    const cut = building ? storeyCut(building.storeys, this.#isolated?.storey ?? null) : null;
    return building && cut !== null && cut <= 0 ? building.record.footprint : null;
  }

  /** Shows one building up to a storey (null: all of it); null ends it. */
  isolate(scope: { building: string; storey: string | null } | null): void {
    this.#isolated = scope;
    for (const building of this.#buildings.values()) this.#dress(building);
  }

  #dress(building: Building): void {
    const isolated = this.#isolated?.building === building.record.code ? this.#isolated.storey : null;
    const look: StoreyLook = { isolated, alarmed: building.alarmed };
    const { tileset } = building;
    if (!tileset) {
      building.block.dress(look, 'solid');
      return;
    }
    building.block.dress(look, isolated === null ? 'hidden' : 'ghost');
    const key = JSON.stringify([isolated, [...building.alarmed]]);
    if (key === building.styled) return;
    building.styled = key;
    const cut = storeyCut(building.storeys, isolated);
    // One plane for the tileset's life: models already compiled for a collection break when it is exchanged.
    building.section.distance = cut ?? 0;
    tileset.clippingPlanes.enabled = cut !== null;
    tileset.style = new Cesium3DTileStyle({
      color: { conditions: storeyColors(building.storeys, look, this.#palette) },
      show: storeyVisibility(building.storeys, look),
    });
  }

  /** The building element a picked object stands for; null when it is none of ours. */
  describe(picked: unknown): Omit<Extract<RoomPick, { kind: 'building' }>, 'kind'> | null {
    const id = (picked as { id?: unknown } | undefined)?.id;
    if (typeof id === 'string' && this.#buildings.has(id))
      return { code: id, globalId: null, ifcClass: null, storey: null, name: null };
    const feature = picked as Partial<Cesium3DTileFeature> | undefined;
    const building = feature?.tileset && this.#byTileset.get(feature.tileset);
    if (!building || !feature?.getProperty) return null;
    const read = (name: string) => (feature as Cesium3DTileFeature).getProperty(name) as string | undefined;
    const storey = building.storeys.find(({ globalId }) => globalId === read('storey'));
    return {
      code: building.record.code,
      globalId: read('GlobalId') ?? null,
      ifcClass: read('class') ?? null,
      storey: storey?.name ?? null,
      name: read('name') || null,
    };
  }

  destroy(): void {
    this.#destroyed = true;
    for (const { tileset, block } of this.#buildings.values()) {
      block.destroy();
      if (tileset) this.#scene.primitives.remove(tileset);
    }
    this.#buildings.clear();
    this.#byTileset.clear();
  }
}
