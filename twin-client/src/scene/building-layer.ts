import type { Cartesian3, Cesium3DTileFeature, Cesium3DTileset, Scene } from '@cesium/engine';
import type { GeoPoint } from 'twin-core';
import { type BuildingLook, PLAIN_LOOK } from '../state/building-look.ts';
import type { RoomPick } from '../state/marker.ts';
import type { Palette } from '../state/palette.ts';
import type { BuildingView, SiteView } from '../state/site-view.ts';
import { BuildingBlock } from './building-block.ts';
import { lightingOf } from './lighting.ts';
import { SpaceVolume } from './model/space-volume.ts';
import { storeyCut } from './model/storey-cut.ts';
import { type BuildingDress, rowOf, TiledBuilding, type TilesetCounts } from './model/tiled-building.ts';
import { storeyBand } from './storey-band.ts';

/** One building as it is drawn now. */
interface Building {
  readonly record: BuildingView;
  readonly block: BuildingBlock;
  readonly spaces: SpaceVolume | null;
  tiled: TiledBuilding | null;
}

/** What is looked at: an element or a space of a building. */
export interface Highlight {
  readonly building: string;
  readonly element: string | null;
  readonly space: string | null;
}

/** A building, perhaps one of its storeys (a name). */
export interface BuildingScope {
  readonly building: string;
  readonly storey: string | null;
}

const NO_ALARMS: ReadonlyMap<string, string> = new Map();

/** The estate's buildings: baked tiles where there are any, blocks on the footprint until and where there are none. */
export class BuildingLayer {
  readonly #scene: Scene;
  readonly #palette: Palette;
  readonly #view: SiteView['view'];
  readonly #onTiles: () => void;
  readonly #buildings = new Map<string, Building>();
  readonly #byTileset = new Map<Cesium3DTileset, Building>();
  #loading = 0;
  #isolated: BuildingScope | null = null;
  #alarms: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map();
  #look: { readonly building: string; readonly look: BuildingLook } | null = null;
  #highlight: Highlight | null = null;
  #destroyed = false;

  /** `onTiles` is told when a building's tiles were added or went. */
  constructor(scene: Scene, site: SiteView, palette: Palette, onTiles: () => void) {
    this.#scene = scene;
    this.#palette = palette;
    this.#view = site.view;
    this.#onTiles = onTiles;
    for (const record of site.buildings) this.set(record);
  }

