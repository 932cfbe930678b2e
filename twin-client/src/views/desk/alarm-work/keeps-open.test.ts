import fc from 'fast-check';
import { type Alarm, Catalogue, decideClosing, emptyState, FACILITIES } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { createFormat } from '../../../kit/i18n/format.ts';
import { testAlarm } from '../../../state/alarm.test-kit.ts';
import { keepsOpen, keepsOpenText } from './keeps-open.ts';

const catalogue = new Catalogue(FACILITIES);
const fire = catalogue.procedureFor('fire.smoke');
const done = (answer: string | null = null) => ({ by: 'u1', at: 1, answer });
const words = (alarm: Alarm, members = 0, locale: 'zh' | 'en' = 'en') =>
  keepsOpenText(createFormat(locale, 'Asia/Shanghai'), keepsOpen(alarm, fire, members));

describe('what keeps an alarm open', () => {
  test('7.2.7 each condition is said, in one line', () => {
    const alarm = testAlarm('A1', { procedure: 'fire', case: 'inProgress', steps: { confirm: done('fire') } });
    expect(words(alarm, 2)).toBe(
      'Still open: source in alarm; not acknowledged; steps left: Put the fire linkage to automatic, Call 119, ' +
        'Start the fire fighting and evacuation plan, Report to the person in charge; in progress, not resolved yet; 2 members open',
    );
    expect(words(testAlarm('A1', { procedure: 'fire' }), 0, 'zh')).toBe(
      '尚未关闭：探测源报警中；未确认；待办步骤 以最快方式现场确认',
    );
  });

  test('7.2.7-3 the latch of the detector itself is told apart from the false alarm', () => {
    const dismissed = testAlarm('A1', { procedure: 'fire', falseAlarm: true, acknowledged: true, case: 'resolved' });
    expect(words(dismissed)).toBe('Still open: the detector itself is still in alarm and waits for its reset');
    expect(words({ ...dismissed, active: false })).toBe('');
  });

  test('a latched alarm whose source is normal waits for a person only', () => {
    expect(words(testAlarm('A1', { sourceNormalAt: 5 }))).toBe('Still open: not acknowledged');
  });

  test('is nothing exactly when the alarm machine closes it', () => {
    const anyAlarm = fc.record({
      active: fc.boolean(),
      acknowledged: fc.boolean(),
      falseAlarm: fc.boolean(),
      procedure: fc.constantFrom('fire', null),
      answer: fc.constantFrom('fire', 'noFire', undefined),
      cause: fc.boolean(),
      member: fc.boolean(),
      inProgress: fc.boolean(),
    });
    fc.assert(
      fc.property(anyAlarm, ({ answer, cause, member, inProgress, ...change }) => {
        const steps = { ...(answer && { confirm: done(answer) }), ...(cause && { cause: done() }) };
        // Acknowledging moves a new case on.
        const rest = change.acknowledged ? ('acknowledged' as const) : ('new' as const);
        const alarm = testAlarm('A1', { ...change, steps, case: inProgress ? 'inProgress' : rest });
        const state = emptyState('test');
        state.alarms.set('A1', alarm);
        if (member) state.members.set('A1', new Set(['A2']));
        const closes = [...decideClosing({ state, catalogue, now: 9 }, 'A1')].some(
          ({ kind }) => kind === 'alarm.closed',
        );
        expect(keepsOpen(alarm, fire, member ? 1 : 0).length === 0).toBe(closes);
      }),
    );
  });
});
