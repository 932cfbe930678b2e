import { Cesium3DTileset, type Resource } from '@cesium/engine';
import { arrangeTiles, type TileArrangement } from './tile-arrangement.ts';

/** Arranged tilesets on their way into the engine, by address. */
const arranged = new Map<string, object>();
const fetchTileset = Cesium3DTileset.loadJson;

// The engine's own hook for where a tileset.json comes from; its contents keep their addresses.
Cesium3DTileset.loadJson = (address: Resource | string) => {
  const url = typeof address === 'string' ? address : address.url;
  const tileset = arranged.get(url);
  arranged.delete(url);
  return tileset ? Promise.resolve(tileset) : fetchTileset(address);
};

/** A tileset in the engine with what its tree says of storeys. */
export interface LoadedTileset extends TileArrangement {
  readonly tiles: Cesium3DTileset;
}

/** Bounds of one building's share of the graphics card: what it keeps beyond the view, and what one view may add. */
const CACHE_BYTES = 24 * 2 ** 20;
const OVERFLOW_BYTES = 232 * 2 ** 20;

/** Fetches a baked tileset and arranges it for this scene. Rejects with an Error that names the address. */
export async function loadTileset(url: string): Promise<LoadedTileset> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const arrangement = arrangeTiles(await response.json());
  arranged.set(url, arrangement.tileset);
  const tiles = await Cesium3DTileset.fromUrl(url, {
    environmentMapOptions: { enabled: false },
    backFaceCulling: false,
    cacheBytes: CACHE_BYTES,
    maximumCacheOverflowBytes: OVERFLOW_BYTES,
    // An estate is no street to the horizon: every building's detail follows its size on the screen alone.
    dynamicScreenSpaceError: false,
    // Buildings at the edge of the view are as much a part of the estate's picture as the one in the middle.
    foveatedScreenSpaceError: false,
  });
  tiles.environmentMapManager.enabled = false;
  return { ...arrangement, tiles };
}
