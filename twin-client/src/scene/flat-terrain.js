import { CustomHeightmapTerrainProvider, GeographicTilingScheme, Rectangle } from '@cesium/engine';
import { degreesOf } from './ground-frame.ts';

/** Half the side of the square of ground, metres: beyond it the background has the ground's color. */
const HALF_M = 12_000;
/** Posts a side of a tile: enough to follow the curve of the earth. */
const POSTS = 16;
/** A tile is refined once a pixel of the screen covers less than this share of its side. */
const REFINEMENT = 1 / 256;
/**
 * A plain of one ellipsoidal height around the estate, until surveyed terrain is baked. Only the country around it, so that
 * the first view is seven refinements away and not eighteen.
 */
export function flatTerrain(frame) {
  const { west, south, east, north } = degreesOf(frame, { west: -HALF_M, south: -HALF_M, east: HALF_M, north: HALF_M });
  const terrain = new CustomHeightmapTerrainProvider({
    width: POSTS,
    height: POSTS,
    tilingScheme: new GeographicTilingScheme({
      rectangle: Rectangle.fromDegrees(west, south, east, north),
      numberOfLevelZeroTilesX: 1,
      numberOfLevelZeroTilesY: 1,
    }),
    callback: () => new Float32Array(POSTS * POSTS).fill(frame.height),
  });
  terrain.getLevelMaximumGeometricError = (level) => (HALF_M * 2 * REFINEMENT) / 2 ** level;
  return terrain;
}
