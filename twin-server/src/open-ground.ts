import { join } from 'node:path';
import type pg from 'pg';
import type { Logger } from 'pino';
import { background } from './background.ts';
import type { BaseRegistry } from './base/registry.ts';
import type { Config } from './config.ts';
import type { Imagery } from './imagery/imagery.ts';
import type { GeoQueue } from './imports/geo-queue.ts';
import type { Uploads } from './imports/uploads.ts';
import { followLayerChanges } from './layers/change-notices.ts';
import { Layers } from './layers/layers.ts';
import { addPlanLayers } from './layers/plan-layers.ts';
import { BuildingLayers } from './open-building-layers.ts';
import { openGeoImports } from './open-geo-imports.ts';
import { openImagery } from './open-imagery.ts';
import { openDemoNetworks } from './open-networks.ts';
import { openTerrainSource, terrainPlaces } from './open-terrain.ts';
import { servedGround } from './served-ground.ts';
import type { TerrainSource } from './terrain/terrain-source.ts';

export interface GroundOptions {
  readonly pool: pg.Pool;
  readonly registry: BaseRegistry;
  readonly config: Config;
  readonly places: { readonly models: string; readonly tilesets: string };
  readonly uploads: Uploads;
  /** A layer, or features of it, are others than before; null where it is not known which. */
  readonly onLayer: (layer: string | null) => void;
  readonly onProgress: (line: string) => void;
  /** What is to be closed, in the order it was opened. */
  readonly onClose: (step: () => Promise<void>) => void;
  readonly log: Logger;
}

/** What the estate stands on. */
export interface Ground {
  readonly terrain: TerrainSource | null;
  readonly layers: Layers;
  readonly imagery: Imagery;
  readonly geoImports: GeoQueue;
}

/** The ground of the live composition: terrain, layers with their buildings baked, pictures, networks, and files that are imported as layers. */
export async function openGround(options: GroundOptions): Promise<Ground> {
  const { pool, registry, config, places, uploads, onLayer, onProgress, onClose, log } = options;
  const site = registry.site.code;
  const terrain = await openTerrainSource({ ...terrainPlaces(config, places.models), log });
  onClose(async () => terrain?.close());
  const layers = new Layers(pool, site);
  if (config.demo) await addDemoLayers(layers, registry);
  const buildingLayers = new BuildingLayers({
    layers,
    terrain,
    out: join(config.dataDir, 'tilesets', 'layers'),
    site: registry.site.frame,
    onBaked: (layer, buildings) => log.info({ layer, buildings }, 'buildings of a layer were baked'),
    onFault: (layer, reason) => log.warn({ layer, reason }, 'buildings of a layer are not drawn'),
  });
  onClose(() => buildingLayers.close());
  onClose(
    await followLayerChanges(pool, site, (layer) => {
      onLayer(layer);
      void background(log, () => buildingLayers.note(layer));
    }),
  );
  void background(log, () => buildingLayers.note(null));
  const imagery = await openImagery({ pool, site, dataDir: config.dataDir, allowed: config.imageryServers, log });
  onClose(() => imagery.close());
  const geoImports = await openGeoImports({
    uploads,
    layers,
    imagery,
    registry,
    ground: terrain && servedGround(terrain),
    dataDir: config.dataDir,
    log,
  });
  onClose(() => geoImports.close());
  if (config.demo && terrain) {
    await openDemoNetworks({
      models: places.models,
      out: join(places.tilesets, 'layers'),
      layers,
      terrain,
      onProgress,
    });
  }
  return { terrain, layers, imagery, geoImports };
}

/** The demonstration's ground plan as layers that can be asked, searched and exported. */
async function addDemoLayers(layers: Layers, { site, ground }: BaseRegistry): Promise<void> {
  await addPlanLayers(
    layers,
    ground.features,
    { name: site.name.zh, ring: site.boundary },
    {
      source: 'authored for the demonstration',
      accuracyM: 0.01,
      surveyDate: '2026-11-22',
      crs: 'EPSG:4490',
      rights: '演示数据，可随软件自由使用 · Demonstration data, free to use with this software',
    },
  );
}
