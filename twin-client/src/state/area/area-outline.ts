import type { Palette } from '../palette.ts';
import { SVG, svgOver } from '../picture-svg.ts';

/** A point in CSS pixels of the picture. */
export type OutlinePoint = readonly [x: number, y: number];

/** What is drawn of an area. */
export interface Outline {
  /** Closed lines; those behind the camera are cut off already. */
  readonly rings: readonly (readonly OutlinePoint[])[];
  /** Lines between two of them. */
  readonly edges: readonly (readonly [OutlinePoint, OutlinePoint])[];
  /** Points a person set. */
  readonly dots: readonly OutlinePoint[];
  /** Its lines cross: it cannot be closed so. */
  readonly crossed: boolean;
}

/** An area over a picture as vectors: drawing it costs no frame of the picture itself. */
export class AreaOutline {
  readonly #svg: SVGSVGElement;
  readonly #fill: SVGPathElement;
  readonly #line: SVGPathElement;
  readonly #dots: SVGPathElement;
  readonly #palette: Palette;

  constructor(container: HTMLElement, palette: Palette) {
    this.#palette = palette;
    this.#svg = svgOver(container, 'area-outline');
    const path = () => this.#svg.appendChild(document.createElementNS(SVG, 'path'));
    [this.#fill, this.#line, this.#dots] = [path(), path(), path()];
    this.#fill.setAttribute('fill-opacity', '0.1');
    this.#line.setAttribute('fill', 'none');
    this.#line.setAttribute('stroke-width', '2');
    this.#line.setAttribute('stroke-linejoin', 'round');
    this.#dots.setAttribute('stroke-width', '2');
    this.#dots.setAttribute('fill', palette.background);
  }

  draw({ rings, edges, dots, crossed }: Outline): void {
    const color = crossed ? this.#palette.priority[2] : this.#palette.selection;
    const at = ([x, y]: OutlinePoint) => `${x.toFixed(1)} ${y.toFixed(1)}`;
    const closed = rings.filter(({ length }) => length > 1).map((ring) => `M${ring.map(at).join('L')}Z`);
    const lines = edges.map(([from, to]) => `M${at(from)}L${at(to)}`);
    this.#fill.setAttribute('d', crossed ? '' : (closed[0] ?? ''));
    this.#fill.setAttribute('fill', color);
    this.#line.setAttribute('d', [...closed, ...lines].join(''));
    this.#line.setAttribute('stroke', color);
    this.#line.setAttribute('stroke-dasharray', crossed ? '6 5' : 'none');
    this.#dots.setAttribute('d', dots.map(([x, y]) => `M${at([x - 4, y])}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0`).join(''));
    this.#dots.setAttribute('stroke', color);
  }

  destroy(): void {
    this.#svg.remove();
  }
}
