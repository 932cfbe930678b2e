import type { LonLat } from '../../state/ground-plan.ts';
import type { LayerBoard, ShownLayer } from '../../state/layers/layer-board.ts';
import { type LayerLook, lookOf } from '../../state/layers/layer-look.ts';
import { type FeaturePart, meets, partsOf } from './feature-parts.ts';

/** A layer of geographic information as the map draws it. */
export interface DrawnLayer {
  readonly code: string;
  readonly look: LayerLook;
  /** 0 to 1. */
  readonly opacity: number;
  /** The same array until the layer's features change. */
  readonly parts: readonly FeaturePart[];
}

/** How near to a line or a point of a feature a pointer means it, CSS pixels. */
const REACH_PX = 6;
/** A layer with more features than this is for the scene's tiles: the map would be nothing but its outlines. */
const MOST_FEATURES = 50_000;

const hasFeatures = ({ visible, record: { kind, count } }: ShownLayer) =>
  visible && (kind === 'features' || kind === 'network') && (count ?? 0) <= MOST_FEATURES;

/** Pictures of the base lie under the ground plan, all else over it. */
const isUnder = ({ record: { kind, group } }: ShownLayer) => kind === 'imagery' && group === 'base';

/** The layers of features as the desk shows them: the same order, visibility and opacity as in the scene. */
export class FeatureBoard {
  readonly #board: LayerBoard;
  readonly #onChange: () => void;
  readonly #parts = new Map<string, { readonly updatedAt: number; readonly parts: readonly FeaturePart[] }>();
  readonly #leave: (() => void)[];

  constructor(board: LayerBoard, onChange: () => void) {
    this.#board = board;
    this.#onChange = onChange;
    this.#leave = [board.layers.subscribe(() => this.#follow()), board.selected.subscribe(onChange)];
    this.#load();
  }

  /** Layers of pictures that lie under the ground plan, from the lowest up. */
  get under(): ShownLayer[] {
    return this.#board.layers.get().filter((layer) => layer.visible && isUnder(layer));
  }

  /** All others from the lowest up: layers of pictures, and of features as far as they have come. */
  get over(): (ShownLayer | DrawnLayer)[] {
    return this.#board.layers.get().flatMap((layer): (ShownLayer | DrawnLayer)[] => {
      if (layer.record.kind === 'imagery') return layer.visible && !isUnder(layer) ? [layer] : [];
      // A layer of the ground plan is drawn with it.
      return hasFeatures(layer) && layer.record.style.plan === undefined ? [this.#drawn(layer)] : [];
    });
  }

  /** Names in the ground plan of the layers that are switched off. */
  get hiddenPlan(): string[] {
    return this.#board.layers
      .get()
      .flatMap(({ record: { style }, visible }) => (style.plan !== undefined && !visible ? [style.plan] : []));
  }

  #drawn({ record, opacity }: ShownLayer): DrawnLayer {
    return { code: record.code, look: lookOf(record), opacity, parts: this.#parts.get(record.code)?.parts ?? [] };
  }

  /** Whatever can be met by a click, from the lowest up. */
  get #met(): DrawnLayer[] {
    return this.#board.layers
      .get()
      .filter(hasFeatures)
      .map((layer) => this.#drawn(layer));
  }

  /** Parts of the feature that is looked at. */
  get selected(): readonly FeaturePart[] {
    const selected = this.#board.selected.get();
    const layer = selected && this.#met.find(({ code }) => code === selected.layer);
    return layer?.parts.filter(({ id }) => id === selected?.id) ?? [];
  }

  /** The uppermost feature at a place, or null. */
  at(place: LonLat, zoom: number): { readonly layer: string; readonly id: string } | null {
    for (const { code, parts } of this.#met.reverse()) {
      const part = parts.findLast((one) => meets(one, place, zoom, REACH_PX));
      if (part) return { layer: code, id: part.id };
    }
    return null;
  }

  #follow(): void {
    this.#load();
    this.#onChange();
  }

  #load(): void {
    for (const { record } of this.#board.layers.get().filter(hasFeatures)) {
      const { code, updatedAt } = record;
      if (this.#parts.get(code)?.updatedAt === updatedAt) continue;
      this.#parts.set(code, { updatedAt, parts: this.#parts.get(code)?.parts ?? [] });
      this.#board.features(code).then(
        (features) => {
          // A later reading may have overtaken this one.
          if (this.#parts.get(code)?.updatedAt !== updatedAt) return;
          this.#parts.set(code, { updatedAt, parts: partsOf(features) });
          this.#onChange();
        },
        // Asked again with the next change; the layer tree says what failed.
        () => this.#parts.delete(code),
      );
    }
  }

  destroy(): void {
    for (const leave of this.#leave) leave();
  }
}
