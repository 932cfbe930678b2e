import type { Palette } from '../state/palette.ts';
import { SVG, svgOver } from '../state/picture-svg.ts';

/** A ring around a symbol, with a text beside it: CSS pixels of the stage. */
export interface Callout {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
  readonly color: string;
  /** Null for a ring alone. */
  readonly label: { readonly text: string; readonly x: number; readonly y: number } | null;
  readonly flashing: boolean;
}

/** One on and off a second: within the 2 Hz that a flash may have. */
const FLASH = { duration: 1000, iterations: Number.POSITIVE_INFINITY, easing: 'steps(2, jump-none)' };

/** Rings and texts of alarmed and selected devices, as vectors: flashing costs the browser's compositor, not a frame. */
export class Callouts {
  readonly #svg: SVGSVGElement;
  readonly #palette: Palette;
  readonly #drawn = new Map<
    string,
    { group: SVGGElement; ring: SVGElement; text: SVGElement; flash: Animation | null }
  >();

  constructor(element: HTMLElement, palette: Palette) {
    this.#palette = palette;
    this.#svg = svgOver(element);
  }

  draw(callouts: readonly Callout[]): void {
    const gone = new Set(this.#drawn.keys());
    for (const callout of callouts) {
      gone.delete(callout.code);
      this.#drawOne(callout);
    }
    for (const code of gone) {
      this.#drawn.get(code)?.flash?.cancel();
      this.#drawn.get(code)?.group.remove();
      this.#drawn.delete(code);
    }
  }

  dispose(): void {
    this.draw([]);
    this.#svg.remove();
  }

  #drawOne({ code, x, y, radiusPx, color, label, flashing }: Callout): void {
    let drawn = this.#drawn.get(code);
    if (!drawn) {
      const group = this.#svg.appendChild(document.createElementNS(SVG, 'g'));
      const ring = group.appendChild(document.createElementNS(SVG, 'circle'));
      const text = group.appendChild(document.createElementNS(SVG, 'text'));
      set(ring, { fill: 'none', 'stroke-width': 2 });
      set(text, {
        'text-anchor': 'middle',
        'dominant-baseline': 'central',
        'font-family': '"Noto Sans SC", sans-serif',
        'font-size': CALLOUT_FONT_PX,
        'font-weight': 600,
        fill: this.#palette.text,
        stroke: this.#palette.background,
        'stroke-width': 4,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      });
      drawn = { group, ring, text, flash: null };
      this.#drawn.set(code, drawn);
    }
    const { group, ring, text } = drawn;
    set(group, { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
    set(ring, { r: radiusPx, stroke: color });
    text.textContent = label?.text ?? '';
    if (label) set(text, { x: (label.x - x).toFixed(1), y: (label.y - y).toFixed(1) });
    if (flashing && !drawn.flash) drawn.flash = ring.animate({ opacity: [1, 0.2] }, FLASH);
    else if (!flashing && drawn.flash) {
      drawn.flash.cancel();
      drawn.flash = null;
    }
  }
}

/** Size of a callout's text, CSS pixels. */
export const CALLOUT_FONT_PX = 15;

function set(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
