import {
  Credit,
  DefaultProxy,
  Event,
  type ImageryProvider,
  NeverTileDiscardPolicy,
  Rectangle,
  WebMercatorTilingScheme,
} from '@cesium/engine';
import type { GeoBounds, ImagerySource } from 'twin-core';
import { zoomsOf } from '../../state/imagery/tile-grid.ts';
import { TileFault, TilePictures } from '../../state/imagery/tile-pictures.ts';
import { GROUND_ERROR_PX } from '../ground-imagery.ts';

/** Tiles are drawn twice as large as they are before finer ones are asked for: a middle between sharp and many. */
const ENLARGED = 2;

/** Draws the tiles of an imagery layer on the ground, set right where their datum or grid is another. */
export class PictureImagery implements ImageryProvider {
  readonly rectangle: Rectangle;
  readonly tilingScheme = new WebMercatorTilingScheme();
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Coarser ground than there are pictures for is left bare: Cesium would cover it with thousands of fine ones. */
  readonly minimumLevel = 0;
  readonly maximumLevel: number;
  readonly hasAlphaChannel = true;
  readonly errorEvent = new Event();
  readonly credit = new Credit('');
  readonly proxy = new DefaultProxy('');
  readonly tileDiscardPolicy = new NeverTileDiscardPolicy();
  readonly #pictures: TilePictures;
  readonly #coarsest: number;
  #empty: HTMLCanvasElement | null = null;

  /** `onFault` is told why tiles cannot be had, and null when they can again. */
  constructor(source: ImagerySource, bounds: GeoBounds | null, onFault: (code: string | null) => void) {
    const whole = this.tilingScheme.rectangle;
    this.rectangle =
      (bounds && Rectangle.intersection(Rectangle.fromDegrees(...bounds), whole)) || Rectangle.clone(whole);
    this.tileWidth = (source.tilePx * ENLARGED) / GROUND_ERROR_PX;
    this.tileHeight = this.tileWidth;
    const { min, max } = zoomsOf(source);
    this.#coarsest = min;
    this.maximumLevel = max;
    this.#pictures = new TilePictures(source, onFault);
  }

  getTileCredits(): Credit[] {
    return [];
  }

  async requestImage(x: number, y: number, level: number): Promise<HTMLCanvasElement> {
    if (level < this.#coarsest) return this.#nothing();
    try {
      return (await this.#pictures.tile({ z: level, x, y })) ?? this.#nothing();
    } catch (cause) {
      // The reason is told beside the layer; ground without a picture is better than a scene that asks without end.
      if (cause instanceof TileFault || cause instanceof TypeError) return this.#nothing();
      throw cause;
    }
  }

  #nothing(): HTMLCanvasElement {
    if (!this.#empty) {
      this.#empty = document.createElement('canvas');
      this.#empty.width = 1;
      this.#empty.height = 1;
      // A canvas that nobody drew on cannot become a texture everywhere.
      this.#empty.getContext('2d')?.clearRect(0, 0, 1, 1);
    }
    return this.#empty;
  }

  pickFeatures(): undefined {
    return undefined;
  }
}
