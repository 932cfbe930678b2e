import { expect, test } from 'vitest';
import { hash32, smoothNoise, unit } from './noise.ts';

test('draws are spread evenly and independent of neighboring indexes and salts', () => {
  const salt = hash32('demo/FA-01-01-01');
  const draws = Array.from({ length: 20_000 }, (_, index) => unit(salt, index));
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  expect(mean).toBeCloseTo(0.5, 1);
  const tenths = new Set(draws.map((draw) => Math.floor(draw * 10)));
  expect([...tenths].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const together = draws.reduce((sum, draw, index) => sum + (draw - 0.5) * ((draws[index + 1] ?? 0.5) - 0.5), 0);
  expect(Math.abs(together / draws.length)).toBeLessThan(0.01);
});

test('noise stays within one, is the same at the same time, and moves smoothly', () => {
  let before = smoothNoise(7, 1, 0, 60_000);
  for (let timeMs = 0; timeMs < 3_600_000; timeMs += 1_000) {
    const now = smoothNoise(7, 1, timeMs, 60_000);
    expect(Math.abs(now)).toBeLessThanOrEqual(1);
    expect(Math.abs(now - before)).toBeLessThan(0.06);
    before = now;
  }
  expect(smoothNoise(7, 1, 1_795_348_800_000, 60_000)).toBe(smoothNoise(7, 1, 1_795_348_800_000, 60_000));
  expect(smoothNoise(7, 1, 0, 60_000)).not.toBe(smoothNoise(7, 2, 0, 60_000));
});
