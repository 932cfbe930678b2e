import { expect, test } from 'vitest';
import { MapFrame } from '../map-frame.ts';
import { tileBounds, tileCover } from './tile-cover.ts';

const frame = new MapFrame({ longitude: 112.55, latitude: 37.87, zoom: 16 }, { width: 700, height: 500 });
const ZOOMS = { min: 3, max: 18 };

test('4: tiles cover the view, are as sharp as the screen, and begin in its middle', () => {
  const tiles = tileCover(frame, 256, ZOOMS, null);
  expect(new Set(tiles.map(({ z }) => z))).toEqual(new Set([17]));
  const boxes = tiles.map(tileBounds);
  for (const [x, y] of [
    [1, 1],
    [699, 499],
    [350, 250],
  ] as const) {
    const [longitude, latitude] = frame.unproject(x, y);
    const over = boxes.filter(
      ([[west, south], [east, north]]) =>
        west <= longitude && longitude < east && south <= latitude && latitude < north,
    );
    expect(over).toHaveLength(1);
  }
  const [[west, south], [east, north]] = boxes[0]!;
  expect([(west + east) / 2, (south + north) / 2]).toEqual([expect.closeTo(112.55, 2), expect.closeTo(37.87, 2)]);
});

test('4: beyond the zooms of a source the finest is enlarged, and from too far away there is none', () => {
  expect(tileCover(frame, 256, { min: 3, max: 14 }, null)[0]?.z).toBe(14);
  expect(tileCover(frame, 256, { min: 18, max: 20 }, null)).toEqual([]);
});

test('4: nothing is asked for outside of what a layer covers', () => {
  const away = [
    [100, 20],
    [101, 21],
  ] as [[number, number], [number, number]];
  expect(tileCover(frame, 256, ZOOMS, away)).toEqual([]);
});
