import { paintSymbol, symbolKey } from '../state/paint-symbol.ts';
import { conditionColor, type Palette } from '../state/palette.ts';
import type { DrawnSymbol } from './device-symbols.ts';
import type { LabelBox } from './label-layout.ts';

/** A text on the stage. */
export interface SpaceLabel extends LabelBox {
  readonly text: string;
  /** A second line below it; null for none. */
  readonly area: string | null;
  readonly prominent: boolean;
}

const FAMILY = '"Noto Sans SC", sans-serif';
/** Weight and size of a text, CSS pixels. */
interface TextFont {
  readonly weight: number;
  readonly px: number;
}

const FONTS: Readonly<Record<'prominent' | 'faint' | 'area', TextFont>> = {
  prominent: { weight: 600, px: 15 },
  faint: { weight: 400, px: 12 },
  area: { weight: 400, px: 11 },
};

/** Names of rooms and symbols of devices, painted over the picture at the screen's own resolution. */
export class Overlay {
  readonly #canvas = document.createElement('canvas');
  readonly #context = this.#canvas.getContext('2d');
  readonly #palette: Palette;
  readonly #pictures = new Map<string, HTMLCanvasElement>();
  #ratio = 0;

  constructor(element: HTMLElement, palette: Palette) {
    this.#palette = palette;
    Object.assign(this.#canvas.style, {
      position: 'absolute',
      inset: '0',
      width: '100%',
      height: '100%',
      pointerEvents: 'none',
    });
    element.append(this.#canvas);
  }

  /** Width and height of a text, and of a second line below it, in CSS pixels. */
  measure(
    text: string,
    prominent: boolean,
    area: string | null = null,
  ): { readonly width: number; readonly height: number } {
    const lines = [{ line: text, ...FONTS[prominent ? 'prominent' : 'faint'] }];
    if (area !== null) lines.push({ line: area, ...FONTS.area });
    const widths = lines.map(({ line, weight, px }) => {
      if (this.#context) this.#context.font = `${weight} ${px}px ${FAMILY}`;
      return this.#context?.measureText(line).width ?? line.length * px;
    });
    return { width: Math.max(...widths), height: lines.reduce((sum, { px }) => sum + px * 1.3, 0) };
  }

  draw(width: number, height: number, labels: readonly SpaceLabel[], symbols: readonly DrawnSymbol[]): void {
    const context = this.#context;
    if (!context) return;
    this.#fit(width, height);
    context.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    for (const label of labels) this.#paintLabel(context, label);
    for (const symbol of symbols) this.#paintStem(context, symbol);
    for (const symbol of symbols) this.#paintSymbol(context, symbol);
  }

  dispose(): void {
    this.#canvas.remove();
    this.#pictures.clear();
  }

  #fit(width: number, height: number): void {
    const ratio = Math.min(2, devicePixelRatio);
    if (ratio !== this.#ratio) this.#pictures.clear();
    this.#ratio = ratio;
    const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.#canvas.width !== columns) this.#canvas.width = columns;
    if (this.#canvas.height !== rows) this.#canvas.height = rows;
  }

  #paintLabel(context: CanvasRenderingContext2D, { text, area, prominent, x, y }: SpaceLabel): void {
    const font = FONTS[prominent ? 'prominent' : 'faint'];
    const below = area === null ? 0 : FONTS.area.px * 0.65;
    this.#paintText(context, text, x, y - below, font, prominent ? this.#palette.text : this.#palette.muted);
    if (area !== null) this.#paintText(context, area, x, y + font.px * 0.65, FONTS.area, this.#palette.muted);
  }

  #paintText(
    context: CanvasRenderingContext2D,
    text: string,
    x: number,
    y: number,
    { weight, px }: TextFont,
    color: string,
  ): void {
    context.font = `${weight} ${px}px ${FAMILY}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = `${this.#palette.background}b0`;
    context.strokeText(text, x, y);
    context.fillStyle = color;
    context.fillText(text, x, y);
  }

  /** From the symbol to the floor: which room it is in can be read off. */
  #paintStem(context: CanvasRenderingContext2D, { marker, x, y, foot }: DrawnSymbol): void {
    if (!foot) return;
    const color = conditionColor(this.#palette, marker.state, marker.priority);
    context.globalAlpha = 0.7;
    context.strokeStyle = context.fillStyle = color;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(foot.x, foot.y);
    context.stroke();
    context.beginPath();
    context.arc(foot.x, foot.y, 2.2, 0, Math.PI * 2);
    context.fill();
    context.globalAlpha = 1;
  }

  #paintSymbol(context: CanvasRenderingContext2D, { marker, x, y, sizePx }: DrawnSymbol): void {
    const key = `${sizePx} ${symbolKey(marker)}`;
    let picture = this.#pictures.get(key);
    if (!picture) {
      picture = document.createElement('canvas');
      picture.width = picture.height = Math.round(sizePx * this.#ratio);
      const paint = picture.getContext('2d');
      if (paint) paintSymbol(paint, marker, this.#palette, picture.width);
      this.#pictures.set(key, picture);
    }
    context.drawImage(picture, x - sizePx / 2, y - sizePx / 2, sizePx, sizePx);
  }
}
