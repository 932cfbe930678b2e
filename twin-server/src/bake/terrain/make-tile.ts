import { type Extent, METERS_PER_DEGREE } from './dem.ts';
import { SEMI_MAJOR_M } from './earth.ts';
import { straightenEdges } from './edge-profile.ts';
import { octNormals } from './normals.ts';
import { encodeQuantizedMesh } from './quantized-mesh.ts';
import { Rtin } from './rtin.ts';
import type { Terrain } from './terrain.ts';
import {
  levelErrorM,
  postLatitude,
  postLongitude,
  postStepDeg,
  TILE_INTERVALS,
  type TileAddress,
  tileExtent,
} from './tile-grid.ts';

const RTIN = new Rtin(TILE_INTERVALS);
/** A mesh may be wrong by this share of the error that its level stands for. */
const LEVEL_SHARE = 1 / 16;
/** The finest level is also seen from near, enlarged: there by this share of the distance between the source's posts. */
const SPACING_SHARE = 1 / 150;

/** A tile as it is served, and what is needed to ask for heights on its mesh. */
export interface TerrainTile {
  readonly bytes: Uint8Array;
  /** Height of the mesh at a place of the tile, as shares of its width and height from the south-west, metres above the ellipsoid. */
  heightAt(u: number, v: number): number;
}

/** What the mesh of a tile may be wrong, metres, at the posts of its own grid. */
function meshErrorM(terrain: Terrain, level: number, extent: Extent): number {
  const coarse = levelErrorM(level) * LEVEL_SHARE;
  const finest = terrain.finestIn(extent);
  return finest && level >= finest.level ? Math.min(coarse, finest.spacingM * SPACING_SHARE) : coarse;
}

/** Makes any tile of the tiling: meshed ground where there are sources, the ellipsoid far from them. */
export async function makeTile(terrain: Terrain, address: TileAddress): Promise<TerrainTile> {
  const { level, x, y } = address;
  const extent = tileExtent(address);
  const stepDeg = postStepDeg(level);
  const side = TILE_INTERVALS + 3;
  const longitudes = new Float64Array(side);
  const latitudes = new Float64Array(side);
  for (let i = 0; i < side; i++) {
    longitudes[i] = postLongitude(level, x * TILE_INTERVALS + i - 1);
    latitudes[i] = postLatitude(level, y * TILE_INTERVALS + i - 1);
  }
  const [eachLongitude, eachLatitude] = [new Float64Array(side * side), new Float64Array(side * side)];
  for (let row = 0; row < side; row++) {
    eachLongitude.set(longitudes, row * side);
    eachLatitude.fill(latitudes[row]!, row * side, (row + 1) * side);
  }
  const ringed = await terrain.ground(eachLongitude, eachLatitude);
  const normals = octNormals({ side, heights: ringed, longitudes, latitudes, stepDeg });

  const heights = new Float64Array((TILE_INTERVALS + 1) ** 2);
  for (let row = 0; row <= TILE_INTERVALS; row++) {
    const start = (row + 1) * side + 1;
    heights.set(ringed.subarray(start, start + TILE_INTERVALS + 1), row * (TILE_INTERVALS + 1));
  }
  const sag = (stepDeg * METERS_PER_DEGREE) ** 2 / (8 * SEMI_MAJOR_M);
  const maxError = meshErrorM(terrain, level, extent);
  straightenEdges(heights, TILE_INTERVALS, sag, maxError);
  const errors = RTIN.errors(heights, sag);
  const mesh = RTIN.mesh(errors, maxError);
  return {
    bytes: encodeQuantizedMesh({ extent, intervals: TILE_INTERVALS, mesh, heights, normals }),
    heightAt: (u, v) => RTIN.heightOn(heights, errors, maxError, u * TILE_INTERVALS, v * TILE_INTERVALS),
  };
}
