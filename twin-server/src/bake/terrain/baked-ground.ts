import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { InputError, reasonOf } from '../../problem.ts';
import { BakedMesh } from './baked-mesh.ts';
import { Recent } from './recent.ts';
import { tileExtent } from './tile-grid.ts';

const Range = z.object({ startX: z.number(), startY: z.number(), endX: z.number(), endY: z.number() });
const Layer = z.object({ format: z.literal('quantized-mesh-1.0'), available: z.array(z.array(Range)) });

const TILES_HELD = 64;

/**
 * Heights on the tiles that `bake terrain` made: at each place of the finest tile there is, as it is drawn; NaN where there is none. Throws
 * InputError for a folder that holds no such tiles.
 */
export async function openBakedGround(
  folder: string,
): Promise<(longitudes: Float64Array, latitudes: Float64Array) => Promise<Float64Array>> {
  const place = join(folder, 'layer.json');
  let layer: z.infer<typeof Layer>;
  try {
    layer = Layer.parse(JSON.parse(await readFile(place, 'utf8')));
  } catch (cause) {
    throw new InputError(`not the description of a baked terrain: ${reasonOf(cause)}`, { place, cause });
  }
  const held = new Recent<BakedMesh>(TILES_HELD);

  async function read(level: number, x: number, y: number): Promise<BakedMesh> {
    const path = join(folder, `${level}`, `${x}`, `${y}.terrain`);
    try {
      const bytes = await readFile(path);
      return new BakedMesh(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
    } catch (cause) {
      throw new InputError(`damaged or missing: ${reasonOf(cause)}`, { place: path, cause });
    }
  }

  /** The finest tile that holds a place. */
  function addressOf(longitude: number, latitude: number): { level: number; x: number; y: number } | null {
    for (let level = layer.available.length - 1; level > 0; level--) {
      const [x, y] = [
        Math.floor(((longitude + 180) / 180) * 2 ** level),
        Math.floor(((latitude + 90) / 180) * 2 ** level),
      ];
      const ranges = layer.available[level]!;
      if (ranges.some(({ startX, startY, endX, endY }) => x >= startX && x <= endX && y >= startY && y <= endY)) {
        return { level, x, y };
      }
    }
    return null;
  }

  return async (longitudes, latitudes) => {
    const heights = new Float64Array(longitudes.length).fill(Number.NaN);
    for (let i = 0; i < longitudes.length; i++) {
      const address = addressOf(longitudes[i]!, latitudes[i]!);
      if (!address) continue;
      const { level, x, y } = address;
      const mesh = await held.get((level * 2 ** 20 + y) * 2 ** 21 + x, () => read(level, x, y));
      const { west, south, east, north } = tileExtent(address);
      heights[i] = mesh.heightAt((longitudes[i]! - west) / (east - west), (latitudes[i]! - south) / (north - south));
    }
    return heights;
  };
}
