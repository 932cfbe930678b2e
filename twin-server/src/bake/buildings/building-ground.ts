import { readdir, stat } from 'node:fs/promises';
import { InputError } from '../../problem.ts';
import { listTerrain, openBakedGround, TerrainGround } from '../terrain/index.ts';

/** Metres above the ellipsoid at places in degrees; NaN where nobody knows. */
export type GroundHeights = (longitudes: Float64Array, latitudes: Float64Array) => Promise<Float64Array>;

/** Ground that buildings stand on. */
export interface BuildingGround {
  readonly heights: GroundHeights;
  close(): Promise<void>;
}

/** Opens a folder that `bake terrain` made, or one of elevation models. Throws InputError where it is neither. */
export async function openBuildingGround(folder: string): Promise<BuildingGround> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new InputError('no such folder', { place: folder });
  if ((await readdir(folder)).includes('layer.json')) {
    const heights = await openBakedGround(folder);
    return { heights, close: async () => {} };
  }
  const files = await listTerrain(folder);
  if (files.length === 0)
    throw new InputError('neither a baked terrain (layer.json) nor elevation models in it', { place: folder });
  const ground = await TerrainGround.open(files);
  return {
    heights: async (longitudes, latitudes) => (await ground.heights(longitudes, latitudes)).heights,
    close: () => ground.close(),
  };
}
