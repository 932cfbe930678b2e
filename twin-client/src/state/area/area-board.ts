import type { Palette } from '../palette.ts';
import type { AreaControls, AreaHeights, AreaKind, AreaProgress, AreaRing } from './area-controls.ts';
import { AreaOutline, type OutlinePoint } from './area-outline.ts';
import { type SketchGround, sketchArea } from './sketch-area.ts';

/** What a room gives for areas to be drawn over it. */
export interface AreaPicture extends SketchGround {
  /** Keeps a dragging pointer from moving the picture while a box is drawn; null lets it again. */
  hold(kind: AreaKind | null): void;
  /** A ring in the picture, on the ground or at a height above the ellipsoid in metres; without what lies behind the camera. */
  project(ring: AreaRing, height: number | null): readonly OutlinePoint[];
}

/** The click that ends a drawing reaches the room's own listeners up to this much later, ms: a possible double click is waited for. */
const SETTLE_MS = 400;

/** Drawing and showing of areas over a room's picture. The room calls `follow` when the picture has moved. */
export class AreaBoard implements AreaControls {
  readonly #picture: AreaPicture;
  readonly #outline: AreaOutline;
  #drawing: AbortController | null = null;
  #endedAt = Number.NEGATIVE_INFINITY;
  #shown: { readonly ring: AreaRing; readonly heights: AreaHeights | null } | null = null;
  #sketch: { readonly points: AreaRing; readonly progress: AreaProgress } | null = null;

  constructor(picture: AreaPicture, palette: Palette) {
    this.#picture = picture;
    this.#outline = new AreaOutline(picture.element, palette);
  }

  /** Whether clicks belong to a drawing and mean nothing else. */
  get busy(): boolean {
    return this.#drawing !== null || performance.now() - this.#endedAt < SETTLE_MS;
  }

  async draw(
    kind: AreaKind,
    signal: AbortSignal,
    onProgress: (progress: AreaProgress) => void,
  ): Promise<AreaRing | null> {
    this.#drawing?.abort();
    const drawing = new AbortController();
    this.#drawing = drawing;
    this.#picture.hold(kind);
    const ended = AbortSignal.any([signal, drawing.signal]);
    const ring = await sketchArea(this.#picture, kind, ended, (sketch, progress) => {
      this.#sketch = { points: sketch.points, progress };
      this.follow();
      onProgress(progress);
    });
    if (this.#drawing === drawing) {
      this.#drawing = null;
      this.#endedAt = performance.now();
      this.#picture.hold(null);
      this.#sketch = null;
      this.follow();
    }
    return ring;
  }

  show(ring: AreaRing | null, heights: AreaHeights | null = null): void {
    this.#shown = ring && { ring, heights };
    this.follow();
  }

  /** Draws the area where the picture has it now. */
  follow(): void {
    const sketch = this.#sketch;
    if (sketch) {
      const dots = sketch.points.map((place) => this.#picture.pointOf(place)).filter((point) => point !== null);
      const rings = [this.#picture.project(sketch.progress.ring, null)];
      this.#outline.draw({ rings, edges: [], dots, crossed: sketch.progress.crossed });
      return;
    }
    if (!this.#shown) {
      this.#outline.draw({ rings: [], edges: [], dots: [], crossed: false });
      return;
    }
    const { ring, heights } = this.#shown;
    if (!heights) {
      this.#outline.draw({ rings: [this.#picture.project(ring, null)], edges: [], dots: [], crossed: false });
      return;
    }
    const bottom = this.#picture.project(ring, heights.from);
    const top = this.#picture.project(ring, heights.to);
    // Cut-off rings have other corners than each other: they are left without edges.
    const whole = bottom.length === ring.length && top.length === ring.length;
    const edges = whole ? bottom.map((point, i) => [point, top[i]!] as const) : [];
    this.#outline.draw({ rings: [top, bottom], edges, dots: [], crossed: false });
  }

  destroy(): void {
    this.#drawing?.abort();
    this.#outline.destroy();
  }
}
