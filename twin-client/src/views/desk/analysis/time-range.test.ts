import { expect, test } from 'vitest';
import { fromField, toField } from '../../../kit/instant-field.ts';
import { HOUR_MS, spanOf } from './time-range.ts';

const NOW = Date.parse('2026-11-22T10:03:27Z');

test('4: the last day ends with the present minute', () => {
  const { from, to } = spanOf({ is: 'day' }, NOW);
  expect(new Date(to).toISOString()).toBe('2026-11-22T10:04:00.000Z');
  expect(to - from).toBe(24 * HOUR_MS);
});

test("4: a chosen time is written and read in the site's zone, whatever the browser's is", () => {
  expect(toField(NOW, 'Asia/Shanghai')).toBe('2026-11-22T18:03');
  expect(fromField('2026-11-22T18:03', 'Asia/Shanghai')).toBe(Date.parse('2026-11-22T10:03:00Z'));
  expect(fromField('2026-11-22T18:03', 'UTC')).toBe(Date.parse('2026-11-22T18:03:00Z'));
  expect(fromField('', 'UTC')).toBeNull();
});
