import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { type GeoidHeight, openGeoid } from '../geoid.ts';
import { availableTiles, type LayerJson, layerJson } from './layer-json.ts';
import { makeTile } from './make-tile.ts';
import { openTerrain, type TerrainFile } from './open-terrain.ts';
import type { Heights, Terrain } from './terrain.ts';
import type { TileAddress } from './tile-grid.ts';

/** To be raised when tiles of the same sources come out differently. */
const TILE_VERSION = 1;

/** Elevation models opened for serving: tiles and heights as they are asked for. */
export class TerrainGround {
  readonly version: string;
  readonly layer: LayerJson;
  readonly geoid: GeoidHeight;
  readonly #terrain: Terrain;
  readonly #available: ReturnType<typeof availableTiles>;

  private constructor(terrain: Terrain, geoid: GeoidHeight, version: string) {
    this.#terrain = terrain;
    this.geoid = geoid;
    this.version = version;
    this.#available = availableTiles(terrain, terrain.level);
    this.layer = layerJson(terrain, terrain.level, version);
  }

  /** Opens files, those named first above the others. Throws InputError for the first that cannot be used. */
  static async open(files: readonly TerrainFile[]): Promise<TerrainGround> {
    const terrain = await openTerrain(files);
    const stamps = await Promise.all(
      files.map(async (file) => {
        const { size, mtimeMs } = await stat(file.file);
        return { ...file, size, mtimeMs };
      }),
    );
    const digest = createHash('sha256')
      .update(JSON.stringify([TILE_VERSION, stamps]))
      .digest('hex');
    return new TerrainGround(terrain, await openGeoid(), digest.slice(0, 12));
  }

  get sources(): readonly { readonly name: string; readonly accuracyM: number | null }[] {
    return this.#terrain.sources;
  }

  has({ level, x, y }: TileAddress): boolean {
    const ranges = this.#available[level] ?? [];
    return ranges.some(({ startX, endX, startY, endY }) => x >= startX && x <= endX && y >= startY && y <= endY);
  }

  async tile(address: TileAddress): Promise<Uint8Array> {
    return (await makeTile(this.#terrain, address)).bytes;
  }

  heights(longitudes: Float64Array, latitudes: Float64Array): Promise<Heights> {
    return this.#terrain.sample(longitudes, latitudes);
  }

  close(): Promise<void> {
    return this.#terrain.close();
  }
}
