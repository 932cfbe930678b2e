import {
  Cartesian3,
  Cesium3DTileColorBlendMode,
  type Cesium3DTileFeature,
  Cesium3DTileset,
  Color,
  type CustomShader,
  type Scene,
} from '@cesium/engine';
import type { ShownLayer } from '../../state/layers/layer-board.ts';
import type { Palette } from '../../state/palette.ts';
import type { Lighting } from '../lighting.ts';
import { linearOf, plainColor } from './city-colors.ts';
import { coloringNumber, createCityShader } from './city-shader.ts';

/** Pixels that a building must have on the screen to be drawn: a house at a kilometre. */
const ERROR_PX = 5;
/** What a city may keep on the graphics card beyond the view, and what one view may add. */
const CACHE_BYTES = 96 * 2 ** 20;
const OVERFLOW_BYTES = 96 * 2 ** 20;
/** Saturated, as the shader knows what is picked. */
const PICKED = Color.fromCssColorString('#3f8cff');

/** What is needed to draw a layer of buildings. */
export interface CityDrawing {
  readonly scene: Scene;
  readonly palette: Palette;
  readonly lighting: Lighting;
}

/** The baked buildings of one layer in the scene. */
export class CityTiles {
  readonly tiles: Cesium3DTileset;
  readonly #drawing: CityDrawing;
  readonly #solid: CustomShader;
  #glassy: CustomShader | null = null;
  #picked: Cesium3DTileFeature | null = null;

  /** Fetches a tileset; null where `wanted` says no meanwhile. Rejects where it cannot be had. */
  static async load(drawing: CityDrawing, url: string, wanted: () => boolean): Promise<CityTiles | null> {
    const tiles = await Cesium3DTileset.fromUrl(url, {
      environmentMapOptions: { enabled: false },
      cacheBytes: CACHE_BYTES,
      maximumCacheOverflowBytes: OVERFLOW_BYTES,
      maximumScreenSpaceError: ERROR_PX,
      // Towards the horizon a street needs less.
      dynamicScreenSpaceError: true,
      foveatedScreenSpaceError: false,
      skipLevelOfDetail: false,
    });
    if (wanted()) return new CityTiles(drawing, tiles);
    tiles.destroy();
    return null;
  }

  private constructor(drawing: CityDrawing, tiles: Cesium3DTileset) {
    this.tiles = tiles;
    this.#drawing = drawing;
    this.#solid = createCityShader(drawing.lighting, false);
    tiles.environmentMapManager.enabled = false;
    tiles.colorBlendMode = Cesium3DTileColorBlendMode.REPLACE;
    tiles.customShader = this.#solid;
    drawing.scene.primitives.add(tiles);
  }

  /** Shows the layer as this screen has it. */
  show({ record, visible, opacity, coloring }: ShownLayer): void {
    const { lighting, palette } = this.#drawing;
    this.tiles.show = visible && opacity > 0;
    if (opacity < 1) this.#glassy ??= createCityShader(lighting, true);
    const shader = opacity < 1 && this.#glassy ? this.#glassy : this.#solid;
    shader.setUniform('u_coloring', coloringNumber(coloring));
    shader.setUniform('u_plain', new Cartesian3(...linearOf(plainColor(record.style, palette))));
    shader.setUniform('u_opacity', opacity);
    if (this.tiles.customShader !== shader) this.tiles.customShader = shader;
  }

  /** Id of the building that a picked object is; null where it is none of this layer. */
  idOf(picked: unknown): string | null {
    const feature = picked as Partial<Cesium3DTileFeature> | undefined;
    if (feature?.tileset !== this.tiles || !feature.getProperty) return null;
    return String(feature.getProperty('id'));
  }

  /** Marks a building by its id, among those that are loaded; null marks none. */
  select(id: string | null): void {
    if (this.#picked) this.#picked.color = Color.WHITE;
    this.#picked = id === null ? null : this.#find(id);
    if (this.#picked) this.#picked.color = PICKED;
  }

  #find(id: string): Cesium3DTileFeature | null {
    const walk = (tile: Cesium3DTileset['root']): Cesium3DTileFeature | null => {
      const { content } = tile;
      for (let i = 0; i < (content?.featuresLength ?? 0); i++) {
        const feature = content.getFeature(i);
        if (feature.getProperty('id') === id) return feature;
      }
      for (const child of tile.children) {
        const found = walk(child);
        if (found) return found;
      }
      return null;
    };
    return walk(this.tiles.root);
  }

  destroy(): void {
    this.#drawing.scene.primitives.remove(this.tiles);
    this.#solid.destroy();
    this.#glassy?.destroy();
  }
}
