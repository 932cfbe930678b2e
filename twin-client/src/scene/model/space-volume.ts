import {
  Cartesian3,
  type Cesium3DTileFeature,
  Cesium3DTileStyle,
  Cesium3DTileset,
  Color,
  Matrix4,
  type Scene,
} from '@cesium/engine';
import type { Palette } from '../../state/palette.ts';

/** A space is shown as a breath of light over its floor. */
const SPACE_ALPHA = 0.3;

/** The volumes of a building's spaces: loaded when one is first shown, only that one drawn. */
export class SpaceVolume {
  readonly #scene: Scene;
  readonly #url: string;
  readonly #color: Color;
  #tiles: Cesium3DTileset | null = null;
  #loading = false;
  #shown: string | null = null;
  #transform: Matrix4 = Matrix4.IDENTITY;
  #destroyed = false;

  /** `tileset`: address of the building's tileset.json; spaces.json stands beside it. */
  constructor(scene: Scene, tileset: string, palette: Palette) {
    this.#scene = scene;
    this.#url = tileset.replace(/[^/]*$/, 'spaces.json');
    this.#color = Color.fromCssColorString(palette.selection).withAlpha(SPACE_ALPHA);
  }

  get settled(): boolean {
    return !this.#loading && (this.#tiles?.tilesLoaded ?? true);
  }

  /** Whether these are the tiles of this building's spaces: they are looked through. */
  owns(tiles: unknown): boolean {
    return tiles === this.#tiles;
  }

  /** Shows one space by GlobalId, or none. `transform`: the building's frame to the earth's, `liftM`: metres it is lifted by. */
  show(globalId: string | null, transform: Matrix4, liftM: number): void {
    this.#shown = globalId;
    const up = Matrix4.fromTranslation(new Cartesian3(0, 0, liftM));
    this.#transform = Matrix4.multiply(transform, up, new Matrix4());
    if (this.#tiles) this.#dress(this.#tiles);
    else if (globalId !== null && !this.#loading) void this.#load();
  }

  async #load(): Promise<void> {
    this.#loading = true;
    try {
      const tiles = await Cesium3DTileset.fromUrl(this.#url, {
        environmentMapOptions: { enabled: false },
        cacheBytes: 0,
      });
      if (this.#destroyed) {
        tiles.destroy();
        return;
      }
      this.#tiles = this.#scene.primitives.add(tiles);
      this.#dress(tiles);
    } catch (error) {
      console.warn(`spaces are not drawn: ${error}`);
    } finally {
      this.#loading = false;
      if (!this.#destroyed) this.#scene.requestRender();
    }
  }

  #dress(tiles: Cesium3DTileset): void {
    tiles.show = this.#shown !== null;
    tiles.root.transform = this.#transform;
    const expression = {
      evaluate: (feature: Cesium3DTileFeature) => feature.getProperty('GlobalId') === this.#shown,
      evaluateColor: (_feature: Cesium3DTileFeature, result: Color) => Color.clone(this.#color, result),
    };
    const style = new Cesium3DTileStyle();
    style.show = expression;
    style.color = expression;
    tiles.style = style;
  }

  destroy(): void {
    this.#destroyed = true;
    if (this.#tiles) this.#scene.primitives.remove(this.#tiles);
  }
}
