import { type Cartesian2, type Cesium3DTileFeature, Cesium3DTileset, NearFarScalar, type Scene } from '@cesium/engine';
import type { GeoPoint } from 'twin-core';
import type { AreaRing } from '../../state/area/area-controls.ts';
import type { LonLat } from '../../state/ground-plan.ts';
import type { RoomPick } from '../../state/marker.ts';
import type { Palette } from '../../state/palette.ts';
import type {
  UndergroundControls,
  UndergroundNetwork,
  UndergroundTrace,
} from '../../state/underground/underground-controls.ts';
import type { SceneAreaPicture } from '../area/area-picture.ts';
import type { GroundPit } from '../ground-pit.ts';
import { Excavation } from './excavation.ts';
import { LineSketch } from './line-sketch.ts';
import { TraceMarks } from './trace-marks.ts';
import { createUndergroundShader } from './underground-shader.ts';

/** The ground is clearest nearer than the first distance and has most of its color from the second on, metres. */
const [CLEAR_M, FULL_M] = [60, 900];
const FAR_OPACITY = 0.75;
const FIRST_OPACITY = 0.3;
/** Symbols and buildings lie over pipes: as many things under a point are looked through. */
const DEPTH_OF_PICK = 6;
/** Sides of the squares around the pointer that are looked into, canvas pixels. */
const REACHES_PX = [1, 7];

/** What the layer asks of the scene around it. */
export interface UndergroundHost {
  readonly pit: GroundPit;
  readonly picture: SceneAreaPicture;
  /** Height above the ellipsoid of the site's ground, metres. */
  readonly groundM: number;
  readonly palette: Palette;
  /** The view is about to change, so it is not complete. */
  onChange(): void;
  /** The surface under a point of the canvas; null in the open. */
  locationAt(at: Cartesian2): GeoPoint | null;
  flyTo(at: GeoPoint): void;
}

/** Pipes and cables under ground that lets through. */
export class UndergroundLayer implements UndergroundControls {
  readonly #scene: Scene;
  readonly #host: UndergroundHost;
  readonly #drawn = new Map<string, { readonly tiles: Cesium3DTileset; readonly address: string }>();
  readonly #layerOf = new Map<Cesium3DTileset, string>();
  readonly #marks: TraceMarks;
  readonly #excavation: Excavation;
  readonly #line: LineSketch;
  /** Addresses of the tiles that are to be seen, by layer; null while nobody looks under the ground. */
  #wanted: ReadonlyMap<string, string> | null = null;

  constructor(scene: Scene, host: UndergroundHost) {
    this.#scene = scene;
    this.#host = host;
    this.#marks = new TraceMarks(scene, host.palette);
    this.#excavation = new Excavation(scene, host.palette, host.groundM);
    this.#line = new LineSketch(host.picture, host.palette);
    this.setGround(FIRST_OPACITY);
  }

  /** Whether clicks belong to a drawing. */
  get busy(): boolean {
    return this.#line.busy;
  }

