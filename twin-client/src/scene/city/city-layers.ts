import type { FeatureRef, LayerBoard, ShownLayer } from '../../state/layers/layer-board.ts';
import { type CityDrawing, CityTiles } from './city-tiles.ts';

/** A layer of buildings from the moment its tiles are asked for. */
interface City {
  readonly url: string;
  tiles: CityTiles | null;
}

/** Layers of kind `buildings` as the board has them: fetched when they are first shown, taken away when their layer is. */
export class CityLayers {
  readonly #drawing: CityDrawing;
  readonly #board: LayerBoard;
  readonly #onChange: () => void;
  readonly #cities = new Map<string, City>();
  readonly #stop: readonly (() => void)[];
  #loading = 0;
  #destroyed = false;

  /** `onChange` is told when something else is to be drawn. */
  constructor(drawing: CityDrawing, board: LayerBoard, onChange: () => void) {
    this.#drawing = drawing;
    this.#board = board;
    this.#onChange = onChange;
    this.#stop = [board.layers.subscribe(() => this.#follow()), board.selected.subscribe(() => this.#select())];
    this.#follow();
  }

  /** Whether all tiles that the view needs are drawn. */
  get settled(): boolean {
    if (this.#loading > 0) return false;
    for (const { tiles } of this.#cities.values()) if (tiles?.tiles.show && !tiles.tiles.tilesLoaded) return false;
    return true;
  }

  #follow(): void {
    const layers = new Map(
      this.#board.layers
        .get()
        .filter(({ record }) => record.kind === 'buildings' && record.tileset !== null)
        .map((layer) => [layer.record.code, layer]),
    );
    for (const [code, city] of this.#cities) if (urlOf(layers.get(code)) !== city.url) this.#drop(code, city);
    for (const [code, layer] of layers) {
      const city = this.#cities.get(code);
      if (city) city.tiles?.show(layer);
      else if (layer.visible) this.#load(code, urlOf(layer));
    }
    this.#onChange();
  }

  #load(code: string, url: string): void {
    const city: City = { url, tiles: null };
    this.#cities.set(code, city);
    this.#loading++;
    CityTiles.load(this.#drawing, url, () => this.#cities.get(code) === city)
      .then((tiles) => {
        if (!tiles) return;
        city.tiles = tiles;
        const layer = this.#board.layer(code);
        if (layer) tiles.show(layer);
      })
      .catch((error: unknown) => console.warn(`buildings of layer ${code} are not drawn: ${error}`))
      .finally(() => {
        this.#loading--;
        if (!this.#destroyed) this.#onChange();
      });
  }

  #drop(code: string, { tiles }: City): void {
    this.#cities.delete(code);
    tiles?.destroy();
  }

  #select(): void {
    const selected = this.#board.selected.get();
    for (const [code, { tiles }] of this.#cities) tiles?.select(selected?.layer === code ? selected.id : null);
    this.#onChange();
  }

  /** The building that a picked object is; null where it is none of these layers. */
  describe(picked: unknown): FeatureRef | null {
    for (const [layer, { tiles }] of this.#cities) {
      const id = tiles?.idOf(picked) ?? null;
      if (id !== null) return { layer, id };
    }
    return null;
  }

  destroy(): void {
    this.#destroyed = true;
    for (const stop of this.#stop) stop();
    for (const [code, city] of this.#cities) this.#drop(code, city);
  }
}

/** Address of a layer's tileset; empty where there is none. */
function urlOf(layer: ShownLayer | undefined): string {
  return layer?.record.tileset ?? '';
}
