import { join } from 'node:path';
import type { Logger } from 'pino';
import { listTerrain, type TerrainFile, TerrainGround } from './bake/terrain/index.ts';
import type { Config } from './config.ts';
import { InputError, reasonOf } from './problem.ts';
import { TerrainSource } from './terrain/terrain-source.ts';

/** Where a site's elevation models are and its tiles are kept: those of the data folder lie above the demonstration's. */
export function terrainPlaces(
  { dataDir, demo }: Pick<Config, 'dataDir' | 'demo'>,
  models: string,
): Omit<TerrainPlaces, 'log'> {
  return {
    folders: [join(dataDir, 'terrain'), ...(demo ? [join(models, 'terrain')] : [])],
    cache: join(dataDir, 'terrain-cache'),
  };
}

/** Where the elevation models are, and where tiles of them are kept. */
export interface TerrainPlaces {
  /** Folders of elevation models, those named first above the others. */
  readonly folders: readonly string[];
  readonly cache: string;
  readonly log: Logger;
}

/** The models that can be used, each tried alone: one that cannot be is told and left out. */
async function usable(folders: readonly string[], log: Logger): Promise<TerrainFile[]> {
  const files: TerrainFile[] = [];
  for (const folder of folders) {
    try {
      for (const file of await listTerrain(folder)) {
        try {
          const ground = await TerrainGround.open([file]);
          await ground.close();
          files.push(file);
        } catch (cause) {
          if (!(cause instanceof InputError)) throw cause;
          log.warn({ file: file.file, reason: cause.message }, 'an elevation model is left out');
        }
      }
    } catch (cause) {
      log.warn({ folder, reason: reasonOf(cause) }, 'elevation models are left out');
    }
  }
  return files;
}

/** Opens the ground by the elevation models there are; null where there are none. */
export async function openTerrainSource({ folders, cache, log }: TerrainPlaces): Promise<TerrainSource | null> {
  const files = await usable(folders, log);
  if (files.length === 0) return null;
  const ground = await TerrainGround.open(files);
  return TerrainSource.open(ground, join(cache), (reason) =>
    log.warn({ reason: reasonOf(reason) }, 'a terrain tile was not kept'),
  );
}
