import { expect, test } from 'vitest';
import { SilenceWatch } from './silence.ts';

const DECLARED_MS = 60_000;

function watching(declaredMs = DECLARED_MS): SilenceWatch {
  const watch = new SilenceWatch(0);
  watch.note(3, declaredMs, false);
  return watch;
}

function reporting(every: number, times: number, watch = watching(), from = 0): SilenceWatch {
  for (let i = 0; i < times; i++) watch.heard(3, from + i * every);
  return watch;
}

test('6.4.2-5 until it has learned how often a device reports, the declaration counts', () => {
  expect(reporting(20_000, 5).allowed(3)).toBe(DECLARED_MS);
  expect(reporting(1_000, 30).allowed(3)).toBe(DECLARED_MS);
  expect(watching().allowed(3)).toBe(DECLARED_MS);
});

test('6.4.2-5 a device that reports often is missed sooner, but never sooner than a quarter of the declaration', () => {
  expect(reporting(4_000, 30).allowed(3)).toBe(20_000);
  expect(reporting(100, 900).allowed(3)).toBe(DECLARED_MS / 4);
});

test('6.4.2-5 a device that reports once an hour is not offline in between', () => {
  expect(reporting(3_600_000, 30, watching(900_000)).allowed(3)).toBe(5 * 3_600_000);
  expect(reporting(86_400_000, 30).allowed(3)).toBe(24 * DECLARED_MS);
});

test.each([3, 20, 300])(
  '6.4.2-5 a device that sends %i messages at once and then pauses is not offline in the pause',
  (messages) => {
    const watch = watching();
    const pause = 50_000;
    for (let burst = 0; burst < 40; burst++) {
      for (let i = 0; i < messages; i++) watch.heard(3, burst * pause + i * 10);
      expect(watch.allowed(3), `after burst ${burst}`).toBeGreaterThanOrEqual(pause);
    }
  },
);

test('6.4.2-5 an absence of hours makes it lenient for some minutes; values of one instant are one message', () => {
  const watch = reporting(4_000, 30);
  watch.heard(3, 10_000_000);
  watch.heard(3, 10_000_000);
  expect(watch.allowed(3)).toBe(5 * DECLARED_MS);
  reporting(4_000, 200, watch, 10_004_000);
  expect(watch.allowed(3)).toBeCloseTo(20_000, -4);
});

test('6.4.2-5 a device is overdue once, and one that nobody waits for never', () => {
  const watch = reporting(20_000, 5);
  expect(watch.isOverdue(3, 80_000 + DECLARED_MS)).toBe(false);
  expect(watch.isOverdue(3, 80_001 + DECLARED_MS)).toBe(true);
  watch.note(3, DECLARED_MS, true);
  expect([watch.isSilent(3), watch.isOverdue(3, 1e9)]).toEqual([true, false]);
  watch.note(3, 0, false);
  expect([watch.isOverdue(3, 1e9), watch.isOverdue(1_000, 1e9)]).toEqual([false, false]);
  // One far beyond the others, never heard: its silence counts from the start of the watch.
  watch.note(5_000, DECLARED_MS, false);
  expect([watch.isOverdue(5_000, DECLARED_MS), watch.isOverdue(5_000, DECLARED_MS + 1)]).toEqual([false, true]);
});
