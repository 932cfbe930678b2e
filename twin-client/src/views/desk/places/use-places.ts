import { useSyncExternalStore } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { type Loaded, useLoaded } from '../../../kit/use-loaded.ts';
import { EMERGENCY_LAYERS, type Place, placeOfFeature, placeOfView, placeOfZone } from './place.ts';

/** Every place of the site, read again when the server says that one changed; asked for only while `open`. */
export function usePlaces(
  open: boolean,
): Loaded<readonly Place[]> & { readonly last: readonly Place[] | null; retry(): void } {
  const { api, store } = useCenter();
  const places = useSyncExternalStore(store.placeRevision.subscribe, store.placeRevision.get);
  const layers = useSyncExternalStore(store.layersRevision.subscribe, store.layersRevision.get);
  return useLoaded(open ? `${places} ${layers}` : null, async (signal) => {
    const [zones, views, ...features] = await Promise.all([
      api.places.zones(signal),
      api.places.cameraViews(signal),
      // A site may have no such layers: then it has no shelters.
      ...Object.values(EMERGENCY_LAYERS).map((layer) => api.layers.every(layer, signal).catch(() => [])),
    ]);
    return [
      ...zones.map(placeOfZone),
      ...features.flat().flatMap((feature) => placeOfFeature(feature) ?? []),
      ...views.map(placeOfView),
    ];
  });
}
