import type { ImagerySource } from 'twin-core';
import { toBaiduMercator, toShifted } from 'twin-core/crs';
import { describe, expect, test } from 'vitest';
import { compositionOf, isPlain, type TileComposition } from './tile-composition.ts';
import { placeInTile, sourceZoomOf, type TileAddress, zoomsOf } from './tile-grid.ts';

const sourceOf = (more: Partial<ImagerySource>): ImagerySource => ({
  scheme: 'xyz',
  url: '/api/v1/layers/IMG/tiles/{z}/{x}/{y}',
  datum: 'wgs84',
  tiling: 'mercator',
  minZoom: 3,
  maxZoom: 18,
  tilePx: 256,
  ...more,
});

const TAIYUAN = { longitude: 112.5489, latitude: 37.8706 };
const EQUATOR_M = 40_075_016.686;

/** The tile of Web Mercator that a place is in, and where in it, pixels; written out once more, by the book. */
function pixelOf(place: typeof TAIYUAN, z: number, px: number): { tile: TileAddress; at: [number, number] } {
  const count = 2 ** z;
  const x = ((place.longitude + 180) / 360) * count;
  const phi = (place.latitude * Math.PI) / 180;
  const y = ((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * count;
  const tile = { z, x: Math.floor(x), y: Math.floor(y) };
  return { tile, at: [(x - tile.x) * px, (y - tile.y) * px] };
}

/** Where a pixel of the sheet ends in the finished tile. Between patches that are turned a little may be a part of a pixel. */
function finishedOf({ patches }: TileComposition, [x, y]: readonly [number, number]): [number, number] | null {
  const outside = ({ from: [left, top, width, height] }: TileComposition['patches'][number]) =>
    Math.max(left - x, x - left - width, top - y, y - top - height);
  const nearest = patches.toSorted((a, b) => outside(a) - outside(b))[0]!;
  if (outside(nearest) > 0.5) return null;
  const { from, to } = nearest;
  return [to[0] + ((x - from[0]) / from[2]) * to[2], to[1] + ((y - from[1]) / from[3]) * to[3]];
}

const distancePx = (a: readonly [number, number], b: readonly [number, number]) => Math.hypot(a[0] - b[0], a[1] - b[1]);

describe('6.4.1-9 tiles of shifted datums and other grids are set right', () => {
  test.each([
    ['GCJ-02', 'gcj02'],
    ['BD-09', 'bd09'],
  ] as const)('%s: a marked pixel ends within 1 m of where it belongs at Taiyuan', (system, datum) => {
    for (const z of [15, 17, 18]) {
      for (const [east, north] of [
        [0, 0],
        [0.004, 0.003],
        [-0.006, 0.001],
        [0.0001, -0.0075],
      ] as const) {
        const place = { longitude: TAIYUAN.longitude + east, latitude: TAIYUAN.latitude + north };
        const { tile, at } = pixelOf(place, z, 256);
        const marked = pixelOf(toShifted(system, place), z, 256);
        const composition = compositionOf(sourceOf({ datum }), tile);
        const laid = composition.tiles.find(
          ({ address }) => address.x === marked.tile.x && address.y === marked.tile.y,
        );
        expect(laid).toBeDefined();
        const finished = finishedOf(composition, [laid!.left + marked.at[0], laid!.top + marked.at[1]]);
        const pixelM = (EQUATOR_M * Math.cos((place.latitude * Math.PI) / 180)) / (256 * 2 ** z);
        expect(distancePx(finished!, at) * pixelM).toBeLessThan(1);
        // As it comes it would be half a kilometre off, or more.
        const shift = [
          (marked.tile.x - tile.x) * 256 + marked.at[0] - at[0],
          (marked.tile.y - tile.y) * 256 + marked.at[1] - at[1],
        ];
        expect(Math.hypot(...shift) * pixelM).toBeGreaterThan(500);
      }
    }
  });

  test("Baidu's own grid: a tile of it lies where its numbers say", () => {
    const source = sourceOf({ datum: 'bd09', tiling: 'baidu', maxZoom: 19 });
    const { tile, at } = pixelOf(TAIYUAN, 17, 256);
    const zoom = sourceZoomOf(source, 17);
    expect(zoom).toBe(18);
    const [east, north] = toBaiduMercator(toShifted('BD-09', TAIYUAN));
    // At zoom 18 a pixel is a metre; Baidu counts its rows northward.
    const [column, row] = [Math.floor(east / 256), Math.floor(north / 256)];
    const composition = compositionOf(source, tile);
    const laid = composition.tiles.find(({ address }) => address.x === column && address.y === -1 - row);
    const finished = finishedOf(composition, [laid!.left + east - column * 256, laid!.top + (row + 1) * 256 - north]);
    expect(distancePx(finished!, at)).toBeLessThan(0.5);
  });

  test('a grid of plain degrees: a marked pixel ends where it belongs', () => {
    const source = sourceOf({ tiling: 'geographic' });
    const { tile, at } = pixelOf(TAIYUAN, 15, 256);
    const zoom = sourceZoomOf(source, 15);
    const [x, y] = [
      ((TAIYUAN.longitude + 180) / 180) * 2 ** zoom * 256,
      ((90 - TAIYUAN.latitude) / 180) * 2 ** zoom * 256,
    ];
    const composition = compositionOf(source, tile);
    const laid = composition.tiles.find(
      ({ address }) => address.x === Math.floor(x / 256) && address.y === Math.floor(y / 256),
    );
    const finished = finishedOf(composition, [laid!.left + (x % 256), laid!.top + (y % 256)]);
    expect(distancePx(finished!, at)).toBeLessThan(0.1);
  });

  test.each([256, 512])('patches of a tile of %i px cover it once and stay on the sheet', (tilePx) => {
    const source = sourceOf({ datum: 'gcj02', tilePx });
    const { sheet, patches, tiles } = compositionOf(source, pixelOf(TAIYUAN, 16, tilePx).tile);
    expect(patches.reduce((sum, { to }) => sum + to[2] * to[3], 0)).toBe(tilePx ** 2);
    expect(tiles.length).toBeLessThanOrEqual(9);
    for (const { from } of patches) {
      expect(Math.min(from[0], from[1])).toBeGreaterThanOrEqual(0);
      expect(from[0] + from[2]).toBeLessThanOrEqual(sheet.width);
      expect(from[1] + from[3]).toBeLessThanOrEqual(sheet.height);
    }
  });

  test('at the edge of the world only tiles that exist are asked for', () => {
    const { tiles } = compositionOf(sourceOf({ datum: 'gcj02' }), { z: 1, x: 0, y: 0 });
    expect(tiles.map(({ address: { x, y } }) => [x, y])).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
  });

  test('tiles of WGS 84 in Web Mercator are drawn as they come; zooms are those of Web Mercator', () => {
    expect(isPlain(sourceOf({}))).toBe(true);
    expect(isPlain(sourceOf({ datum: 'gcj02' }))).toBe(false);
    expect(isPlain(sourceOf({ tiling: 'geographic' }))).toBe(false);
    expect(zoomsOf(sourceOf({}))).toEqual({ min: 3, max: 18 });
    expect(zoomsOf(sourceOf({ tiling: 'geographic' }))).toEqual({ min: 4, max: 19 });
    expect(zoomsOf(sourceOf({ tiling: 'baidu' }))).toEqual({ min: 2, max: 17 });
    const corner = placeInTile({ z: 2, x: 3, y: 1 }, 0, 1);
    expect(corner.longitude).toBeCloseTo(90, 9);
    expect(corner.latitude).toBeCloseTo(0, 9);
  });
});
