import type { Logger } from 'pino';
import type { Catalogue, TwinState } from 'twin-core';
import type { BaseRegistry } from './base/registry.ts';
import type { Layers } from './layers/layers.ts';
import { type GroundFeature, groundLayers } from './routes/site-ground.ts';
import { SiteRoutes } from './routes/site-routes.ts';
import { WalkableFiles } from './routes/walkable-files.ts';

export interface RoutesOptions {
  readonly catalogue: Catalogue;
  readonly registry: BaseRegistry;
  readonly layers: Layers;
  /** Folders with a folder a building, the first above the others. */
  readonly tilesets: readonly string[];
  readonly state: () => TwinState;
  readonly log: Logger;
  /** Epoch ms. */
  readonly now: () => number;
}

/** The ways out of the site's buildings, over its own layers of ground, gates and shelters. */
export function openRoutes({ catalogue, registry, layers, tilesets, state, log, now }: RoutesOptions): SiteRoutes {
  const { frame, boundary } = registry.site;
  return new SiteRoutes({
    files: new WalkableFiles(tilesets, (building, reason) => log.warn({ building, reason }, 'its ways are left out')),
    catalogue,
    state,
    building: (code) => registry.building(code),
    devices: () => registry.devices(),
    houses: () => registry.houses(),
    residents: (house) => registry.residentsOf(house).length,
    ground: async () => {
      const features: GroundFeature[] = [];
      for (const layer of groundLayers) for await (const feature of layers.every(layer)) features.push(feature);
      // What lies under the ground, such as a garage, is walked over.
      const standing = [...registry.buildings()].filter(({ storeyCount }) => storeyCount > 0);
      return { frame, boundary, buildings: standing.map(({ footprint }) => footprint), features };
    },
    now,
  });
}
