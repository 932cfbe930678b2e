import type { Palette } from '../../state/palette.ts';
import { SVG } from '../../state/picture-svg.ts';
import type { HandleNames } from './placing-controls.ts';
import type { ScreenPoint } from './snap-corner.ts';

/** What a handle does. */
export type HandleKind = keyof HandleNames;
const KINDS: readonly HandleKind[] = ['turn', 'height', 'move'];

/** Where everything is drawn, CSS pixels of the scene; null where it lies behind the camera. */
export interface HandleShapes {
  /** Outline of the model on the ground. */
  readonly base: readonly ScreenPoint[] | null;
  /** The circle it turns on, in pieces that are in front of the camera. */
  readonly ring: readonly (readonly ScreenPoint[])[];
  /** From the foot of the model to its height handle. */
  readonly mast: readonly [ScreenPoint, ScreenPoint] | null;
  readonly handles: Readonly<Record<HandleKind, ScreenPoint | null>>;
  readonly values: Readonly<Record<'turn' | 'height', number>>;
  readonly marks: readonly { readonly label: string; readonly on: 'model' | 'ground'; readonly at: ScreenPoint }[];
}

/** How a drag of a handle goes on. Points are CSS pixels of the scene; `fine`: Ctrl is held. */
export interface HandleDrag {
  readonly kind: HandleKind;
  readonly phase: 'grab' | 'drag' | 'drop';
  readonly at: ScreenPoint;
  readonly fine: boolean;
}

const RADIUS_PX = 15;
/** Pictures in a 24 × 24 box. */
const SYMBOLS: Readonly<Record<HandleKind, string>> = {
  move: 'M12 2l3 4h-2v5h5V9l4 3-4 3v-2h-5v5h2l-3 4-3-4h2v-5H6v2l-4-3 4-3v2h5V6H9z',
  turn: 'M12 5a7 7 0 0 1 6.700 5h2.300l-3.500 4-3.500-4h2.300A4.800 4.800 0 0 0 7.400 10.600L5.600 9.200A7 7 0 0 1 12 5zM12 19a7 7 0 0 1-6.700-5H3l3.500-4 3.500 4H7.700a4.800 4.800 0 0 0 8.900-.600l1.800 1.400A7 7 0 0 1 12 19z',
  height: 'M12 2l4 5h-3v10h3l-4 5-4-5h3V7H8z',
};

/** The handles of the model that is being placed, as vectors over the scene: crisp, focusable, and never behind a wall. */
export class HandleOverlay {
  readonly #svg: SVGSVGElement;
  readonly #lines: SVGPathElement;
  readonly #base: SVGPathElement;
  readonly #marks: SVGGElement;
  readonly #readout: SVGTextElement;
  readonly #handles: Readonly<Record<HandleKind, SVGGElement>>;
  readonly #palette: Palette;
  readonly #onDrag: (drag: HandleDrag) => void;
  #grabbed: HandleKind | null = null;

  constructor(container: HTMLElement, palette: Palette, names: HandleNames, onDrag: (drag: HandleDrag) => void) {
    this.#palette = palette;
    this.#onDrag = onDrag;
    this.#svg = document.createElementNS(SVG, 'svg');
    this.#svg.dataset.testid = 'placing-handles';
    Object.assign(this.#svg.style, {
      position: 'absolute',
      inset: '0',
      width: '100%',
      height: '100%',
      pointerEvents: 'none',
      userSelect: 'none',
    });
    this.#base = this.#path({ fill: `${palette.selection}14`, 'stroke-dasharray': '6 4' });
    this.#base.style.pointerEvents = 'fill';
    this.#base.style.cursor = 'move';
    this.#listen(this.#base, 'move');
    this.#lines = this.#path({ fill: 'none' });
    this.#handles = Object.fromEntries(KINDS.map((kind) => [kind, this.#handle(kind, names[kind])])) as Record<
      HandleKind,
      SVGGElement
    >;
    this.#marks = this.#svg.appendChild(document.createElementNS(SVG, 'g'));
    this.#readout = this.#svg.appendChild(this.#text(14));
    container.append(this.#svg);
  }

  #path(attributes: Readonly<Record<string, string>>): SVGPathElement {
    const path = this.#svg.appendChild(document.createElementNS(SVG, 'path'));
    const drawn = { stroke: this.#palette.selection, 'stroke-width': '1.5', 'stroke-opacity': '0.85', ...attributes };
    for (const [name, value] of Object.entries(drawn)) path.setAttribute(name, value);
    return path;
  }

