import { expect, test } from 'vitest';
import { isOnDuty, localTimeOfDay } from './duty.ts';

const duty = (from: string, to: string) => ({ person: 'P', role: 'r', shift: 's', from, to });

test.each([
  ['08:00', '16:00', '08:00', true],
  ['08:00', '16:00', '15:59', true],
  ['08:00', '16:00', '16:00', false],
  ['16:00', '00:00', '23:59', true],
  ['16:00', '00:00', '00:00', false],
  ['22:00', '06:00', '23:00', true],
  ['22:00', '06:00', '05:59', true],
  ['22:00', '06:00', '12:00', false],
  ['00:00', '00:00', '12:00', true],
])('a duty %s–%s at %s: %s', (from, to, time, expected) => {
  expect(isOnDuty(duty(from, to), time)).toBe(expected);
});

test('the time of day is the site’s, not the server’s', () => {
  expect(localTimeOfDay(Date.UTC(2026, 10, 22, 16, 5), 'Asia/Shanghai')).toBe('00:05');
  expect(localTimeOfDay(Date.UTC(2026, 10, 22, 0, 5), 'Asia/Shanghai')).toBe('08:05');
});
