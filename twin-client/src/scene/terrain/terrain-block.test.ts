import { describe, expect, test } from 'vitest';
import { BLOCK_LEVEL, BLOCK_TILES, blockAround, toEarthTile } from './terrain-block.ts';

const TILE_DEG = 180 / 2 ** BLOCK_LEVEL;

describe('the tiles that a site begins with', () => {
  test.each([
    ['Taiyuan', 112.55, 37.87],
    ['Santiago', -70.65, -33.45],
    ['on a corner of four tiles', 112.5, 37.96875],
    ['at the antimeridian', 179.99, -17],
    ['near the pole', 15, 89.9],
  ])('%s: lies at least half a tile inside, but for the ends of the tiling', (_, longitude, latitude) => {
    const { west, south, east, north } = blockAround({ longitude, latitude });
    expect(east - west).toBeCloseTo(BLOCK_TILES * TILE_DEG, 9);
    expect(north - south).toBeCloseTo(BLOCK_TILES * TILE_DEG, 9);
    for (const [inside, end] of [
      [longitude - west, west === -180],
      [east - longitude, east === 180],
      [latitude - south, south === -90],
      [north - latitude, north === 90],
    ] as const) {
      expect(inside).toBeGreaterThanOrEqual(end ? 0 : TILE_DEG / 2 - 1e-9);
    }
  });

  test('its own tiles are tiles of the earth', () => {
    const block = blockAround({ longitude: 112.55, latitude: 37.87 });
    expect(toEarthTile(block, 0, 0, 0)).toEqual({ x: block.column, y: block.row, level: BLOCK_LEVEL });
    const { x, y, level } = toEarthTile(block, 37, 11, 5);
    const size = 180 / 2 ** level;
    const own = (BLOCK_TILES * TILE_DEG) / (BLOCK_TILES * 2 ** 5);
    expect(x * size - 180).toBeCloseTo(block.west + 37 * own, 9);
    expect(90 - y * size).toBeCloseTo(block.north - 11 * own, 9);
  });
});
