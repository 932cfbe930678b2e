import type { PipesOptions } from './bake/pipes/index.ts';
import type { TerrainSource } from './terrain/terrain-source.ts';

/** Heights of the ground as the server serves it. */
export function servedGround(terrain: TerrainSource): NonNullable<PipesOptions['ground']> {
  return async (longitudes, latitudes) => {
    const places = Array.from(longitudes, (longitude, i) => [longitude, latitudes[i]!] as const);
    return Float64Array.from(await terrain.heightsAt(places), ({ height }) => height ?? Number.NaN);
  };
}