  /** Whether every building's tileset has answered and what the view needs of it is drawn. */
  get settled(): boolean {
    if (this.#loading > 0) return false;
    for (const { tiled, spaces } of this.#buildings.values())
      if (tiled?.tiles.tilesLoaded === false || spaces?.settled === false) return false;
    return true;
  }

  get records(): readonly BuildingView[] {
    return [...this.#buildings.values()].map(({ record }) => record);
  }

  /** Adds a building, or shows it as its record is now: moved where only its placement is another, else drawn anew. */
  set(record: BuildingView): void {
    const before = this.#buildings.get(record.code);
    const tiled = before?.record.tileset === record.tileset ? before.tiled : null;
    if (before) this.#drop(before, tiled !== null);
    const building: Building = {
      record,
      block: new BuildingBlock(this.#scene, record, this.#palette),
      spaces: record.tileset === null ? null : new SpaceVolume(this.#scene, record.tileset, this.#palette),
      tiled,
    };
    this.#buildings.set(record.code, building);
    if (tiled) {
      this.#byTileset.set(tiled.tiles, building);
      tiled.stand(record);
    } else if (record.tileset !== null) this.#load(building, record.tileset);
    this.#dress(building);
    this.#scene.requestRender();
  }

  /** Shows a building's tiles at a placement, whatever its record says, until the record is set again. */
  stand(code: string, placement: BuildingView['placement']): void {
    this.#buildings.get(code)?.tiled?.stand({ placement });
  }

  remove(code: string): void {
    const building = this.#buildings.get(code);
    if (!building) return;
    this.#drop(building, false);
    this.#buildings.delete(code);
    this.#onTiles();
    this.#scene.requestRender();
  }

  #drop({ block, spaces, tiled }: Building, keepTiles: boolean): void {
    block.destroy();
    spaces?.destroy();
    if (!tiled || keepTiles) return;
    this.#byTileset.delete(tiled.tiles);
    tiled.destroy();
  }

  #load(building: Building, url: string): void {
    this.#loading++;
    const { record } = building;
    const wanted = () => !this.#destroyed && this.#buildings.get(record.code) === building;
    const lighting = lightingOf({ frame: { ...record.placement, headingDeg: 0 }, view: this.#view });
    TiledBuilding.load(this.#scene, url, record, { palette: this.#palette, lighting }, wanted)
      .then((tiled) => {
        if (!tiled) return;
        building.tiled = tiled;
        this.#byTileset.set(tiled.tiles, building);
        this.#dress(building);
        this.#onTiles();
      })
      .catch((error: unknown) => console.warn(`tiles of building ${record.code} are not drawn: ${error}`))
      .finally(() => {
        this.#loading--;
        if (!this.#destroyed) this.#scene.requestRender();
      });
  }

  /** Storey name → color for each building with alarms; buildings not named have none. */
  setAlarms(alarms: ReadonlyMap<string, ReadonlyMap<string, string>>): void {
    this.#alarms = alarms;
    this.#dressAll();
  }

  /** Shows one building up to a storey (null: all of it); null ends it. */
  isolate(scope: BuildingScope | null): void {
    this.#isolated = scope;
    this.#dressAll();
  }

  /** How one building is opened up; null ends it. */
  setLook(building: string | null, look: BuildingLook): void {
    this.#look = building === null ? null : { building, look };
    this.#dressAll();
  }

  highlight(highlight: Highlight | null): void {
    this.#highlight = highlight;
    this.#dressAll();
  }

  /** Metres by which a storey (a name) is lifted while its building's storeys are pulled apart. */
  liftOf(building: string, storey: string): number {
    return this.#buildings.get(building)?.tiled?.liftOf(storey) ?? 0;
  }

  /** Lowest and highest part of a storey (a name) over the building's zero, metres, as it is lifted now; null where unknown. */
  bandOf(code: string, name: string): { readonly bottom: number; readonly top: number } | null {
    const building = this.#buildings.get(code);
    const storey = building?.tiled?.storeys.find((one) => one.name === name);
    if (!storey) return building ? storeyBand(name, building.record) : null;
    const lift = this.liftOf(code, name);
    return { bottom: storey.bottom + lift, top: storey.top + lift };
  }

  /** A building's footprint where the storey shown of it lies under the ground; null elsewhere. */
  underground(): BuildingView['footprint'] | null {
    const building = this.#isolated && this.#buildings.get(this.#isolated.building);
    const cut = building ? storeyCut(building.tiled?.storeys ?? [], this.#isolated?.storey ?? null) : null;
    return building && cut !== null && cut <= 0 ? building.record.footprint : null;
  }

  /** A point of a building's frame (metres) in earth-centred coordinates; null where the building has no tiles. */
  placeOf(building: string, point: readonly [number, number, number], storey: string | null): Cartesian3 | null {
    return this.#buildings.get(building)?.tiled?.place(point, storey) ?? null;
  }

  #dressAll(): void {
    for (const building of this.#buildings.values()) this.#dress(building);
    this.#scene.requestRender();
  }

  #dress({ record: { code }, block, spaces, tiled }: Building): void {
    const isolated = this.#isolated?.building === code ? this.#isolated.storey : null;
    const dress: BuildingDress = {
      isolated,
      alarmed: this.#alarms.get(code) ?? NO_ALARMS,
      highlighted: this.#highlight?.building === code ? this.#highlight.element : null,
      look: this.#look?.building === code ? this.#look.look : PLAIN_LOOK,
      dimmed: this.#isolated !== null && this.#isolated.storey !== null && this.#isolated.building !== code,
    };
    if (!tiled) {
      block.dress(dress, 'solid');
      return;
    }
    block.dress(dress, isolated === null || dress.look.explode > 0 ? 'hidden' : 'ghost');
    tiled.dress(dress);
    const space = this.#highlight?.building === code ? this.#highlight.space : null;
    spaces?.show(space, tiled.tiles.root.transform, isolated === null ? 0 : tiled.liftOf(isolated));
  }

  /** Whether a point may belong to an element of a storey: depths read between two frames of a changing view may not. */
  holds({ code, storey }: { readonly code: string; readonly storey: string | null }, at: GeoPoint | null): boolean {
    const band = storey === null ? null : this.bandOf(code, storey);
    const zero = this.#buildings.get(code)?.record.placement.height ?? 0;
    return (
      !band || !at || Math.abs(at.height - zero - (band.bottom + band.top) / 2) <= (band.top - band.bottom) / 2 + 1
    );
  }

  /** Picks as if only what can be picked were drawn. */
  pickThrough<T>(pick: () => T): T {
    for (const { block } of this.#buildings.values()) block.yieldToPick(true);
    try {
      return pick();
    } finally {
      for (const { block } of this.#buildings.values()) block.yieldToPick(false);
    }
  }

  /** The building element a picked object stands for; null when it is none of ours. */
  describe(picked: unknown): Omit<Extract<RoomPick, { kind: 'building' }>, 'kind' | 'location'> | null {
    const id = (picked as { id?: unknown } | undefined)?.id;
    if (typeof id === 'string' && this.#buildings.has(id))
      return { code: id, globalId: null, ifcClass: null, storey: null, name: null };
    const feature = picked as Partial<Cesium3DTileFeature> | undefined;
    const building = feature?.tileset && this.#byTileset.get(feature.tileset);
    if (!building || !feature?.getProperty) return null;
    const { globalId, ifcClass, storey } = rowOf(feature as Cesium3DTileFeature);
    return {
      code: building.record.code,
      globalId: globalId || null,
      ifcClass: ifcClass || null,
      storey: building.tiled?.storeys.find((one) => one.globalId === storey)?.name ?? null,
      name: String(feature.getProperty('name') ?? '') || null,
    };
  }

  /** What each building's tiles draw in the next frame. */
  async count(): Promise<ReadonlyMap<string, TilesetCounts>> {
    const tiled = [...this.#buildings].flatMap(([code, building]) =>
      building.tiled ? [[code, building.tiled] as const] : [],
    );
    return new Map(await Promise.all(tiled.map(async ([code, one]) => [code, await one.count()] as const)));
  }

  destroy(): void {
    this.#destroyed = true;
    for (const building of this.#buildings.values()) this.#drop(building, false);
    this.#buildings.clear();
  }
}
