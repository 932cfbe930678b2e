import type { LayerFeature } from 'twin-core';
import type { LayerEntry } from '../records/layer.ts';
import { Signal } from '../signal.ts';
import type { CityColoring } from './city-coloring.ts';
import { type Keeping, LayerChoices } from './layer-choices.ts';

/** A layer as this screen shows it. */
export interface ShownLayer {
  readonly record: LayerEntry;
  readonly visible: boolean;
  /** 0 to 1. */
  readonly opacity: number;
  /** Of buildings: what their color tells. */
  readonly coloring: CityColoring;
}

/** A feature by its layer's code and its id. */
export interface FeatureRef {
  readonly layer: string;
  readonly id: string;
}

export interface LayerBoardOptions {
  /** Whose choices are kept. */
  readonly account: string;
  readonly keeping: Keeping;
  /** Asks the server for every feature of a layer. */
  readonly load: (layer: string, signal: AbortSignal) => Promise<readonly LayerFeature[]>;
}

/**
 * The layers of geographic information on this screen. The link brings the records, the desk says what is shown and selected; scene and
 * map follow `layers` and `selected`, and draw. Nobody else writes.
 */
export class LayerBoard {
  /** All layers, the lowest first; another array after every change, with the same objects for layers that did not. */
  readonly layers = new Signal<readonly ShownLayer[]>([]);
  /** The feature that is looked at. */
  readonly selected = new Signal<FeatureRef | null>(null);
  /** Layers of pictures whose server gives none, with the reason as a word (see TileFault). */
  readonly faults = new Signal<ReadonlyMap<string, string>>(new Map());
  readonly #options: LayerBoardOptions;
  readonly #choices: LayerChoices;
  readonly #loads = new Map<
    string,
    { readonly updatedAt: number; readonly features: Promise<readonly LayerFeature[]> }
  >();
  #records: readonly LayerEntry[] = [];

  constructor(options: LayerBoardOptions) {
    this.#options = options;
    this.#choices = new LayerChoices(options.account, options.keeping);
  }

  /** The records as the server holds them now. */
  setRecords(records: readonly LayerEntry[]): void {
    this.#records = records;
    for (const code of this.#loads.keys())
      if (!records.some((record) => record.code === code)) this.#loads.delete(code);
    this.#tell();
  }

  layer(code: string): ShownLayer | undefined {
    return this.layers.get().find(({ record }) => record.code === code);
  }

  setVisible(codes: readonly string[], visible: boolean): void {
    for (const code of codes) this.#choices.change(code, { visible });
    this.#tell();
  }

  setOpacity(code: string, opacity: number): void {
    this.#choices.change(code, { opacity: Math.min(1, Math.max(0, opacity)) });
    this.#tell();
  }

  setColoring(code: string, coloring: CityColoring): void {
    this.#choices.change(code, { coloring });
    this.#tell();
  }

  /** Puts a layer at another place in the order, 0 being the lowest. */
  move(code: string, place: number): void {
    const codes = this.layers.get().map(({ record }) => record.code);
    const from = codes.indexOf(code);
    if (from < 0) return;
    codes.splice(from, 1);
    codes.splice(Math.min(codes.length, Math.max(0, place)), 0, code);
    codes.forEach((each, rank) => {
      this.#choices.change(each, { rank });
    });
    this.#tell();
  }

  /** Why the pictures of a layer cannot be had; null when they can. */
  noteFault(code: string, fault: string | null): void {
    const before = this.faults.get();
    if ((before.get(code) ?? null) === fault) return;
    const after = new Map(before);
    if (fault === null) after.delete(code);
    else after.set(code, fault);
    this.faults.set(after);
  }

  /** Everything as the records have it. */
  reset(): void {
    this.#choices.clear();
    this.#tell();
  }

  /** The features of a layer as its record now stands: asked for once, and again after a change. Rejects with a Problem. */
  features(code: string): Promise<readonly LayerFeature[]> {
    const record = this.layer(code)?.record;
    if (!record) return Promise.reject(new Error(`no layer ${code}`));
    const held = this.#loads.get(code);
    if (held?.updatedAt === record.updatedAt) return held.features;
    const features = this.#options.load(code, new AbortController().signal);
    this.#loads.set(code, { updatedAt: record.updatedAt, features });
    // A failure is not kept: the next one who asks may have more luck.
    features.catch(() => {
      if (this.#loads.get(code)?.features === features) this.#loads.delete(code);
    });
    return features;
  }

  #tell(): void {
    const before = new Map(this.layers.get().map((layer) => [layer.record.code, layer]));
    const shown = this.#records.map((record): ShownLayer => {
      const {
        visible = record.visible,
        opacity = record.opacity,
        coloring = record.style.colorBy ?? 'plain',
      } = this.#choices.of(record.code);
      const held = before.get(record.code);
      const same =
        held?.visible === visible &&
        held.opacity === opacity &&
        held.coloring === coloring &&
        (held.record === record || JSON.stringify(held.record) === JSON.stringify(record));
      return same ? held : { record, visible, opacity, coloring };
    });
    const rankOf = ({ record }: ShownLayer) => this.#choices.of(record.code).rank ?? record.order;
    shown.sort((a, b) => rankOf(a) - rankOf(b) || (a.record.code < b.record.code ? -1 : 1));
    const held = this.layers.get();
    if (shown.length === held.length && shown.every((layer, i) => layer === held[i])) return;
    this.layers.set(shown);
  }
}
