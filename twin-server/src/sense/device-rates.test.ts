import { expect, test } from 'vitest';
import { DeviceRates } from './device-rates.ts';

const START = 1_795_000_000_000;

test('6.3.4 a device has its burst at once, then its rate', () => {
  const rates = new DeviceRates({ perSecond: 10, burst: 20 });
  const taken = (at: number, count: number) =>
    Array.from({ length: count }, () => rates.allows(3, at)).filter(Boolean).length;
  expect(taken(START, 50)).toBe(20);
  expect(rates.limited).toBe(30);
  expect(taken(START + 99, 5)).toBe(0);
  expect(taken(START + 1000, 50)).toBe(10);
  // After a long silence the burst again, and no more than that.
  expect(taken(START + 1e9, 50)).toBe(20);
});

test('6.3.4 one device uses up nothing of another, however many there are', () => {
  const rates = new DeviceRates({ perSecond: 1, burst: 1 });
  for (const slot of [0, 1, 1023, 1024, 100_000]) {
    expect(rates.allows(slot, START)).toBe(true);
    expect(rates.allows(slot, START)).toBe(false);
  }
});

test('6.3.4 a clock that goes back neither locks a device out nor gives it more', () => {
  const rates = new DeviceRates({ perSecond: 1, burst: 2 });
  expect([0, 0, 0].map((at) => rates.allows(0, START + at))).toEqual([true, true, false]);
  expect(rates.allows(0, START - 3_600_000)).toBe(false);
  expect(rates.allows(0, START - 3_600_000 + 1000)).toBe(true);
});
