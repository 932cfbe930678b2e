import { Credit, DefaultProxy, Event, GeographicTilingScheme, NeverTileDiscardPolicy, Rectangle } from '@cesium/engine';
import { degreesOf, tileWindow } from './ground-frame.ts';
import { paintGround } from './ground-painting.ts';

/** Side of a painted tile, pixels. */
const TILE_PX = 512;
/** Screen-space error of the terrain, pixels: a plane may be drawn in large tiles. */
export const GROUND_ERROR_PX = 4;
/** Cesium lets a pixel of imagery cover as much of the screen as that error; saying tiles are narrower makes it one pixel. */
const STATED_PX = TILE_PX / GROUND_ERROR_PX;
/** Finest level: of a 3 km square a tile of 512 px then covers 12 m. */
const MAXIMUM_LEVEL = 8;
/** An imagery provider that paints the ground plan, so it is crisp at every level and needs no server. */
export class GroundImagery {
  rectangle;
  tilingScheme;
  tileWidth = STATED_PX;
  tileHeight = STATED_PX;
  minimumLevel = 0;
  maximumLevel = MAXIMUM_LEVEL;
  hasAlphaChannel = false;
  errorEvent = new Event();
  credit = new Credit('');
  proxy = new DefaultProxy('');
  tileDiscardPolicy = new NeverTileDiscardPolicy();
  #painting;
  #palette;
  constructor(site, painting, palette) {
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
  getTileCredits() {
    return [];
  }
  async requestImage(x, y, level) {
    const canvas = document.createElement('canvas');
    canvas.width = TILE_PX;
    canvas.height = TILE_PX;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('a ground tile cannot be painted: the browser gives no 2D canvas');
    const window = tileWindow(this.#painting.square, x, y, level);
    paintGround(context, this.#painting, window, TILE_PX, TILE_PX, this.#palette);
    return canvas;
  }
  pickFeatures() {
    return undefined;
  }
}
