import { join } from 'node:path';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { BuildingRecord, SiteChange } from 'twin-core';
import { UPLOADS_PATH } from './api/uploads.ts';
import { BakePool, type PoolOptions } from './bake/ifc/index.ts';
import type { BaseRegistry } from './base/registry.ts';
import { ImportQueue } from './imports/import-queue.ts';
import { indexModel } from './models/index-model.ts';
import { indexSite } from './models/index-site.ts';

export interface OpenImportsOptions {
  readonly pool: pg.Pool;
  readonly registry: BaseRegistry;
  readonly dataDir: string;
  /** Folder of the IFC files that site.json names; null where there is none. */
  readonly models: string | null;
  /** Folders with baked buildings: the first that has one counts. */
  readonly tilesets: readonly string[];
  readonly putBuilding: (record: BuildingRecord, source: string, what: SiteChange) => Promise<void>;
  readonly log: Logger;
  readonly bake?: PoolOptions | undefined;
}

/** Imports of models, taken up where an earlier process left them; the returned function stops them. */
export async function openImports(
  options: OpenImportsOptions,
): Promise<{ imports: ImportQueue; close(): Promise<void> }> {
  const { pool, registry, dataDir, models, tilesets, putBuilding, log } = options;
  const site = registry.site.code;
  // One file at a time: the other core is for what lives.
  const baker = new BakePool({ size: 1, ...options.bake });
  const imports = new ImportQueue(
    {
      pool,
      site,
      dataDir,
      siteMiddle: registry.site.frame,
      log,
      bake: (order) => baker.bake(order),
      index: async (building, folder, { signal, onProgress }) => {
        const { elements, spaces } = await indexModel(pool, site, building, folder, { signal, onProgress });
        return elements + spaces;
      },
      reindex: (building) =>
        indexSite({ pool, site, buildings: [building], tilesets, signal: new AbortController().signal, log }),
      building: (code) => registry.building(code),
      putBuilding,
      firstSource: ({ ifc }) => (models === null || ifc === null ? null : join(models, ifc)),
    },
    UPLOADS_PATH,
  );
  await imports.open();
  return {
    imports,
    close: async () => {
      await imports.close();
      await baker.close();
    },
  };
}
