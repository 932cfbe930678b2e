import type { Palette } from '../state/palette.ts';
import { SVG, svgOver } from '../state/picture-svg.ts';
import { type LabelPlace, LETTER_PX, placeLabels } from './label-layout.ts';

/** A symbol with something drawn around it: CSS pixels of the scene element. */
export interface Callout {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly radiusPx: number;
  /** Text beside the symbol; null for a ring alone. */
  readonly label: string | null;
  readonly flashing: boolean;
}

/** A zone's line in CSS pixels of the scene element. */
export interface OverlayLine {
  readonly code: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly color: string;
  readonly flashing: boolean;
}

/** One on and off a second: half of what clause 2 Hz allows. */
const FLASH = { duration: 1000, iterations: Number.POSITIVE_INFINITY, easing: 'steps(2, jump-none)' };

/**
 * Rings, leader lines, labels and alerted zones over the scene, as vectors: crisp at any resolution scale, and flashing
 * costs the browser's compositor, not a frame of the scene.
 */
export class AlertOverlay {
  readonly #svg: SVGSVGElement;
  readonly #lines: SVGGElement;
  readonly #callouts: SVGGElement;
  readonly #palette: Palette;
  readonly #measure = document.createElement('canvas').getContext('2d');
  readonly #flashing = new Map<Element, Animation>();
  /** Height of letters: as large as the page's own text, which a wall sizes by its viewing distance. */
  #letterPx = 0;
  #width = 0;

  constructor(container: HTMLElement, palette: Palette) {
    this.#palette = palette;
    this.#svg = svgOver(container);
    this.#lines = this.#svg.appendChild(document.createElementNS(SVG, 'g'));
    this.#callouts = this.#svg.appendChild(document.createElementNS(SVG, 'g'));
  }

  /** Draws what is to be seen now. Callouts come most important first. `width` is the scene's in CSS pixels. */
  draw(callouts: readonly Callout[], lines: readonly OverlayLine[], width: number): void {
    this.#keep(
      this.#lines,
      lines,
      (group) => group.append(document.createElementNS(SVG, 'polyline')),
      (group, line) => this.#drawLine(group, line),
    );
    if (width !== this.#width) this.#size(width);
    const wishes = callouts.flatMap(({ code, x, y, label }) =>
      label === null
        ? []
        : [{ code, x, y, width: this.#measure?.measureText(label).width ?? label.length * this.#letterPx }],
    );
    const places = new Map(placeLabels(wishes, width, this.#letterPx).map((place) => [place.code, place]));
    this.#keep(this.#callouts, callouts, createCallout, (group, callout) =>
      this.#drawCallout(group, callout, places.get(callout.code)),
    );
  }

  /** Makes the children of a group match items by code, reusing elements so that animations run on. */
  #keep<T extends { readonly code: string }>(
    parent: SVGGElement,
    items: readonly T[],
    create: (group: SVGGElement) => void,
    draw: (group: SVGGElement, item: T) => void,
  ): void {
    const old = new Map([...parent.children].map((child) => [child.getAttribute('data-code'), child as SVGGElement]));
    for (const item of items) {
      let group = old.get(item.code);
      old.delete(item.code);
      if (!group) {
        group = parent.appendChild(document.createElementNS(SVG, 'g'));
        group.setAttribute('data-code', item.code);
        create(group);
      }
      draw(group, item);
    }
    for (const group of old.values()) {
      this.#flash(group, false);
      group.remove();
    }
  }

  #drawLine(group: SVGGElement, line: OverlayLine): void {
    set(group.firstElementChild, {
      points: line.points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '),
      fill: 'none',
      stroke: line.color,
      'stroke-width': 4,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    });
    this.#flash(group, line.flashing);
  }

  #size(width: number): void {
    this.#width = width;
    this.#letterPx = Math.max(LETTER_PX, Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
    if (this.#measure) this.#measure.font = `600 ${this.#letterPx}px "Noto Sans SC", sans-serif`;
  }

  #drawCallout(group: SVGGElement, callout: Callout, place: LabelPlace | undefined): void {
    const [ring, leader, text] = group.children;
    const { x, y, color, radiusPx } = callout;
    set(ring, { cx: x.toFixed(1), cy: y.toFixed(1), r: radiusPx, fill: 'none', stroke: color, 'stroke-width': 2 });
    if (ring) this.#flash(ring, callout.flashing);
    set(leader, { visibility: place ? 'visible' : 'hidden' });
    set(text, { visibility: place ? 'visible' : 'hidden' });
    if (!place) return;
    const end = x + (place.right ? 18 : -18);
    set(leader, {
      d: `M${x.toFixed(1)} ${(y - radiusPx).toFixed(1)}V${place.elbowY.toFixed(1)}H${end.toFixed(1)}`,
      fill: 'none',
      stroke: color,
      'stroke-width': 1.5,
    });
    set(text, {
      x: (x + (place.right ? 26 : -26)).toFixed(1),
      y: (place.elbowY + this.#letterPx * 0.36).toFixed(1),
      'text-anchor': place.right ? 'start' : 'end',
      'font-family': '"Noto Sans SC", sans-serif',
      'font-size': this.#letterPx,
      'font-weight': 600,
      fill: this.#palette.text,
      stroke: this.#palette.background,
      'stroke-width': 4,
      'stroke-linejoin': 'round',
      'paint-order': 'stroke',
    });
    if (text && text.textContent !== callout.label) text.textContent = callout.label;
  }

  #flash(element: Element, flashing: boolean): void {
    const running = this.#flashing.get(element);
    if (flashing && !running) this.#flashing.set(element, element.animate({ opacity: [1, 0.2] }, FLASH));
    else if (!flashing && running) {
      running.cancel();
      this.#flashing.delete(element);
    }
    for (const [old, animation] of this.#flashing) {
      if (old.isConnected) continue;
      animation.cancel();
      this.#flashing.delete(old);
    }
  }

  destroy(): void {
    for (const animation of this.#flashing.values()) animation.cancel();
    this.#flashing.clear();
    this.#svg.remove();
  }
}

function createCallout(group: SVGGElement): void {
  for (const name of ['circle', 'path', 'text']) group.append(document.createElementNS(SVG, name));
}

function set(element: Element | null | undefined, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const text = String(value);
    if (element && element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}
