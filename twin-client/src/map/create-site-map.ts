import { WebglUnavailable } from '../state/webgl-unavailable.ts';
import { DeckMap } from './deck-map.ts';
import type { MapOptions, SiteMap } from './site-map.ts';

/** Builds the map in a container element. Throws WebglUnavailable. */
export function createSiteMap(container: HTMLElement, options: MapOptions): SiteMap {
  if (!document.createElement('canvas').getContext('webgl2')) throw new WebglUnavailable();
  return new DeckMap(container, options);
}
