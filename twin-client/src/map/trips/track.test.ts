import { expect, test } from 'vitest';
import { positionAt, type Track, trailOf, waysOf } from './track.ts';

const START = 1_000_000;
const point = (seconds: number, longitude: number) => ({ time: START + seconds * 1000, longitude, latitude: 37.87 });
const track: Track = {
  code: 'PT-01',
  name: 'patrol',
  color: '#ffffff',
  points: [point(0, 1), point(10, 2), point(20, 3), point(300, 9), point(310, 10)],
};
const at = (seconds: number) => START + seconds * 1000;

test('4: between two reports a mover is on its way from one to the other', () => {
  expect(positionAt(track, at(5))).toEqual([1.5, 37.87]);
  expect(positionAt(track, at(20))).toEqual([3, 37.87]);
});

test('4: before its first report and in a gap nobody knows where it is; just after its last it is there', () => {
  expect(positionAt(track, at(-1))).toBeNull();
  expect(positionAt(track, at(200))).toBeNull();
  expect(positionAt(track, at(330))).toEqual([10, 37.87]);
  expect(positionAt(track, at(500))).toBeNull();
});

test('4: a trail ends where the mover is, fades towards its beginning, and is no longer than asked', () => {
  const trail = trailOf(track, at(15), 30_000);
  expect(trail.map(({ from, to }) => [from[0], to[0]])).toEqual([
    [2, 2.5],
    [1, 2],
  ]);
  expect(trail.map(({ presence }) => Number(presence.toFixed(2)))).toEqual([0.83, 0.5]);
  expect(trailOf(track, at(20), 5_000).map(({ from }) => from[0])).toEqual([3, 2]);
});

test('4: neither a trail nor a way bridges a gap', () => {
  expect(trailOf(track, at(305), 600_000).map(({ from, to }) => [from[0], to[0]])).toEqual([
    [9, 9.5],
    [2, 3],
    [1, 2],
  ]);
  expect(waysOf(track).map((way) => way.length)).toEqual([3, 2]);
});
