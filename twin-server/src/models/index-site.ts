import { join } from 'node:path';
import type { Pool } from 'pg';
import { reasonOf } from '../problem.ts';
import { dropModel, indexModel } from './index-model.ts';
import { readModelStamp } from './model-stamp.ts';

export interface IndexSiteOptions {
  readonly pool: Pool;
  readonly site: string;
  /** Codes of the buildings. */
  readonly buildings: readonly string[];
  /** Folders with baked buildings in folders of their codes: the first that has one counts. */
  readonly tilesets: readonly string[];
  readonly signal: AbortSignal;
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

/**
 * Brings the index of a site in step with what is baked, one building after another: what changed is indexed, what has no
 * bake any more is dropped. A model that cannot be indexed is logged and the others go on; an aborted signal ends it quietly.
 */
export async function indexSite({ pool, site, buildings, tilesets, signal, log }: IndexSiteOptions): Promise<void> {
  const startedAt = performance.now();
  const counts = { indexed: 0, kept: 0, failed: 0, elements: 0 };
  for (const building of buildings) {
    try {
      const folder = await bakedFolder(tilesets, building);
      if (signal.aborted) return;
      if (folder === null) {
        await dropModel(pool, site, building);
        continue;
      }
      const { kept, elements } = await indexModel(pool, site, building, folder, { signal });
      counts[kept ? 'kept' : 'indexed']++;
      counts.elements += elements;
    } catch (cause) {
      if (signal.aborted) return;
      counts.failed++;
      log.warn({ building, reason: reasonOf(cause) }, 'a building cannot be searched: its model was not indexed');
    }
  }
  const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1));
  log.info({ ...counts, seconds }, 'what is inside the buildings is indexed');
}

async function bakedFolder(tilesets: readonly string[], building: string): Promise<string | null> {
  for (const parent of tilesets) {
    const folder = join(parent, building);
    if ((await readModelStamp(folder)) !== null) return folder;
  }
  return null;
}
