import { expect, test } from 'vitest';
import { shiftOf, shiftPeriodMs } from './pixel-shift.ts';

test('WALL: content moves around a square of at most 4 px, each step from a neighbour', () => {
  const steps = Array.from({ length: 9 }, (_, step) => shiftOf(step));
  for (const axis of [0, 1] as const) {
    const places = steps.map((step) => step[axis]);
    expect(Math.max(...places) - Math.min(...places)).toBeLessThanOrEqual(4);
  }
  expect(new Set(steps.map(String)).size).toBe(9);
  for (const [at, [x, y]] of steps.entries()) {
    const [nextX, nextY] = shiftOf(at + 1);
    expect(Math.abs(nextX - x) + Math.abs(nextY - y)).toBeLessThanOrEqual(4);
  }
});

test.each([
  ['', 180_000],
  ['?shift=', 180_000],
  ['?shift=10', 600_000],
  ['?shift=0.5', 30_000],
  ['?shift=0', null],
  ['?shift=-1', 180_000],
  ['?shift=soon', 180_000],
  ['?shift=100000', 180_000],
])('the address %j asks for a step each %j ms', (query, ms) => {
  expect(shiftPeriodMs(query)).toBe(ms);
});
