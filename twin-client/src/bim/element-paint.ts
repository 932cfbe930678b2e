import { type BuildingLook, plainClass } from '../state/building-look.ts';
import type { Tile } from './tile/tile.ts';

/** What is faded by class and by system. */
export type Fades = Pick<BuildingLook, 'classes' | 'systems'>;

/** Decides how each element is painted: faded by class or system, highlighted when it is selected. */
export class ElementPaint {
  #fades: Fades = { classes: {}, systems: {} };
  #highlighted: string | null = null;

  /** Paints every element of some tiles, such as have just been loaded. */
  apply(tiles: readonly Tile[]): void {
    const { classes, systems } = this.#fades;
    for (const tile of tiles) {
      for (let row = 0; row < tile.count; row++) {
        const element = tile.row(row);
        if (!element) continue;
        const look = classes[plainClass(element.ifcClass)] ?? systems[element.system] ?? 'shown';
        tile.paint(row, { look, highlighted: element.globalId === this.#highlighted });
      }
    }
  }

  fade(fades: Fades, tiles: readonly Tile[]): void {
    this.#fades = fades;
    this.apply(tiles);
  }

  /** Highlights one element by GlobalId; null none. */
  highlight(globalId: string | null, tiles: readonly Tile[]): void {
    if (globalId === this.#highlighted) return;
    this.#highlighted = globalId;
    this.apply(tiles);
  }
}
