import type { Palette } from '../palette.ts';
import type { AreaControls, AreaHeights, AreaKind, AreaProgress, AreaRing } from './area-controls.ts';
import { AreaOutline } from './area-outline.ts';
import type { AreaPicture } from './area-picture.ts';
import type { GroundSurface } from './ground-surface.ts';
import { sketchArea } from './sketch-area.ts';

/** The click that ends a drawing reaches the room's own listeners up to this much later, ms: a possible double click is waited for. */
const SETTLE_MS = 400;

/** Drawing and showing of areas over a room's picture. The room calls `follow` when the picture has moved. */
export class AreaBoard implements AreaControls, GroundSurface {
  readonly picture: AreaPicture;
  readonly #listeners = new Set<() => void>();
  #claims = 0;
  readonly #outline: AreaOutline;
  #drawing: AbortController | null = null;
  #endedAt = Number.NEGATIVE_INFINITY;
  #shown: { readonly ring: AreaRing; readonly heights: AreaHeights | null } | null = null;
  #sketch: { readonly points: AreaRing; readonly progress: AreaProgress } | null = null;

  constructor(picture: AreaPicture, palette: Palette) {
    this.picture = picture;
    this.#outline = new AreaOutline(picture.element, palette);
  }

  /** Whether clicks belong to a drawing and mean nothing else. */
  get busy(): boolean {
    return this.#claims > 0 || this.#drawing !== null || performance.now() - this.#endedAt < SETTLE_MS;
  }

  onMove(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  claim(): () => void {
    this.#claims += 1;
    let held = true;
    return () => {
      if (held) this.#claims -= 1;
      held = false;
    };
  }

  async draw(
    kind: AreaKind,
    signal: AbortSignal,
    onProgress: (progress: AreaProgress) => void,
  ): Promise<AreaRing | null> {
    this.#drawing?.abort();
    const drawing = new AbortController();
    this.#drawing = drawing;
    this.picture.hold(kind);
    const ended = AbortSignal.any([signal, drawing.signal]);
    const ring = await sketchArea(this.picture, kind, ended, (sketch, progress) => {
      this.#sketch = { points: sketch.points, progress };
      this.#draw();
      onProgress(progress);
    });
    if (this.#drawing === drawing) {
      this.#drawing = null;
      this.#endedAt = performance.now();
      this.picture.hold(null);
      this.#sketch = null;
      this.#draw();
    }
    return ring;
  }

  show(ring: AreaRing | null, heights: AreaHeights | null = null): void {
    this.#shown = ring && { ring, heights };
    this.#draw();
  }

  /** Draws the area where the picture has it now, and tells the tools. */
  follow(): void {
    this.#draw();
    for (const listener of [...this.#listeners]) listener();
  }

  #draw(): void {
    const sketch = this.#sketch;
    if (sketch) {
      const dots = sketch.points.map((place) => this.picture.pointOf(place)).filter((point) => point !== null);
      const rings = [this.picture.project(sketch.progress.ring, null)];
      this.#outline.draw({ rings, edges: [], dots, crossed: sketch.progress.crossed });
      return;
    }
    if (!this.#shown) {
      this.#outline.draw({ rings: [], edges: [], dots: [], crossed: false });
      return;
    }
    const { ring, heights } = this.#shown;
    if (!heights) {
      this.#outline.draw({ rings: [this.picture.project(ring, null)], edges: [], dots: [], crossed: false });
      return;
    }
    const bottom = this.picture.project(ring, heights.from);
    const top = this.picture.project(ring, heights.to);
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
