import { Cartesian3, Color, PointPrimitiveCollection, type Primitive, type Scene } from '@cesium/engine';
import type { LonLat } from '../../state/ground-plan.ts';
import type { Palette } from '../../state/palette.ts';
import type { GroundWayControls, GroundWays } from '../../state/route-picture.ts';
import { addLinesOnTop } from '../lines-on-top.ts';

const LINE_PX = 4;
const END_PX = 12;
/** Over the ground, so that its unevenness does not swallow the line, metres. */
const LIFT_M = 0.6;

/** Over the floor of a storey. */
const WAIST_M = 0.9;

/** Ways over the ground and on a storey, drawn over everything. */
export class GroundWayLayer implements GroundWayControls {
  readonly #scene: Scene;
  readonly #color: Color;
  readonly #palette: Palette;
  readonly #background: Color;
  readonly #heightM: number;
  readonly #ends: PointPrimitiveCollection;
  #lines: Primitive | null = null;

  /** `groundM`: height of the site's ground above the ellipsoid, metres. */
  constructor(scene: Scene, palette: Palette, groundM: number) {
    this.#scene = scene;
    this.#palette = palette;
    this.#color = Color.fromCssColorString(palette.wayOut);
    this.#background = Color.fromCssColorString(palette.background);
    this.#heightM = groundM + LIFT_M;
    this.#ends = scene.primitives.add(new PointPrimitiveCollection());
  }

  show(ways: GroundWays | null): void {
    // A panel may let go of a scene whose graphics context was lost.
    if (this.#scene.isDestroyed()) return;
    if (this.#lines) this.#scene.primitives.remove(this.#lines);
    this.#ends.removeAll();
    const { priority, selection, wayOut } = this.#palette;
    const looks = { safe: wayOut, smoky: priority[2], blocked: priority[1] };
    const overGround = (line: readonly LonLat[], color: string) => ({
      positions: line.map(([longitude, latitude]) => Cartesian3.fromDegrees(longitude, latitude, this.#heightM)),
      color,
      widthPx: LINE_PX,
    });
    const onStorey = (ways?.onStorey ?? []).map(({ line, look }) => ({
      positions: line.map(({ longitude, latitude, height }) =>
        Cartesian3.fromDegrees(longitude, latitude, height + WAIST_M),
      ),
      color: looks[look],
      widthPx: LINE_PX,
    }));
    this.#lines = addLinesOnTop(this.#scene, [
      ...(ways?.lines ?? []).map((line) => overGround(line, wayOut)),
      overGround(ways?.wayIn ?? [], selection),
      ...onStorey,
    ]);
    for (const [longitude, latitude] of ways?.ends ?? []) {
      this.#ends.add({
        position: Cartesian3.fromDegrees(longitude, latitude, this.#heightM),
        pixelSize: END_PX,
        color: this.#color,
        outlineColor: this.#background,
        outlineWidth: 2,
        disableDepthTestDistance: Number.POSITIVE_INFINITY,
      });
    }
    // Says on the page how many are drawn.
    this.#scene.canvas.dataset.ways = String(ways?.lines.length ?? 0);
    this.#scene.canvas.dataset.storeyWays = String(onStorey.length);
    this.#scene.requestRender();
  }
}
