import { expect, test } from 'vitest';
import { ArmPeriods, isArmedAt } from './schedule.ts';

const ZONE = 'Asia/Shanghai';
/** Monday 2026-11-23 and the days after it, Beijing time. */
const at = (day: number, time: string) => Date.parse(`2026-11-${22 + day}T${time}:00+08:00`);
const NIGHTS = [{ days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' }];

test.each([
  [1, '21:59', false],
  [1, '22:00', true],
  [2, '05:59', true],
  [2, '06:00', false],
  [6, '05:59', true],
  [6, '22:00', false],
  [7, '05:00', false],
  [1, '05:00', false],
])('E6.1.4-2 nights from Monday to Friday: day %i at %s is armed: %s', (day, time, armed) => {
  expect(isArmedAt(NIGHTS, ZONE, at(day, time))).toBe(armed);
});

test('E6.1.4-2 from and to the same is a whole day; no period is never', () => {
  expect(isArmedAt([{ days: [3], from: '00:00', to: '00:00' }], ZONE, at(3, '23:59'))).toBe(true);
  expect(isArmedAt([], ZONE, at(3, '12:00'))).toBe(false);
});

test('what is no time or no day is refused', () => {
  expect(ArmPeriods.safeParse([{ days: [8], from: '22:00', to: '06:00' }]).success).toBe(false);
  expect(ArmPeriods.safeParse([{ days: [1], from: '24:00', to: '06:00' }]).success).toBe(false);
});
