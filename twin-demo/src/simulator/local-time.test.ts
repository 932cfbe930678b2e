import { expect, test } from 'vitest';
import { dailyHump, HOUR_MS, localDay, localHour, zoneOffsetMs } from './local-time.ts';

test('a zone adds what it adds: 8 hours in Shanghai, none in UTC, half past five in India, with daylight saving where it is kept', () => {
  const november = Date.parse('2026-11-22T12:34:56.789Z');
  expect(zoneOffsetMs('Asia/Shanghai', november)).toBe(8 * HOUR_MS);
  expect(zoneOffsetMs('UTC', november)).toBe(0);
  expect(zoneOffsetMs('Asia/Kolkata', november)).toBe(5.5 * HOUR_MS);
  expect(zoneOffsetMs('Europe/Berlin', Date.parse('2026-07-01T00:00:00Z'))).toBe(2 * HOUR_MS);
  expect(() => zoneOffsetMs('Asia/Nowhere', november)).toThrow(RangeError);
});

test('local hour and day turn at local midnight', () => {
  const midnight = Date.parse('2026-11-22T00:00:00+08:00');
  expect(localHour(midnight, 8 * HOUR_MS)).toBe(0);
  expect(localHour(midnight - 1, 8 * HOUR_MS)).toBeCloseTo(24);
  expect(localDay(midnight, 8 * HOUR_MS)).toBe(localDay(midnight - 1, 8 * HOUR_MS) + 1);
});

test('a daily hump goes around midnight', () => {
  expect(dailyHump(23.5, 23.5, 2)).toBe(1);
  expect(dailyHump(0.5, 23.5, 2)).toBeCloseTo(dailyHump(22.5, 23.5, 2));
});