  /** Whether the tubes of this view are drawn. */
  get settled(): boolean {
    if (!this.#isOn) return true;
    for (const { tiles } of this.#drawn.values()) if (tiles.show && !tiles.tilesLoaded) return false;
    return true;
  }

  show(networks: readonly UndergroundNetwork[] | null): void {
    // A tool may let go of a scene whose graphics context was lost.
    if (this.#scene.isDestroyed()) return;
    this.#wanted = networks && new Map(networks.map(({ layer, tileset }) => [layer, tileset]));
    const { globe, screenSpaceCameraController: control } = this.#scene;
    globe.translucency.enabled = this.#isOn;
    control.enableCollisionDetection = !this.#isOn;
    this.#host.pit.bare(this.#isOn);
    for (const [layer, { tiles, address }] of this.#drawn) {
      const wanted = this.#wanted?.get(layer);
      tiles.show = wanted !== undefined;
      // It was made anew: these tiles are of before.
      if (wanted !== undefined && wanted !== address) this.#drop(layer);
    }
    for (const network of networks ?? []) if (!this.#drawn.has(network.layer)) void this.#load(network);
    if (!networks) {
      this.excavate(null, 0);
      this.select(null);
      this.trace(null);
      this.showLine(null);
    }
    this.#host.onChange();
  }

  get #isOn(): boolean {
    return this.#wanted !== null;
  }

  #drop(layer: string): void {
    const drawn = this.#drawn.get(layer);
    if (!drawn) return;
    this.#drawn.delete(layer);
    this.#layerOf.delete(drawn.tiles);
    this.#scene.primitives.remove(drawn.tiles);
  }

  async #load({ layer, tileset: address }: UndergroundNetwork): Promise<void> {
    try {
      const tiles = await Cesium3DTileset.fromUrl(address, {
        environmentMapOptions: { enabled: false },
        backFaceCulling: false,
        dynamicScreenSpaceError: false,
        foveatedScreenSpaceError: false,
      });
      const wanted = this.#wanted?.get(layer);
      if (this.#scene.isDestroyed() || this.#drawn.has(layer) || (wanted !== undefined && wanted !== address)) {
        tiles.destroy();
        return;
      }
      tiles.environmentMapManager.enabled = false;
      tiles.customShader = createUndergroundShader();
      tiles.show = wanted !== undefined;
      this.#drawn.set(layer, { tiles, address });
      this.#layerOf.set(tiles, layer);
      this.#scene.primitives.add(tiles);
      this.#host.onChange();
    } catch (cause) {
      console.warn(`the network ${layer} is not drawn (${cause})`);
    }
  }

  setGround(opacity: number): void {
    const near = Math.min(1, Math.max(0, opacity));
    const far = Math.max(near, FAR_OPACITY);
    this.#scene.globe.translucency.frontFaceAlphaByDistance = new NearFarScalar(CLEAR_M, near, FULL_M, far);
    this.#scene.requestRender();
  }

  excavate(ring: AreaRing | null, depthM: number): void {
    // The ground's own heights are asked for before it is gone.
    this.#excavation.dig(ring, depthM);
    this.#host.pit.dig(ring);
    this.#host.onChange();
  }

  select(line: readonly (readonly [number, number, number])[] | null): void {
    if (!this.#scene.isDestroyed()) this.#marks.select(line);
  }

  trace(found: UndergroundTrace | null): void {
    if (!this.#scene.isDestroyed()) this.#marks.trace(found);
  }

  drawLine(signal: AbortSignal): Promise<readonly LonLat[] | null> {
    return this.#line.draw(signal);
  }

  showLine(line: readonly LonLat[] | null): void {
    this.#line.show(line);
  }

  flyTo(at: GeoPoint): void {
    this.#host.flyTo(at);
  }

  /** The pipe or fitting under a point of the canvas; null where none is, or nobody looks under the ground. */
  pick(at: Cartesian2): Extract<RoomPick, { kind: 'pipe' }> | null {
    if (!this.#isOn) return null;
    const { globe } = this.#scene;
    // The ground would be met first, although it is looked through.
    globe.show = false;
    try {
      // What lies right under the pointer is meant before what lies beside it.
      for (const sidePx of REACHES_PX) {
        for (const picked of this.#scene.drillPick(
          at,
          DEPTH_OF_PICK,
          sidePx,
          sidePx,
        ) as Partial<Cesium3DTileFeature>[]) {
          const layer = picked?.tileset && this.#layerOf.get(picked.tileset as Cesium3DTileset);
          if (!layer || !picked.getProperty) continue;
          const id = String((picked as Cesium3DTileFeature).getProperty('element') ?? '');
          if (id !== '') return { kind: 'pipe', layer, id, location: this.#host.locationAt(at) };
        }
      }
      return null;
    } finally {
      globe.show = true;
    }
  }

  /** Called after each frame. */
  follow(): void {
    this.#line.follow();
  }

  destroy(): void {
    this.#line.destroy();
  }
}
