import {
  Math as CesiumMath,
  Credit,
  DefaultProxy,
  Event,
  GeographicTilingScheme,
  type ImageryProvider,
  NeverTileDiscardPolicy,
  Rectangle,
} from '@cesium/engine';
import type { GeoBounds } from 'twin-core';
import { GROUND_ERROR_PX } from '../ground-imagery.ts';
import type { FeaturePlan } from './feature-plan.ts';
import { type FeaturePaint, paintFeatures, reachOf } from './paint-features.ts';

/** Side of a painted tile, pixels. */
const TILE_PX = 512;
/** Cesium lets a pixel of imagery cover as much of the screen as that error; saying tiles are narrower makes it one pixel. */
const STATED_PX = TILE_PX / GROUND_ERROR_PX;
/** Finest level: a tile of 512 px is 19 m high. */
const MAXIMUM_LEVEL = 20;
/** Ground around a layer on which its widest line and its names may lie, metres. */
const MARGIN_M = 60;

/** Paints the features of one layer on the ground. Its tiles are those of the terrain, so each lies on one. */
export class FeatureImagery implements ImageryProvider {
  readonly rectangle: Rectangle;
  readonly tilingScheme = new GeographicTilingScheme();
  readonly tileWidth = STATED_PX;
  readonly tileHeight = STATED_PX;
  readonly minimumLevel = 0;
  readonly maximumLevel = MAXIMUM_LEVEL;
  readonly hasAlphaChannel = true;
  readonly errorEvent = new Event();
  readonly credit = new Credit('');
  readonly proxy = new DefaultProxy('');
  readonly tileDiscardPolicy = new NeverTileDiscardPolicy();
  readonly #plan: FeaturePlan;
  readonly #paint: FeaturePaint;
  #empty: HTMLCanvasElement | null = null;

  constructor(plan: FeaturePlan, bounds: GeoBounds, paint: FeaturePaint) {
    const marginDeg = Math.max(MARGIN_M, reachOf(paint, 0)) / 111_320;
    const across = marginDeg / Math.max(0.05, Math.cos(((bounds[1] + bounds[3]) / 2) * (Math.PI / 180)));
    this.rectangle = Rectangle.fromDegrees(
      Math.max(-180, bounds[0] - across),
      Math.max(-90, bounds[1] - marginDeg),
      Math.min(180, bounds[2] + across),
      Math.min(90, bounds[3] + marginDeg),
    );
    this.#plan = plan;
    this.#paint = paint;
  }

  getTileCredits(): Credit[] {
    return [];
  }

  async requestImage(x: number, y: number, level: number): Promise<HTMLCanvasElement> {
    const tile = this.tilingScheme.tileXYToRectangle(x, y, level);
    const [west, south, east, north] = [tile.west, tile.south, tile.east, tile.north].map(CesiumMath.toDegrees) as [
      number,
      number,
      number,
      number,
    ];
    const [left, bottom] = this.#plan.toPlan(west, south);
    const [right, top] = this.#plan.toPlan(east, north);
    const [canvas, context] = canvasOf(TILE_PX);
    const window = { west: left, south: bottom, east: right, north: top };
    if (paintFeatures(context, this.#plan, window, TILE_PX, this.#paint)) return canvas;
    // Where nothing is, a pixel does for a tile.
    this.#empty ??= canvasOf(1)[0];
    return this.#empty;
  }

  pickFeatures(): undefined {
    return undefined;
  }
}

function canvasOf(sidePx: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas');
  canvas.width = sidePx;
  canvas.height = sidePx;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('a tile of features cannot be painted: the browser gives no 2D canvas');
  return [canvas, context];
}
