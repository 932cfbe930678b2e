import { Vector3 } from 'three';
import type { LocalPoint } from 'twin-core';
import type { Palette } from '../../state/palette.ts';
import { addSvg, svgOver } from '../../state/picture-svg.ts';
import type { RoutePicture } from '../../state/route-picture.ts';
import { toThree } from '../frame.ts';

/** Ways are drawn at the height of somebody's waist: on the floor, walls would hide what the lines are about. */
const OVER_FLOOR_M = 0.9;
const LINE_PX = 2.5;
const HEAD_PX = 8;
const CROSS_PX = 6;

interface PagePlace {
  readonly x: number;
  readonly y: number;
}

/** Ways out as arrows over the picture, and what nobody passes in red with a cross: told apart by shape too. */
export class RouteLayer {
  readonly #svg: SVGSVGElement;
  readonly #palette: Palette;
  readonly #point = new Vector3();

  constructor(element: HTMLElement, palette: Palette) {
    this.#palette = palette;
    this.#svg = svgOver(element, 'routes-drawn');
  }

  /** Draws all anew; `project` gives null for what is behind the camera. */
  draw(picture: RoutePicture | null, project: (point: Vector3) => PagePlace | null): void {
    this.#svg.replaceChildren();
    if (!picture) return;
    const { wayOut, priority } = this.#palette;
    const place = ([x, y, z]: LocalPoint) => project(toThree([x, y, z + OVER_FLOOR_M], this.#point));
    for (const { line, smoky } of picture.ways) this.#way(line.map(place), smoky ? priority[2] : wayOut, smoky);
    for (const [from, to] of picture.blocked) this.#blocked(place(from), place(to), priority[1]);
  }

  dispose(): void {
    this.#svg.remove();
  }

  #way(places: readonly (PagePlace | null)[], color: string, smoky: boolean): void {
    const seen = places.filter((one) => one !== null);
    const [before, end] = [seen.at(-2), seen.at(-1)];
    if (!before || !end) return;
    addSvg(this.#svg, 'polyline', {
      points: seen.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '),
      fill: 'none',
      stroke: color,
      'stroke-width': LINE_PX,
      'stroke-linejoin': 'round',
      'data-way': smoky ? 'smoky' : 'safe',
      ...(smoky ? { 'stroke-dasharray': '6 4' } : {}),
    });
    const turn = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
    addSvg(this.#svg, 'path', {
      d: `M0 0L${-HEAD_PX} ${-HEAD_PX / 2}L${-HEAD_PX} ${HEAD_PX / 2}Z`,
      fill: color,
      transform: `translate(${end.x.toFixed(1)} ${end.y.toFixed(1)}) rotate(${turn.toFixed(1)})`,
    });
  }

  #blocked(from: PagePlace | null, to: PagePlace | null, color: string): void {
    if (!from || !to) return;
    const stroke = { stroke: color, 'stroke-width': LINE_PX, fill: 'none' };
    addSvg(this.#svg, 'line', { ...stroke, x1: from.x, y1: from.y, x2: to.x, y2: to.y, 'data-way': 'blocked' });
    const [x, y, arm] = [(from.x + to.x) / 2, (from.y + to.y) / 2, CROSS_PX];
    addSvg(this.#svg, 'path', {
      ...stroke,
      d: `M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x + arm} ${y - arm}L${x - arm} ${y + arm}`,
    });
  }
}
