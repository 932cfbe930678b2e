import { expect, test } from 'vitest';
import type { PublicPoint } from '../../state/records/public-environment.ts';
import { boardTiles, FRESH_MS } from './board-tiles.ts';

const label = { zh: '', en: '' };
const point = (kind: string, property: string, value: number, unit = '', ageMs = 0): PublicPoint => ({
  name: kind,
  kind,
  indoors: false,
  values: [{ property, label, unit, decimals: 1, value, ageMs }],
});
const NOON = 12;

test('7.2.13-3 a large number is the mean of the points that measure it now; what is old says nothing', () => {
  const points = [
    point('air-station', 'pm25', 30),
    point('air-station', 'pm25', 50),
    point('air-station', 'pm25', 500, '', FRESH_MS),
    point('hydrant', 'pressureMpa', 0.3),
  ];
  expect(boardTiles(points, NOON)).toMatchObject([{ property: 'pm25', mean: 40, least: 30, most: 50, points: 2 }]);
});

test('HJ 633-2012 the level of PM2.5 by its bounds; what is worse than class II of GB 3095 is above', () => {
  const levels = [35, 35.1, 75, 76, 115, 116, 150, 250, 251].map((value) => {
    const [tile] = boardTiles([point('air-station', 'pm25', value)], NOON);
    return `${tile!.verdict!.word.slice(-1)} ${tile!.verdict!.above}`;
  });
  expect(levels).toEqual(['1 false', '2 false', '2 false', '3 true', '3 true', '4 true', '4 true', '5 true', '6 true']);
});

test('5.7.4 noise is judged by class 1 of GB 3096-2008, by night from 22 to 6; levels are averaged as energies', () => {
  const noise = (values: number[], hour: number) =>
    boardTiles(
      values.map((value) => point('noise-meter', 'noiseDba', value, 'dB(A)')),
      hour,
    )[0]!;
  expect(noise([50], NOON).verdict).toEqual({ word: 'board.within', above: false, limit: 55 });
  expect(noise([50], 22).verdict).toEqual({ word: 'board.above', above: true, limit: 45 });
  expect(noise([50], 5).verdict!.above).toBe(true);
  expect(noise([50], 6).verdict!.above).toBe(false);
  // Twice the energy is 3 dB more, and half of that again when it is shared between two.
  expect(noise([60, 40], NOON).mean).toBeCloseTo(57.03, 2);
});

test('a measure is taken from the first kind of device that has it', () => {
  const points = [point('air-station', 'temperatureC', 9), point('thermal-point', 'temperatureC', 7)];
  expect(boardTiles(points, NOON)).toMatchObject([{ property: 'temperatureC', mean: 7, verdict: null }]);
});
