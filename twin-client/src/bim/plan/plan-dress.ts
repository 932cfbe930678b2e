import type { Palette } from '../../state/palette.ts';
import { addSvg, SVG } from '../../state/picture-svg.ts';
import { scaleBar } from './scale-bar.ts';

/** Where north arrow and scale bar stand: from the lower right corner, CSS pixels. */
const PLACE = { right: '16px', bottom: '14px', width: '230px', height: '64px' } as const;

/** North arrow and scale bar of a plan. */
export class PlanDress {
  readonly #svg = document.createElementNS(SVG, 'svg');
  readonly #bar: SVGElement;
  readonly #text: SVGElement;

  /** headingDeg: azimuth of the building's +y axis, clockwise from north; the plan has it upward. */
  constructor(element: HTMLElement, palette: Palette, headingDeg: number) {
    this.#svg.setAttribute('aria-hidden', 'true');
    this.#svg.setAttribute('viewBox', '0 0 230 64');
    Object.assign(this.#svg.style, { position: 'absolute', pointerEvents: 'none', display: 'none', ...PLACE });
    const arrow = this.#add('g', { transform: `translate(204 34) rotate(${(-headingDeg).toFixed(2)})` });
    addSvg(arrow, 'path', { d: 'M0 -20L7 12L0 6L-7 12Z', fill: 'none', stroke: palette.muted, 'stroke-width': 1.2 });
    addSvg(arrow, 'path', { d: 'M0 -20L0 6L-7 12Z', fill: palette.text });
    addSvg(arrow, 'text', { ...font(palette), x: 0, y: -23, 'text-anchor': 'middle' }).textContent = 'N';
    this.#bar = this.#add('path', { fill: 'none', stroke: palette.text, 'stroke-width': 1.6 });
    this.#text = this.#add('text', { ...font(palette), y: 38, 'text-anchor': 'end', x: 174 });
    element.append(this.#svg);
  }

  /** Shows the dress at a scale in CSS pixels a metre; null hides it. */
  draw(pixelsPerMetre: number | null): void {
    this.#svg.style.display = pixelsPerMetre === null ? 'none' : '';
    if (pixelsPerMetre === null) return;
    const { metres, widthPx } = scaleBar(pixelsPerMetre);
    const [from, to] = [174 - widthPx, 174];
    this.#bar.setAttribute('d', `M${from} 44V52H${to}V44M${(from + to) / 2} 48V52`);
    this.#text.textContent = `${metres}\u2009m`;
  }

  dispose(): void {
    this.#svg.remove();
  }

  #add(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
    return addSvg(this.#svg, name, attributes);
  }
}

function font({ text, background }: Palette) {
  return {
    'font-family': '"Noto Sans SC", sans-serif',
    'font-size': 12,
    fill: text,
    stroke: background,
    'stroke-width': 3,
    'paint-order': 'stroke',
  };
}
