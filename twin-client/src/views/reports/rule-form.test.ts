import { type AlarmRule, FACILITIES } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { changesOf, fieldsOf, watchingRules } from './rule-form.ts';

const ruleOf = (code: string) => watchingRules(FACILITIES).find(({ rule }) => rule.code === code)?.rule as AlarmRule;

describe('7.2.10-2 what the form of rationalisation asks for', () => {
  test('only rules that watch a value are offered', () => {
    const codes = watchingRules(FACILITIES).map(({ rule }) => rule.code);
    expect(codes).toContain('fire.smoke');
    expect(codes).not.toContain('perimeter.intrusion');
    expect(codes).not.toContain('fire.offline');
  });

  test('the fields begin with the rule as it is, and then nothing is asked to be otherwise', () => {
    const rule = ruleOf('env.noise');
    expect(fieldsOf(rule)).toEqual({ limit: '55', deadband: '3', onDelayS: '60', offDelayS: '0' });
    expect(changesOf(fieldsOf(rule), rule)).toEqual({});
    expect(fieldsOf(ruleOf('fire.smoke'))).toMatchObject({ limit: null, deadband: null });
  });

  test('what was typed over is asked for, delays in milliseconds', () => {
    const rule = ruleOf('env.noise');
    const typed = { limit: '60.5', deadband: '3', onDelayS: '1.5', offDelayS: '0' };
    expect(changesOf(typed, rule)).toEqual({ limit: 60.5, onDelayMs: 1500 });
    expect(changesOf({ ...typed, limit: '-4' }, rule)).toMatchObject({ limit: -4 });
  });

  test.each([{ onDelayS: '-1' }, { onDelayS: '' }, { limit: 'loud' }, { deadband: '-2' }])(
    '%j is no number that fits',
    (wrong) => {
      const rule = ruleOf('env.noise');
      expect(changesOf({ ...fieldsOf(rule), ...wrong }, rule)).toBeNull();
    },
  );
});
