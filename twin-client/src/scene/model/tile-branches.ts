import type { Cesium3DTile, Cesium3DTileset } from '@cesium/engine';
import { Cartesian3, Matrix4 } from '@cesium/engine';
import type { TileExtras } from './tile-arrangement.ts';

/** What of a storey is loaded and drawn: nothing, its shell, or its inside too where that is near. */
export type StoreyNeed = 'none' | 'shell' | 'all';

const extrasOf = (tile: Cesium3DTile) => tile.extras as TileExtras | undefined;

/**
 * The storeys of an arranged tileset as branches that can be taken off, put back and lifted. A branch taken off is neither
 * loaded nor drawn; the engine reads the tree and its transforms anew for every frame.
 */
export class TileBranches {
  readonly #building: Cesium3DTile | undefined;
  readonly #shells: readonly Cesium3DTile[];
  readonly #insides = new Map<Cesium3DTile, readonly Cesium3DTile[]>();
  #topM = 0;

  constructor(tiles: Cesium3DTileset) {
    this.#building = tiles.root.children[0];
    this.#shells = [...(this.#building?.children ?? [])];
    for (const shell of this.#shells) this.#insides.set(shell, [...shell.children]);
  }

  /** Keeps of each storey (GlobalId, null for what belongs to none) what is needed. Where nothing would be left, all stays. */
  keep(needOf: (storey: string | null) => StoreyNeed): void {
    if (!this.#building) return;
    const needed = this.#shells.filter((tile) => {
      const { storey = null, part = 'shell' } = extrasOf(tile) ?? {};
      const need = needOf(storey);
      return need === 'all' || (need === 'shell' && part === 'shell');
    });
    replace(this.#building.children, needed.length > 0 ? needed : this.#shells);
    for (const [tile, insides] of this.#insides) {
      replace(tile.children, needOf(extrasOf(tile)?.storey ?? null) === 'all' ? insides : []);
    }
  }

  /** Lifts storeys by metres of the building frame. `heightM`: the building's own, from its zero. */
  lift(lifts: ReadonlyMap<string, number>, heightM: number): void {
    if (!this.#building) return;
    this.#topM = Math.max(0, ...lifts.values());
    // The building's box must hold its storeys, or they vanish when the building as it was is out of view.
    const stretch = 1 + this.#topM / Math.max(1, heightM);
    this.#building.transform = Matrix4.fromScale(new Cartesian3(1, 1, stretch));
    const back = Matrix4.fromScale(new Cartesian3(1, 1, 1 / stretch));
    for (const tile of this.#shells) {
      const lift = lifts.get(extrasOf(tile)?.storey ?? '') ?? 0;
      const up = Matrix4.fromTranslation(new Cartesian3(0, 0, lift));
      tile.transform = Matrix4.multiply(back, up, new Matrix4());
    }
  }

  /** Puts every branch back, so that destroying the tileset reaches all of them. */
  restore(): void {
    this.keep(() => 'all');
  }
}

function replace(children: Cesium3DTile[], wanted: readonly Cesium3DTile[]): void {
  children.splice(0, children.length, ...wanted);
}
