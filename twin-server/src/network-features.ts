import type { LayerFeature, NetworkFile } from 'twin-core';

/** Pipes and what stands on them as features: for search, lists and areas. */
export function* networkFeatures(layer: string, { nodes, edges }: NetworkFile): Generator<LayerFeature> {
  for (const { id, name, line, properties, from, to, ...rest } of edges) {
    const geometry = { type: 'LineString', coordinates: line } as const;
    yield { layer, id, name, geometry, properties: { ...properties, ...rest, from, to } };
  }
  for (const { id, name, at, properties, ...rest } of nodes) {
    if (rest.kind === 'junction') continue;
    yield { layer, id, name, geometry: { type: 'Point', coordinates: at }, properties: { ...properties, ...rest } };
  }
}
