import { paintSymbol, type SymbolLook, symbolKey } from '../../state/paint-symbol.ts';
import type { Palette } from '../../state/palette.ts';

/** Pictures are painted at this many pixels for one of the screen. */
const SHARPNESS = 2;
/** Symbols of devices in alarm are larger than the others; every symbol is painted this wide, CSS pixels. */
export const SYMBOL_PICTURE_PX = 40;
/** A cluster's sign, CSS pixels; its number stands in a tag at its right. */
const SIGN_PX = 23;
const TAG_PX = 17;
const TEXT_PX = 11.5;
const TEXT_FONT = `500 ${TEXT_PX}px "Noto Sans SC", sans-serif`;
/** Between the middle of the sign and its number; and after the number. */
const TEXT_GAP_PX = 15;
const TAG_END_PX = 7;

/** A painted picture and its size on screen, CSS pixels. */
export interface Picture {
  readonly key: string;
  readonly canvas: HTMLCanvasElement;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Drawn where a cluster's devices carry several signs: three sheets, one over the other. */
export const MIXED_SYMBOL =
  'M12 2.500 2.500 7.300 12 12.100 21.500 7.300zM4.700 10.600 2.500 11.700 12 16.500 21.500 11.700 19.300 10.600 12 14.300zM4.700 15 2.500 16.100 12 20.900 21.500 16.100 19.300 15 12 18.700z';

/** Pictures of symbols and of clusters, each painted once. */
export class SymbolPictures {
  readonly #palette: Palette;
  readonly #pictures = new Map<string, Picture>();
  readonly #measure = document.createElement('canvas').getContext('2d');

  constructor(palette: Palette) {
    this.#palette = palette;
    if (this.#measure) this.#measure.font = TEXT_FONT;
  }

  /** The picture of one device. */
  symbol(look: SymbolLook): Picture {
    const key = symbolKey(look);
    return this.#kept(key, SYMBOL_PICTURE_PX, SYMBOL_PICTURE_PX, (context) =>
      paintSymbol(context, look, this.#palette, SYMBOL_PICTURE_PX),
    );
  }

  /** The picture of several: the sign of the worst of them and how many there are. */
  cluster(look: SymbolLook, count: string): Picture {
    const key = `${symbolKey(look)}:${count}`;
    const known = this.#pictures.get(key);
    if (known) return known;
    const textPx = Math.ceil(this.#measure?.measureText(count).width ?? count.length * TEXT_PX * 0.6);
    const widthPx = SIGN_PX / 2 + TEXT_GAP_PX + textPx + TAG_END_PX;
    return this.#kept(key, widthPx, SIGN_PX + 1, (context) => this.#paintCluster(context, look, count, widthPx));
  }

  #paintCluster(context: CanvasRenderingContext2D, look: SymbolLook, count: string, widthPx: number): void {
    const middle = SIGN_PX / 2 + 0.5;
    context.beginPath();
    context.roundRect(middle, middle - TAG_PX / 2, widthPx - middle - 0.5, TAG_PX, TAG_PX / 2);
    context.fillStyle = this.#palette.symbolPlate;
    context.fill();
    context.strokeStyle = this.#palette.line;
    context.lineWidth = 1;
    context.stroke();
    context.font = TEXT_FONT;
    context.textBaseline = 'middle';
    context.fillStyle = this.#palette.text;
    context.fillText(count, SIGN_PX / 2 + TEXT_GAP_PX, middle + 0.5);
    // The sign's plate is smaller than its box: here it fills it.
    const spread = 1.3;
    context.translate(SIGN_PX / 2 - (SIGN_PX * spread) / 2, middle - (SIGN_PX * spread) / 2);
    paintSymbol(context, look, this.#palette, SIGN_PX * spread);
  }

  #kept(key: string, widthPx: number, heightPx: number, paint: (context: CanvasRenderingContext2D) => void): Picture {
    const known = this.#pictures.get(key);
    if (known) return known;
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(widthPx * SHARPNESS);
    canvas.height = Math.ceil(heightPx * SHARPNESS);
    const context = canvas.getContext('2d');
    if (context) {
      context.scale(SHARPNESS, SHARPNESS);
      paint(context);
    }
    const picture = { key, canvas, widthPx, heightPx };
    this.#pictures.set(key, picture);
    return picture;
  }
}
