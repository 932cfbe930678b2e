import type pg from 'pg';
import type { LayerFeature, LayerRecord } from 'twin-core';
import type { Region } from 'twin-core/geometry';
import { transact } from '../engines/transact.ts';
import { CHANNEL, type LayerNotice } from './change-notices.ts';
import { deleteFeatures, type FeatureQuery, readFeature, readFeatures, writeFeatures } from './feature-table.ts';
import {
  countFeatures,
  deleteLayer,
  type Queryable,
  readLayer,
  readLayers,
  type StoredLayer,
  writeLayer,
} from './layer-table.ts';
import { type FoundWithin, featuresWithin } from './within.ts';

/** Features that come from a file or another server, in any order. */
export type FeatureSource = AsyncIterable<LayerFeature> | Iterable<LayerFeature>;

/** Features stored by one statement group while a long source is read. */
const BATCH = 2_000;

/**
 * THE LAYERS of one site: what geographic information there is (clause 6.4.1-9), and its features. Every change is one transaction, and
 * tells whoever follows it (change-notices.ts) when it is committed, also from another process.
 */
export class Layers {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** All layers, the lowest first. */
  list(): Promise<StoredLayer[]> {
    return readLayers(this.#pool, this.#site);
  }

  async get(code: string): Promise<LayerRecord | null> {
    return (await readLayer(this.#pool, this.#site, code))?.record ?? null;
  }

  /** Stores a layer, new or changed. */
  put(record: LayerRecord): Promise<void> {
    return this.#change(record.code, (at) => writeLayer(at, this.#site, record));
  }

  /** Stores a layer with these features in the place of all it had, at once: until then the old ones are seen. Returns how many it has. */
  putWhole(record: LayerRecord, features: FeatureSource, signal?: AbortSignal): Promise<number> {
    return this.#change(record.code, async (at) => {
      await writeLayer(at, this.#site, record);
      await deleteFeatures(at, this.#site, record.code, null);
      let batch: LayerFeature[] = [];
      for await (const feature of features) {
        signal?.throwIfAborted();
        batch.push({ ...feature, layer: record.code });
        if (batch.length < BATCH) continue;
        await writeFeatures(at, this.#site, batch);
        batch = [];
      }
      await writeFeatures(at, this.#site, batch);
      await countFeatures(at, this.#site, record.code);
      return (await readLayer(at, this.#site, record.code))?.record.count ?? 0;
    });
  }

  /** Removes a layer with its features; false where there was none. */
  remove(code: string): Promise<boolean> {
    return this.#change(code, (at) => deleteLayer(at, this.#site, code));
  }

  feature(layer: string, id: string): Promise<LayerFeature | null> {
    return readFeature(this.#pool, this.#site, layer, id);
  }

  features(query: FeatureQuery): Promise<LayerFeature[]> {
    return readFeatures(this.#pool, this.#site, query);
  }

  /** Every feature of a layer, read in pages. */
  async *every(layer: string, page = BATCH): AsyncGenerator<LayerFeature> {
    let after: readonly [string, string] | undefined;
    for (;;) {
      const features = await this.features({ layers: [layer], after, limit: page });
      yield* features;
      const last = features.at(-1);
      if (!last || features.length < page) return;
      after = [last.layer, last.id];
    }
  }

  /** Stores features of a layer that exists, each in the place of the one with its id. */
  putFeatures(layer: string, features: readonly LayerFeature[]): Promise<void> {
    return this.#change(layer, async (at) => {
      await writeFeatures(
        at,
        this.#site,
        features.map((feature) => ({ ...feature, layer })),
      );
      await countFeatures(at, this.#site, layer);
    });
  }

  /** Removes a feature; false where there was none. */
  removeFeature(layer: string, id: string): Promise<boolean> {
    return this.#change(layer, async (at) => {
      const removed = await deleteFeatures(at, this.#site, layer, id);
      if (removed > 0) await countFeatures(at, this.#site, layer);
      return removed > 0;
    });
  }

  /** What lies in a region: whole counts by layer, and the first features up to the limit. */
  within(region: Region, layers: readonly string[] | undefined, limit: number): Promise<FoundWithin> {
    return featuresWithin(this.#pool, this.#site, region, { layers, limit });
  }

  #change<T>(layer: string, act: (at: Queryable) => Promise<T>): Promise<T> {
    return transact(this.#pool, async (at) => {
      const result = await act(at);
      // Sent by the database when the transaction is committed.
      const notice: LayerNotice = { site: this.#site, layer };
      await at.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(notice)]);
      return result;
    });
  }
}
