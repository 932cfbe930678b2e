import { type Billboard, Cartesian2, Cartesian3, type Scene } from '@cesium/engine';
import { type Drawn, MIXED } from './arrange-devices.ts';
import { BillboardPool } from './billboard-pool.ts';
import { clusterCount } from './cluster-count.ts';
import { type DeviceTable, isAlarmRank, isFaultRank, lookOfRank } from './device-table.ts';
import { SYMBOL_PX } from './drawn-device.ts';
import { ON_TOP_M } from './on-top.ts';
import { MIXED_SYMBOL, type Picture, SYMBOL_PICTURE_PX, type SymbolPictures } from './symbol-pictures.ts';

/** Air between the symbols of a row, CSS pixels. */
const ROW_GAP_PX = 3;

/** A symbol as it is drawn now. */
interface Shown {
  readonly pool: BillboardPool;
  readonly billboard: Billboard;
  picture: string;
  widthPx: number;
}

/** The symbols of an arrangement as billboards; what stays from one arrangement to the next is hardly touched. */
export class SymbolBillboards {
  readonly #pictures: SymbolPictures;
  readonly #calm: BillboardPool;
  /** Drawn over the calm ones. */
  readonly #urgent: BillboardPool;
  readonly #shown = new Map<string, Shown>();

  constructor(scene: Scene, pictures: SymbolPictures) {
    this.#pictures = pictures;
    this.#calm = new BillboardPool(scene);
    this.#urgent = new BillboardPool(scene);
  }

  /** Whether every picture in use has reached the graphics card. */
  get settled(): boolean {
    for (const { billboard } of this.#shown.values()) if (!billboard.ready) return false;
    return true;
  }

  /** How a symbol lies beside its place: its middle to the right and half its width, CSS pixels. */
  extent({ key }: Drawn): { readonly offsetPx: number; readonly halfPx: number } {
    const shown = this.#shown.get(key);
    return { offsetPx: shown?.billboard.pixelOffset.x ?? 0, halfPx: (shown?.widthPx ?? SYMBOL_PICTURE_PX) / 2 };
  }

  /** Shows exactly these symbols. */
  show(table: DeviceTable, symbols: readonly Drawn[], selected: number | null): void {
    const gone = new Set(this.#shown.keys());
    for (const { key } of symbols) gone.delete(key);
    for (const key of gone) this.#hide(key);
    for (const drawn of symbols) this.draw(table, drawn, selected);
    this.#align(symbols);
  }

  #hide(key: string): void {
    const shown = this.#shown.get(key);
    if (!shown) return;
    shown.pool.release(shown.billboard);
    this.#shown.delete(key);
  }

  /** Draws one symbol as its devices are now. Returns whether it looks different. */
  draw(table: DeviceTable, drawn: Drawn, selected: number | null): boolean {
    let rank = 0;
    for (const slot of drawn.slots) rank = Math.max(rank, table.rank[slot]!);
    const single = drawn.slots.length === 1;
    const isSelected = single && drawn.slots[0] === selected;
    const shown = this.#showIn(isAlarmRank(rank) || isSelected ? this.#urgent : this.#calm, drawn.key);
    const { billboard } = shown;
    const [x, y, z] = drawn.place;
    billboard.position = new Cartesian3(x, y, z);
    // What is indoors is seen through the walls, what asks for attention through everything.
    const indoors = table.isIndoors(drawn.slots[0]!);
    const onTop = isSelected || isAlarmRank(rank) || isFaultRank(rank) || indoors;
    billboard.disableDepthTestDistance = onTop ? ON_TOP_M : 0;
    const picture = this.#picture(table, drawn, rank);
    if (shown.picture === picture.key) return false;
    shown.picture = picture.key;
    billboard.setImage(picture.key, picture.canvas);
    const scale = single ? SYMBOL_PX[lookOfRank(rank).state] / SYMBOL_PICTURE_PX : 1;
    shown.widthPx = picture.widthPx * scale;
    billboard.scale = shown.widthPx / picture.canvas.width;
    return true;
  }

  #showIn(pool: BillboardPool, key: string): Shown {
    const before = this.#shown.get(key);
    if (before?.pool === pool) return before;
    this.#hide(key);
    const shown = { pool, billboard: pool.take(), picture: '', widthPx: 0 };
    shown.billboard.pixelOffset = Cartesian2.ZERO;
    this.#shown.set(key, shown);
    return shown;
  }

  #picture(table: DeviceTable, { group, slots }: Drawn, rank: number): Picture {
    const symbol = group === MIXED ? MIXED_SYMBOL : table.symbols[group]!;
    const look = { symbol, ...lookOfRank(rank) };
    return slots.length === 1 ? this.#pictures.symbol(look) : this.#pictures.cluster(look, clusterCount(slots.length));
  }

  /** Sets the symbols of a row side by side around their place. */
  #align(symbols: readonly Drawn[]): void {
    let row: Shown[] = [];
    for (const { key, row: at } of symbols) {
      if (at.index === 0) row = [];
      row.push(this.#shown.get(key)!);
      if (row.length < at.of) continue;
      let left = -row.reduce((sum, { widthPx }) => sum + widthPx + ROW_GAP_PX, -ROW_GAP_PX) / 2;
      for (const { billboard, widthPx } of row) {
        billboard.pixelOffset = new Cartesian2(left + widthPx / 2, 0);
        left += widthPx + ROW_GAP_PX;
      }
    }
  }

  destroy(): void {
    this.#shown.clear();
    this.#calm.destroy();
    this.#urgent.destroy();
  }
}
