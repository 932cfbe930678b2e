import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { availableTiles, layerJson } from './layer-json.ts';
import { makeTile } from './make-tile.ts';
import { MeshError } from './mesh-error.ts';
import { openTerrain, type TerrainFile } from './open-terrain.ts';
import type { Terrain } from './terrain.ts';
import { replaceTerrain } from './terrain-folder.ts';
import { type TileAddress, tileExtent } from './tile-grid.ts';

/** What baking a terrain came to. */
export interface TerrainReport {
  readonly tiles: number;
  /** Levels written, from 0. */
  readonly levels: number;
  readonly bytes: number;
  readonly seconds: number;
  /** The most that the finest tiles differ from the sources, at the sources' own posts. */
  readonly maxErrorMeters: number;
  readonly rmsErrorMeters: number;
}

/** How far to go, and whom to tell. */
export interface TerrainBakeOptions {
  /** No finer level than this is written; without it each source goes as far as its posts are worth. */
  readonly maxLevel?: number;
  /** A line for the user. */
  readonly onProgress?: (line: string) => void;
}

function* tilesOf(available: ReturnType<typeof availableTiles>): Generator<TileAddress> {
  for (const [level, ranges] of available.entries()) {
    const seen = new Set<number>();
    for (const { startX, startY, endX, endY } of ranges) {
      for (let x = startX; x <= endX; x++) {
        for (let y = startY; y <= endY; y++) {
          const key = x * 2 ** level + y;
          if (seen.has(key)) continue;
          seen.add(key);
          yield { level, x, y };
        }
      }
    }
  }
}

/** Whether no finer tiles of this ground are written. */
function isFinest(terrain: Terrain, address: TileAddress, maxLevel: number): boolean {
  const level = terrain.finestIn(tileExtent(address))?.level;
  return level !== undefined && address.level === Math.min(level, maxLevel);
}

/**
 * Bakes elevation models into a folder of quantized-mesh tiles with normals and a layer.json; those named first are above the others.
 * Throws InputError for a file that cannot be used or a folder that cannot be written; the folder is then as before.
 */
export async function bakeTerrain(
  files: readonly TerrainFile[],
  out: string,
  { maxLevel = Infinity, onProgress }: TerrainBakeOptions = {},
): Promise<TerrainReport> {
  const began = performance.now();
  const terrain = await openTerrain(files);
  try {
    const finest = Math.min(maxLevel, terrain.level);
    const available = availableTiles(terrain, finest);
    const error = new MeshError();
    let [tiles, bytes, level] = [0, 0, -1];
    await replaceTerrain(out, async (folder) => {
      for (const address of tilesOf(available)) {
        if (address.level !== level) {
          level = address.level;
          onProgress?.(`level ${level} of ${finest}`);
        }
        const tile = await makeTile(terrain, address);
        const column = join(folder, `${address.level}`, `${address.x}`);
        await mkdir(column, { recursive: true });
        await writeFile(join(column, `${address.y}.terrain`), tile.bytes);
        tiles += 1;
        bytes += tile.bytes.length;
        if (isFinest(terrain, address, finest)) await error.add(terrain, address, tile);
      }
      const text = `${JSON.stringify(layerJson(terrain, finest, '1.0.0'), null, 2)}\n`;
      await writeFile(join(folder, 'layer.json'), text);
      bytes += Buffer.byteLength(text);
    });
    const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
    return {
      tiles,
      levels: finest + 1,
      bytes,
      seconds: round((performance.now() - began) / 1000, 2),
      maxErrorMeters: round(error.greatest, 3),
      rmsErrorMeters: round(error.rms, 3),
    };
  } finally {
    await terrain.close();
  }
}
