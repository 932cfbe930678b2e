import { LayerFeature } from 'twin-core';
import type { LayersPort } from '../../state/ports/layers.ts';
import { FeaturesReply, FeaturesWithin, GreenSpace, LayerEntry, LayersReply } from '../../state/records/layer.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

const FEATURES_A_PAGE = 5_000;

/** Layers of geographic information and their features. */
export function layersPort(at: Address): LayersPort {
  const id = encodeURIComponent;
  return {
    list: async () => (await ask(at('/layers'), LayersReply)).items,
    every: async (layer, signal) => {
      const features: LayerFeature[] = [];
      let cursor: string | undefined;
      do {
        const path = at(`/layers/${id(layer)}/features`, { limit: FEATURES_A_PAGE, cursor });
        const { items, next } = await ask(path, FeaturesReply, { signal });
        for (const feature of items) features.push(feature);
        cursor = next ?? undefined;
      } while (cursor !== undefined);
      return features;
    },
    feature: (layer, feature, signal) =>
      ask(at(`/layers/${id(layer)}/features/${id(feature)}`), LayerFeature, { signal }),
    search: (q, limit, signal) => ask(at('/features', { q, limit }), FeaturesReply, { signal }),
    within: (ring, limit, signal) =>
      ask(at('/layers/within'), FeaturesWithin, { method: 'POST', body: { ring, limit }, signal }),
    green: (signal) => ask(at('/site/green'), GreenSpace, { signal }),
    change: (layer, patch) => ask(at(`/layers/${id(layer)}`), LayerEntry, { method: 'PATCH', body: patch }),
    async putImagery(layer, server) {
      await send(at(`/layers/${id(layer)}/imagery`), { method: 'PUT', body: server });
    },
    async remove(layer) {
      await send(at(`/layers/${id(layer)}`), { method: 'DELETE' });
    },
    fileAddress: (layer, crs) => at(`/layers/${id(layer)}/geojson`, { crs }),
  };
}