  #text(sizePx: number): SVGTextElement {
    const text = document.createElementNS(SVG, 'text');
    text.setAttribute('fill', this.#palette.selection);
    text.setAttribute('stroke', this.#palette.background);
    text.setAttribute('stroke-width', '4');
    text.setAttribute('paint-order', 'stroke');
    text.style.font = `600 ${sizePx}px "Noto Sans SC", sans-serif`;
    text.style.fontVariantNumeric = 'tabular-nums';
    return text;
  }

  #handle(kind: HandleKind, name: string): SVGGElement {
    const group = this.#svg.appendChild(document.createElementNS(SVG, 'g'));
    group.dataset.handle = kind;
    group.setAttribute('tabindex', '0');
    group.setAttribute('role', kind === 'move' ? 'button' : 'slider');
    group.setAttribute('aria-label', name);
    Object.assign(group.style, { pointerEvents: 'all', cursor: kind === 'height' ? 'ns-resize' : 'grab' });
    const circle = group.appendChild(document.createElementNS(SVG, 'circle'));
    circle.setAttribute('r', String(RADIUS_PX));
    circle.setAttribute('fill', this.#palette.background);
    circle.setAttribute('stroke', this.#palette.selection);
    circle.setAttribute('stroke-width', '1.5');
    const symbol = group.appendChild(document.createElementNS(SVG, 'path'));
    symbol.setAttribute('d', SYMBOLS[kind]);
    symbol.setAttribute('fill', this.#palette.selection);
    symbol.setAttribute('transform', 'translate(-9 -9) scale(0.75)');
    group.appendChild(document.createElementNS(SVG, 'title')).textContent = name;
    this.#listen(group, kind);
    return group;
  }

  #listen(target: SVGElement, kind: HandleKind): void {
    const tell = (phase: HandleDrag['phase'], event: PointerEvent) => {
      const { left, top } = this.#svg.getBoundingClientRect();
      const at = { x: event.clientX - left, y: event.clientY - top };
      this.#onDrag({ kind, phase, at, fine: event.ctrlKey });
    };
    target.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      target.setPointerCapture(event.pointerId);
      this.#handles[kind].focus({ preventScroll: true });
      this.#grabbed = kind;
      tell('grab', event);
    });
    target.addEventListener('pointermove', (event) => {
      if (this.#grabbed === kind && target.hasPointerCapture(event.pointerId)) tell('drag', event);
    });
    target.addEventListener('lostpointercapture', (event) => {
      if (this.#grabbed !== kind) return;
      this.#grabbed = null;
      this.#readout.textContent = '';
      tell('drop', event);
    });
  }

  /** Tells beside the pointer how far the model was dragged; '' ends it. */
  say(text: string, { x, y }: ScreenPoint): void {
    this.#readout.textContent = text;
    this.#readout.setAttribute('x', String(x + 22));
    this.#readout.setAttribute('y', String(y - 14));
  }

  draw({ base, ring, mast, handles, values, marks }: HandleShapes): void {
    const line = (points: readonly ScreenPoint[]) =>
      points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
    this.#base.setAttribute('d', base ? `M${line(base)}Z` : '');
    const pieces = [...ring, ...(mast ? [mast] : [])].filter((points) => points.length > 1);
    this.#lines.setAttribute('d', pieces.map((points) => `M${line(points)}`).join(''));
    for (const kind of KINDS) {
      const at = handles[kind];
      const group = this.#handles[kind];
      group.style.display = at ? '' : 'none';
      if (at) group.setAttribute('transform', `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`);
      if (kind !== 'move') group.setAttribute('aria-valuenow', values[kind].toFixed(2));
    }
    this.#marks.replaceChildren(...marks.flatMap(({ label, on, at }) => this.#mark(label, on, at)));
  }

  /** A dot on the model, a ring on the ground, both with their number. */
  #mark(label: string, on: 'model' | 'ground', { x, y }: ScreenPoint): SVGElement[] {
    const dot = document.createElementNS(SVG, 'circle');
    dot.setAttribute('cx', String(x));
    dot.setAttribute('cy', String(y));
    dot.setAttribute('r', on === 'model' ? '5' : '7');
    dot.setAttribute('fill', on === 'model' ? this.#palette.selection : 'none');
    dot.setAttribute('stroke', on === 'model' ? this.#palette.background : this.#palette.selection);
    dot.setAttribute('stroke-width', '2');
    const text = this.#text(13);
    text.setAttribute('x', String(x + 9));
    text.setAttribute('y', String(y - 7));
    text.textContent = label;
    return [dot, text];
  }

  destroy(): void {
    this.#svg.remove();
  }
}
