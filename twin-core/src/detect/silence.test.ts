import { expect, test } from 'vitest';
import { SilenceWatch } from './silence.ts';

const DECLARED_MS = 60_000;

function reporting(every: number, times: number, watch = new SilenceWatch(), from = 0): SilenceWatch {
  for (let i = 0; i < times; i++) watch.heard(3, from + i * every);
  return watch;
}

test('6.4.2-5 until it has learned how often a device reports, the declaration counts', () => {
  expect(reporting(1_000, 5).allowed(3, DECLARED_MS)).toBe(DECLARED_MS);
  expect(new SilenceWatch().allowed(99, DECLARED_MS)).toBe(DECLARED_MS);
});

test('6.4.2-5 a device that reports often is missed sooner, but never sooner than a quarter of the declaration', () => {
  expect(reporting(4_000, 30).allowed(3, DECLARED_MS)).toBeCloseTo(20_000, -2);
  expect(reporting(100, 30).allowed(3, DECLARED_MS)).toBe(DECLARED_MS / 4);
});

test('6.4.2-5 a device that reports once an hour is not offline in between', () => {
  const allowed = reporting(3_600_000, 30).allowed(3, 900_000);
  expect(allowed).toBeCloseTo(5 * 3_600_000, -3);
  expect(reporting(86_400_000, 30).allowed(3, DECLARED_MS)).toBe(24 * DECLARED_MS);
});

test('6.4.2-5 a long absence does not change what was learned for long; values of one instant are one message', () => {
  const watch = reporting(4_000, 30);
  watch.heard(3, 10_000_000);
  watch.heard(3, 10_000_000);
  expect(watch.allowed(3, DECLARED_MS)).toBeLessThan(30_000);
  reporting(4_000, 30, watch, 10_004_000);
  expect(watch.allowed(3, DECLARED_MS)).toBeCloseTo(20_000, -3);
  watch.forget(3);
  expect(watch.allowed(3, DECLARED_MS)).toBe(DECLARED_MS);
});
