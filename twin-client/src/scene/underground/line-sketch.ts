import type { LonLat } from '../../state/ground-plan.ts';
import type { Palette } from '../../state/palette.ts';
import { SVG, svgOver } from '../../state/picture-svg.ts';
import type { SceneAreaPicture } from '../area/area-picture.ts';

/** A pointer that moved less than this between press and release has clicked, CSS pixels. */
const CLICK_PX = 5;
/** The click that ends a drawing reaches the scene's own listeners up to this much later, ms. */
const SETTLE_MS = 400;

/** A line on the ground, drawn by clicks and kept in sight as vectors over the picture. */
export class LineSketch {
  readonly #picture: SceneAreaPicture;
  readonly #svg: SVGSVGElement;
  readonly #path: SVGPathElement;
  #drawing = false;
  #endedAt = Number.NEGATIVE_INFINITY;
  #shown: readonly LonLat[] = [];

  constructor(picture: SceneAreaPicture, palette: Palette) {
    this.#picture = picture;
    this.#svg = svgOver(picture.element);
    this.#path = this.#svg.appendChild(document.createElementNS(SVG, 'path'));
    this.#path.setAttribute('fill', 'none');
    this.#path.setAttribute('stroke', palette.selection);
    this.#path.setAttribute('stroke-width', '2.5');
    this.#path.setAttribute('stroke-dasharray', '9 5');
  }

  /** Whether clicks belong to the drawing and mean nothing else. */
  get busy(): boolean {
    return this.#drawing || performance.now() - this.#endedAt < SETTLE_MS;
  }

  show(line: readonly LonLat[] | null): void {
    this.#shown = line ?? [];
    this.follow();
  }

  /** Draws the line where the picture has it now. */
  follow(): void {
    const points = this.#shown.length > 1 ? this.#picture.project(this.#shown, null) : [];
    this.#path.setAttribute('d', points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join(''));
  }

  /** Listens until a line of two points or more is drawn; null when it was cancelled. */
  draw(signal: AbortSignal): Promise<readonly LonLat[] | null> {
    const { element } = this.#picture;
    const points: LonLat[] = [];
    const listening = new AbortController();
    const { cursor } = element.style;
    this.#drawing = true;
    element.style.cursor = 'crosshair';
    let pressed: readonly [number, number] | null = null;
    const pointOf = (event: MouseEvent) => {
      const { left, top } = element.getBoundingClientRect();
      return [event.clientX - left, event.clientY - top] as const;
    };
    return new Promise((resolve) => {
      const end = (line: readonly LonLat[] | null) => {
        listening.abort();
        this.#drawing = false;
        this.#endedAt = performance.now();
        element.style.cursor = cursor;
        this.show(null);
        resolve(line);
      };
      const close = () => {
        if (points.length >= 2) end(points);
      };
      const options = { signal: listening.signal, capture: true };
      element.addEventListener(
        'pointerdown',
        (event) => {
          pressed = event.button === 0 ? pointOf(event) : null;
        },
        options,
      );
      element.addEventListener(
        'pointermove',
        (event) => {
          const place = points.length > 0 ? this.#picture.placeAt(...pointOf(event)) : null;
          if (place) this.show([...points, place]);
        },
        options,
      );
      element.addEventListener(
        'pointerup',
        (event) => {
          const at = pointOf(event);
          const clicked = pressed && Math.hypot(at[0] - pressed[0], at[1] - pressed[1]) < CLICK_PX;
          pressed = null;
          const place = clicked ? this.#picture.placeAt(...at) : null;
          const last = points.at(-1);
          if (!place || (last && last[0] === place[0] && last[1] === place[1])) return;
          points.push(place);
          this.show(points);
        },
        options,
      );
      element.addEventListener(
        'dblclick',
        (event) => {
          event.stopPropagation();
          close();
        },
        options,
      );
      window.addEventListener(
        'keydown',
        (event) => {
          if (event.key === 'Escape') end(null);
          else if (event.key === 'Enter') close();
          else if (event.key === 'Backspace') {
            points.pop();
            this.show(points);
          } else return;
          event.preventDefault();
          event.stopPropagation();
        },
        options,
      );
      signal.addEventListener('abort', () => end(null), { signal: listening.signal });
      if (signal.aborted) end(null);
    });
  }

  destroy(): void {
    this.#svg.remove();
  }
}
