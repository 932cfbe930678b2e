import type { Palette } from '../../state/palette.ts';
import { addSvg, svgOver } from '../../state/picture-svg.ts';
import type { Point3 } from '../solid/triangle-bvh.ts';
import { type Measurement, measured, middleOf, quantityText } from './measure.ts';
import type { MeasureState } from './measure-tool.ts';
import type { ScreenPoint, SnapKind } from './snap.ts';

const FONT_PX = 13;
/** Shapes of the mark under the pointer: a square for a corner, a triangle for a middle, a cross on an edge, a ring on a face. */
const MARKS: Readonly<Record<SnapKind, string>> = {
  corner: 'M-6 -6H6V6H-6Z',
  middle: 'M0 -7L7 5H-7Z',
  edge: 'M-6 -6L6 6M6 -6L-6 6',
  face: 'M5 0A5 5 0 1 1 -5 0A5 5 0 1 1 5 0Z',
};

/** Measurements as lines, points and labels over the picture. */
export class MeasureLayer {
  readonly #svg: SVGSVGElement;
  readonly #palette: Palette;

  constructor(element: HTMLElement, palette: Palette) {
    this.#palette = palette;
    this.#svg = svgOver(element, 'measurements');
  }

  /** Draws all anew: measurements are few. `project` gives null for what is behind the camera. */
  draw({ kind, points, pointer, done }: MeasureState, project: (point: Point3) => ScreenPoint | null): void {
    this.#svg.replaceChildren();
    for (const measurement of done) this.#drawOne(measurement, false, project);
    if (kind && points.length > 0) {
      const next = pointer ? [...points, pointer.point] : points;
      this.#drawOne({ number: 0, kind, points: next }, true, project);
    }
    if (kind && pointer) this.#drawMark(pointer.kind, project(pointer.point));
  }

  dispose(): void {
    this.#svg.remove();
  }

  #drawOne(measurement: Measurement, running: boolean, project: (point: Point3) => ScreenPoint | null): void {
    const { kind, points } = measurement;
    const { priority, selection } = this.#palette;
    const color = running ? selection : priority[4];
    const { value, legs } = measured(measurement);
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return;
    const line = kind === 'height' ? [first, [first[0], last[1], first[2]] as const, last] : [...points];
    if (kind === 'area' && points.length > 2) line.push(first);
    const drawn = line.map(project);
    if (kind === 'area') addSvg(this.#svg, 'polygon', { points: path(drawn), fill: color, 'fill-opacity': 0.14 });
    addSvg(this.#svg, 'polyline', {
      points: path(drawn),
      fill: 'none',
      stroke: color,
      'stroke-width': 2,
      ...(kind === 'height' ? { 'stroke-dasharray': '5 3' } : {}),
    });
    for (const place of points.map(project)) {
      if (place) addSvg(this.#svg, 'circle', { cx: place.x, cy: place.y, r: 3.5, fill: color });
    }
    if (points.length < 2) return;
    if (kind === 'height')
      this.#label(project(middleOf([first, [first[0], last[1], first[2]]])), `↕ ${quantityText(kind, value)}`);
    else if (kind === 'area') {
      legs.forEach((leg, at) => {
        const between = middleOf([points[at]!, points[(at + 1) % points.length]!]);
        this.#label(project(between), quantityText('length', leg), true);
      });
      if (points.length > 2) this.#label(project(middleOf(points)), quantityText('area', value));
    } else {
      if (legs.length > 1) {
        legs.forEach((leg, at) => {
          this.#label(project(middleOf([points[at]!, points[at + 1]!])), quantityText('length', leg), true);
        });
      }
      const end = legs.length > 1 ? project(last) : project(middleOf(points));
      this.#label(end && legs.length > 1 ? { x: end.x + 12, y: end.y - 16 } : end, quantityText('length', value));
    }
  }

  #drawMark(kind: SnapKind, place: ScreenPoint | null): void {
    if (!place) return;
    addSvg(this.#svg, 'path', {
      d: MARKS[kind],
      transform: `translate(${place.x.toFixed(1)} ${place.y.toFixed(1)})`,
      fill: 'none',
      stroke: this.#palette.selection,
      'stroke-width': 1.8,
      'data-snap': kind,
    });
  }

  #label(place: ScreenPoint | null, text: string, minor = false): void {
    if (!place) return;
    const { background, text: ink, muted } = this.#palette;
    const width = text.length * FONT_PX * 0.58 + 10;
    const [x, y] = [place.x - width / 2, place.y - FONT_PX * 0.75 - 2];
    if (!minor)
      addSvg(this.#svg, 'rect', { x, y, width, height: FONT_PX * 1.5, rx: 3, fill: background, 'fill-opacity': 0.88 });
    const label = addSvg(this.#svg, 'text', {
      x: place.x,
      y: place.y,
      'text-anchor': 'middle',
      'dominant-baseline': 'central',
      'font-family': '"Noto Sans SC", sans-serif',
      'font-size': minor ? FONT_PX - 2 : FONT_PX,
      'font-weight': minor ? 400 : 600,
      fill: minor ? muted : ink,
      stroke: background,
      'stroke-width': 3,
      'stroke-linejoin': 'round',
      'paint-order': 'stroke',
    });
    label.textContent = text;
  }
}

/** Points of a line as SVG wants them; what is behind the camera is left out. */
function path(places: readonly (ScreenPoint | null)[]): string {
  return places.flatMap((place) => (place ? [`${place.x.toFixed(1)},${place.y.toFixed(1)}`] : [])).join(' ');
}
