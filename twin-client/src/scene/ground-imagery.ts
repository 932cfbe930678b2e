import {
  Credit,
  DefaultProxy,
  Event,
  GeographicTilingScheme,
  type ImageryProvider,
  NeverTileDiscardPolicy,
  Rectangle,
} from '@cesium/engine';
import type { Palette } from '../state/palette.ts';
import type { SiteView } from '../state/site-view.ts';
import { degreesOf, tileWindow } from './ground-frame.ts';
import { type GroundPainting, type GroundScope, paintGround } from './ground-painting.ts';

/** Side of a painted tile, pixels. */
const TILE_PX = 512;
/** Screen-space error of the terrain, pixels: a plane may be drawn in large tiles. */
export const GROUND_ERROR_PX = 4;
/** Cesium lets a pixel of imagery cover as much of the screen as that error; saying tiles are narrower makes it one pixel. */
const STATED_PX = TILE_PX / GROUND_ERROR_PX;
/** Finest level: of a 3 km square a tile of 512 px then covers 12 m. */
const MAXIMUM_LEVEL = 8;

/** An imagery provider that paints the ground plan, so it is crisp at every level and needs no server. */
export class GroundImagery implements ImageryProvider {
  readonly rectangle: Rectangle;
  readonly tilingScheme: GeographicTilingScheme;
  readonly tileWidth = STATED_PX;
  readonly tileHeight = STATED_PX;
  readonly minimumLevel = 0;
  readonly maximumLevel = MAXIMUM_LEVEL;
  readonly hasAlphaChannel: boolean;
  readonly errorEvent = new Event();
  readonly credit = new Credit('');
  readonly proxy = new DefaultProxy('');
  readonly tileDiscardPolicy = new NeverTileDiscardPolicy();
  readonly #painting: GroundPainting;
  readonly #palette: Palette;
  readonly #scope: GroundScope;

  constructor(site: SiteView, painting: GroundPainting, palette: Palette, scope: GroundScope) {
    this.#scope = scope;
    this.hasAlphaChannel = scope.planOnly ?? false;
    const { west, south, east, north } = degreesOf(site.frame, painting.square);
    this.rectangle = Rectangle.fromDegrees(west, south, east, north);
    this.tilingScheme = new GeographicTilingScheme({
      rectangle: this.rectangle,
      numberOfLevelZeroTilesX: 1,
      numberOfLevelZeroTilesY: 1,
    });
    this.#painting = painting;
    this.#palette = palette;
  }

  getTileCredits(): Credit[] {
    return [];
  }

  async requestImage(x: number, y: number, level: number): Promise<HTMLCanvasElement> {
    const canvas = document.createElement('canvas');
    canvas.width = TILE_PX;
    canvas.height = TILE_PX;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('a ground tile cannot be painted: the browser gives no 2D canvas');
    const window = tileWindow(this.#painting.square, x, y, level);
    paintGround(context, this.#painting, window, TILE_PX, TILE_PX, this.#palette, this.#scope);
    return canvas;
  }

  pickFeatures(): undefined {
    return undefined;
  }
}
