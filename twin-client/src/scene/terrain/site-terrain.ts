import {
  Cartographic,
  CesiumTerrainProvider,
  Credit,
  Event,
  GeographicTilingScheme,
  HeightmapTerrainData,
  Rectangle,
  type Request,
  type TerrainData,
  type TerrainProvider,
  type TileAvailability,
} from '@cesium/engine';
import type { Placement } from 'twin-core';
import { BLOCK_LEVEL, BLOCK_TILES, blockAround, type TerrainBlock, toEarthTile } from './terrain-block.ts';

/** Where the server has the ground. */
const TERRAIN_URL = '/terrain';
/** Posts a side of a level tile: enough to follow the curve of the earth. */
const LEVEL_POSTS = 33;
/** Error of the coarsest level tile, metres; it has nothing more to show in finer ones. */
const LEVEL_ERROR_M = 4;

/**
 * The ground around a site: the server's terrain, or a plain at the site's height where the server has none there or is away. Only the
 * country around the site, so that the first view is few refinements away.
 */
export class SiteTerrain implements TerrainProvider {
  readonly tilingScheme: GeographicTilingScheme;
  readonly errorEvent = new Event();
  readonly credit = new Credit('');
  readonly hasWaterMask = false;
  // The type has no room for its absence, which Cesium itself allows for.
  readonly availability = undefined as unknown as TileAvailability;
  /** Resolves to whether there is terrain of the site, and not a plain. */
  readonly ready: Promise<boolean>;
  readonly #block: TerrainBlock;
  readonly #heightM: number;
  #earth: CesiumTerrainProvider | null = null;
  #isReady = false;

  constructor(frame: Placement) {
    this.#heightM = frame.height;
    this.#block = blockAround(frame);
    const { west, south, east, north } = this.#block;
    this.tilingScheme = new GeographicTilingScheme({
      rectangle: Rectangle.fromDegrees(west, south, east, north),
      numberOfLevelZeroTilesX: BLOCK_TILES,
      numberOfLevelZeroTilesY: BLOCK_TILES,
    });
    this.ready = this.#open(Cartographic.fromDegrees(frame.longitude, frame.latitude));
  }

  get hasVertexNormals(): boolean {
    return this.#earth !== null;
  }

  async #open(site: Cartographic): Promise<boolean> {
    try {
      const earth = await CesiumTerrainProvider.fromUrl(TERRAIN_URL, { requestVertexNormals: true });
      const level = earth.availability?.computeMaximumLevelAtPosition(site) ?? 0;
      if (level > BLOCK_LEVEL) this.#earth = earth;
    } catch (error) {
      console.warn(`no terrain: the ground is drawn level (${error})`);
    }
    this.#isReady = true;
    return this.#earth !== null;
  }

  requestTileGeometry(x: number, y: number, level: number, request?: Request): Promise<TerrainData> | undefined {
    // What is asked for before the terrain is known is not many tiles, and asked for once it is.
    if (!this.#isReady) return this.ready.then(() => this.#request(x, y, level) ?? this.#levelTile());
    return this.#request(x, y, level, request);
  }

  #request(x: number, y: number, level: number, request?: Request): Promise<TerrainData> | undefined {
    if (!this.#earth) return Promise.resolve(this.#levelTile());
    const tile = toEarthTile(this.#block, x, y, level);
    const data = this.#earth.requestTileGeometry(tile.x, tile.y, tile.level, request);
    // A coarsest tile that is missing would leave a hole; finer ones are made from theirs.
    return level === 0 ? data?.catch(() => this.#levelTile()) : data;
  }

  #levelTile(): TerrainData {
    return new HeightmapTerrainData({
      buffer: new Float32Array(LEVEL_POSTS * LEVEL_POSTS).fill(this.#heightM),
      width: LEVEL_POSTS,
      height: LEVEL_POSTS,
      childTileMask: 0,
    });
  }

  getLevelMaximumGeometricError(level: number): number {
    return this.#earth?.getLevelMaximumGeometricError(BLOCK_LEVEL + level) ?? LEVEL_ERROR_M / 2 ** level;
  }

  getTileDataAvailable(x: number, y: number, level: number): boolean | undefined {
    if (level === 0 || !this.#isReady) return true;
    if (!this.#earth) return false;
    const tile = toEarthTile(this.#block, x, y, level);
    return this.#earth.getTileDataAvailable(tile.x, tile.y, tile.level);
  }

  loadTileDataAvailability(): undefined {
    return undefined;
  }
}
