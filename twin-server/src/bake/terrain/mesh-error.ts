import { fromGeographic, toGeographic } from 'twin-core/crs';
import type { TerrainTile } from './make-tile.ts';
import type { Terrain } from './terrain.ts';
import { type TileAddress, tileExtent } from './tile-grid.ts';

/** Posts of the finest source that lie in a tile, as places in degrees. */
function postsIn(terrain: Terrain, address: TileAddress): { longitudes: Float64Array; latitudes: Float64Array } {
  const extent = tileExtent(address);
  const source = terrain.finestIn(extent);
  const places: (readonly [number, number])[] = [];
  if (source) {
    const { crs, originX, originY, stepX, stepY, columns, rows } = source.dem.grid;
    const corners = [extent.west, extent.east].flatMap((longitude) =>
      [extent.south, extent.north].map((latitude) => {
        const { easting, northing } = fromGeographic(crs, longitude, latitude);
        return [(easting - originX) / stepX, (northing - originY) / stepY] as const;
      }),
    );
    const range = (axis: 0 | 1, count: number) => {
      const values = corners.map((corner) => corner[axis]);
      return [
        Math.max(0, Math.floor(Math.min(...values))),
        Math.min(count - 1, Math.ceil(Math.max(...values))),
      ] as const;
    };
    const [firstColumn, lastColumn] = range(0, columns);
    const [firstRow, lastRow] = range(1, rows);
    for (let row = firstRow; row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        const { longitude, latitude } = toGeographic(crs, originX + column * stepX, originY + row * stepY);
        const inside =
          longitude >= extent.west && longitude <= extent.east && latitude >= extent.south && latitude <= extent.north;
        if (inside) places.push([longitude, latitude]);
      }
    }
  }
  return {
    longitudes: Float64Array.from(places, ([longitude]) => longitude),
    latitudes: Float64Array.from(places, ([, latitude]) => latitude),
  };
}

/** How meshes differ from the sources' own heights, at the sources' posts. */
export class MeshError {
  #greatest = 0;
  #squares = 0;
  #count = 0;

  /** Takes the posts of the finest source in a tile into account. */
  async add(terrain: Terrain, address: TileAddress, tile: TerrainTile): Promise<void> {
    const { longitudes, latitudes } = postsIn(terrain, address);
    const { heights } = await terrain.sample(longitudes, latitudes);
    const { west, south, east, north } = tileExtent(address);
    for (let i = 0; i < heights.length; i++) {
      const [u, v] = [(longitudes[i]! - west) / (east - west), (latitudes[i]! - south) / (north - south)];
      const error = Math.abs(tile.heightAt(u, v) - heights[i]!);
      if (Number.isNaN(error)) continue;
      this.#greatest = Math.max(this.#greatest, error);
      this.#squares += error * error;
      this.#count += 1;
    }
  }

  /** Metres. */
  get greatest(): number {
    return this.#greatest;
  }

  /** Root of the mean square, metres. */
  get rms(): number {
    return Math.sqrt(this.#squares / Math.max(1, this.#count));
  }
}
