import type { AlarmRule } from 'twin-core';
import { expect, test } from 'vitest';
import { fieldsFor, fieldsOf, limitOf, settingsOf } from './rule-fields.ts';

const NOISE: AlarmRule = {
  code: 'env.noise',
  label: { zh: '\u566a\u58f0', en: 'Noise' },
  priority: 3,
  clause: '7.2.13-2',
  when: { property: 'noiseDba', above: 70, deadband: 2 },
  onDelayMs: 60_000,
};

test('7.2.13-2 what the site has otherwise goes through the fields and comes back the same; what is empty is as declared', () => {
  const settings = {
    enabled: false,
    priority: 2,
    limit: 65.5,
    deadband: 0,
    onDelayMs: 1_500,
    latched: true,
    secondPerson: true,
    reactionLimitMs: 60_000,
  } as const;
  expect(settingsOf(fieldsOf(settings), null)).toEqual(settings);
  expect(settingsOf(fieldsOf(null), null)).toEqual({});
  expect(settingsOf(fieldsOf(null), [])).toEqual({ actions: [] });
});

test('7.2.13-2 a field that is no number is named; what is out of range is left for the server to say', () => {
  expect(settingsOf({ ...fieldsOf(null), onDelayMs: 'soon' }, null)).toEqual({ notNumber: 'onDelayMs' });
  expect(settingsOf({ ...fieldsOf(null), onDelayMs: '-5' }, null)).toEqual({ onDelayMs: -5_000 });
});

test('7.2.13-2 a rule has the fields that its condition knows', () => {
  expect(fieldsFor(NOISE)).toEqual({ limits: true, delays: true });
  expect(limitOf(NOISE)).toBe(70);
  const event: AlarmRule = { ...NOISE, when: { event: 'intrusion', holdMs: 1 } };
  expect(fieldsFor(event)).toEqual({ limits: false, delays: false });
  expect(limitOf(event)).toBeNull();
});
