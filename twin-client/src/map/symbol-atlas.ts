import { paintSymbol, type SymbolLook, symbolKey } from '../state/paint-symbol.ts';
import type { Palette } from '../state/palette.ts';

/** Where a picture lies in the atlas, pixels. */
export interface AtlasPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pictures are painted larger than drawn, for screens of two pixels to the CSS pixel. */
const PICTURE_PX = 80;
const GAP_PX = 4;
const COLUMNS = 12;
const CELL_PX = PICTURE_PX + GAP_PX;

/** All symbols in use as one picture. Every new look replaces `canvas`, so that its new identity tells of the change. */
export class SymbolAtlas {
  readonly #palette: Palette;
  readonly #looks = new Map<string, SymbolLook>();
  #canvas = document.createElement('canvas');
  #mapping: Readonly<Record<string, AtlasPlace>> = {};

  constructor(palette: Palette) {
    this.#palette = palette;
  }

  /** Without pixels before anything is held: nothing may be drawn of it. */
  get canvas(): HTMLCanvasElement {
    return this.#canvas;
  }

  /** Places by symbolKey. */
  get mapping(): Readonly<Record<string, AtlasPlace>> {
    return this.#mapping;
  }

  /** Makes sure that the atlas holds every look. */
  hold(looks: Iterable<SymbolLook>): void {
    const known = this.#looks.size;
    for (const look of looks) this.#looks.set(symbolKey(look), look);
    if (this.#looks.size > known) this.#paint();
  }

  #paint(): void {
    const canvas = document.createElement('canvas');
    canvas.width = COLUMNS * CELL_PX;
    canvas.height = Math.ceil(this.#looks.size / COLUMNS) * CELL_PX;
    const context = canvas.getContext('2d');
    const mapping: Record<string, AtlasPlace> = {};
    let index = 0;
    for (const [key, look] of this.#looks) {
      const x = (index % COLUMNS) * CELL_PX + GAP_PX / 2;
      const y = Math.floor(index / COLUMNS) * CELL_PX + GAP_PX / 2;
      context?.setTransform(1, 0, 0, 1, x, y);
      if (context) paintSymbol(context, look, this.#palette, PICTURE_PX);
      mapping[key] = { x, y, width: PICTURE_PX, height: PICTURE_PX };
      index += 1;
    }
    this.#canvas = canvas;
    this.#mapping = mapping;
  }
}
