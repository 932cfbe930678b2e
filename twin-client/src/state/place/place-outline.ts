import type { Palette } from '../palette.ts';
import { SVG, svgOver } from '../picture-svg.ts';

/** A point in CSS pixels of the picture. */
type Point = readonly [x: number, y: number];

/** One line or area over a picture. */
export interface DrawnPlace {
  readonly points: readonly Point[];
  readonly closed: boolean;
  readonly color: string;
  /** Share of the color inside a closed line, 0 to 1. */
  readonly fill: number;
  readonly dashed?: boolean;
  readonly widthPx?: number;
}

/** A handle on a corner, or (small) on the middle of a side. */
export interface DrawnHandle {
  readonly at: Point;
  readonly look: 'corner' | 'selected' | 'middle';
}

/** Words at a point. */
export interface DrawnWord {
  readonly at: Point;
  readonly text: string;
  readonly strong?: boolean;
}

/** What lies over a picture. */
export interface DrawnPlaces {
  readonly places: readonly DrawnPlace[];
  readonly handles?: readonly DrawnHandle[];
  readonly words?: readonly DrawnWord[];
}

/** Places over a picture as vectors: drawing them costs no frame of the picture itself. */
export class PlaceOutline {
  readonly #svg: SVGSVGElement;
  readonly #palette: Palette;

  /** `name`: its data-testid. */
  constructor(container: HTMLElement, palette: Palette, name: string) {
    this.#palette = palette;
    this.#svg = svgOver(container, name);
    this.#svg.style.overflow = 'hidden';
  }

  draw({ places, handles = [], words = [] }: DrawnPlaces): void {
    this.#svg.replaceChildren(
      ...places.filter(({ points }) => points.length > 0).map((place) => this.#place(place)),
      ...handles.map((handle) => this.#handle(handle)),
      ...words.map((word) => this.#word(word)),
    );
  }

  #place({ points, closed, color, fill, dashed = false, widthPx = 2 }: DrawnPlace): SVGElement {
    const at = ([x, y]: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;
    return element('path', {
      d: `M${points.map(at).join('L')}${closed && points.length > 2 ? 'Z' : ''}`,
      fill: closed && points.length > 2 ? color : 'none',
      'fill-opacity': String(fill),
      stroke: color,
      'stroke-width': String(widthPx),
      'stroke-linejoin': 'round',
      'stroke-linecap': 'round',
      'stroke-dasharray': dashed ? '6 5' : 'none',
    });
  }

  #handle({ at: [x, y], look }: DrawnHandle): SVGElement {
    const { background, selection, priority } = this.#palette;
    const color = look === 'selected' ? priority[4] : selection;
    return element('circle', {
      cx: x.toFixed(1),
      cy: y.toFixed(1),
      r: look === 'middle' ? '3.5' : look === 'selected' ? '6' : '5',
      fill: look === 'selected' ? color : background,
      stroke: color,
      'stroke-width': look === 'middle' ? '1.2' : '2',
      opacity: look === 'middle' ? '0.75' : '1',
    });
  }

  #word({ at: [x, y], text, strong = false }: DrawnWord): SVGElement {
    const word = element('text', {
      x: x.toFixed(1),
      y: y.toFixed(1),
      fill: strong ? this.#palette.text : this.#palette.muted,
      stroke: this.#palette.background,
      'stroke-width': '3.5',
      'paint-order': 'stroke',
      'stroke-linejoin': 'round',
      'text-anchor': 'middle',
      'dominant-baseline': 'central',
      'font-size': strong ? '13' : '12',
      'font-weight': strong ? '600' : '400',
    });
    word.textContent = text;
    return word;
  }

  destroy(): void {
    this.#svg.remove();
  }
}

function element(name: 'path' | 'circle' | 'text', attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
