import type { Logger } from 'pino';
import type { BaseRegistry } from './base/registry.ts';
import { importGeoFile } from './geo-import.ts';
import type { GeoImportPlaces } from './geo-import-record.ts';
import type { Imagery } from './imagery/imagery.ts';
import { GeoQueue } from './imports/geo-queue.ts';
import type { Uploads } from './imports/uploads.ts';
import type { Layers } from './layers/layers.ts';
import { siteGroundOf } from './site-ground.ts';

export interface OpenGeoImportsOptions {
  readonly uploads: Uploads;
  readonly layers: Layers;
  readonly imagery: Imagery;
  readonly registry: BaseRegistry;
  readonly ground: GeoImportPlaces['ground'];
  readonly dataDir: string;
  readonly log: Logger;
}

/** Imports of layers by browser: the queue with what reads and stores the files. */
export async function openGeoImports(options: OpenGeoImportsOptions): Promise<GeoQueue> {
  const { uploads, layers, imagery, registry, ground, dataDir, log } = options;
  const queue = new GeoQueue({
    uploads,
    dataDir,
    run: (order) => {
      // The site as it stands now.
      const site = siteGroundOf({ site: registry.site, buildings: [...registry.buildings()] });
      return importGeoFile({ layers, imagery, site, ground, dataDir }, order);
    },
    onFault: (reason) => log.error({ reason }, 'an import of a layer failed'),
  });
  await queue.open();
  return queue;
}
