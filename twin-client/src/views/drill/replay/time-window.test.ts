import { expect, test } from 'vitest';
import { ticksOf, WINDOWS, windowAround } from './time-window.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const LENGTH = WINDOWS['1h'];

test('7.2.4-5 the time line stands still while the playhead is within it, and moves on before it leaves', () => {
  const first = windowAround(NOW - 7_200_000, LENGTH, null, NOW);
  expect(first.to - first.from).toBe(LENGTH);
  expect(windowAround(first.from + LENGTH * 0.85, LENGTH, first, NOW)).toBe(first);
  const next = windowAround(first.from + LENGTH * 0.95, LENGTH, first, NOW);
  expect(next.from).toBeGreaterThan(first.from);
  expect(windowAround(first.from - 1, LENGTH, first, NOW).from).toBeLessThan(first.from);
});

test('7.2.4-5 it ends with the present', () => {
  const { to } = windowAround(NOW - 1000, LENGTH, null, NOW);
  expect(to - NOW).toBeLessThanOrEqual(60_000);
  const held = windowAround(NOW - 1000, LENGTH, null, NOW);
  expect(windowAround(NOW - 100, LENGTH, held, NOW)).toBe(held);
});

test.each(Object.values(WINDOWS))('7.2.4-5 a window of %i ms has a handful of round ticks', (length) => {
  const ticks = ticksOf({ from: NOW - length + 1234, to: NOW });
  expect(ticks.length).toBeGreaterThan(3);
  expect(ticks.length).toBeLessThan(9);
});
