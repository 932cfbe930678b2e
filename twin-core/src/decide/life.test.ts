import { describe, expect, test } from 'vitest';
import type { Alarm } from '../alarm.ts';
import { Catalogue } from '../catalogue.ts';
import { FACILITIES } from '../facilities/index.ts';
import { type AlarmRule, defineFacility } from '../facility.ts';
import { Bench, kinds } from '../fixtures/estate.ts';

const label = { zh: '试', en: 'test' };

/** A tank whose level is watched by one rule, which is given. */
function tank(rule: Partial<AlarmRule>): Bench {
  const facility = defineFacility({
    id: 'tank',
    label,
    clause: '6.4.2-5',
    symbol: 'M0 0h24v24H0z',
    deviceKinds: {
      tank: { label, silenceAfterMs: 3_600_000, datastreams: { levelM: { label, unit: 'm', type: 'number' } } },
    },
    alarms: [
      { code: 'tank.high', label, priority: 2, clause: '6.4.2-5', when: { property: 'levelM', above: 3 }, ...rule },
      { code: 'tank.veryHigh', label, priority: 1, clause: '6.4.2-5', when: { property: 'levelM', above: 9 } },
    ],
  });
  const bench = new Bench(new Catalogue([...FACILITIES, facility]));
  bench.register('T', 'tank');
  return bench;
}

const first = (bench: Bench): Alarm => [...bench.state.alarms.values()][0]!;

function level(bench: Bench, levelM: number, afterMs = 1_000) {
  bench.now += afterMs;
  return bench.observe('T', { levelM });
}

describe('the life of an alarm (IEC 62682)', () => {
  test('two rules over one value raise two alarms of two numbers', () => {
    const bench = tank({});
    level(bench, 10);
    expect([...bench.state.alarms.keys()]).toEqual(['A000001', 'A000002']);
  });

  test('latched: it stays active until a person has seen it, and says that its source is normal', () => {
    const bench = tank({ latched: true });
    level(bench, 4);
    expect(kinds(level(bench, 2))).toContain('alarm.sourceNormal');
    expect(first(bench)).toMatchObject({ active: true, sourceNormalAt: bench.now });
    level(bench, 4);
    expect(first(bench)).toMatchObject({ active: true, sourceNormalAt: null, occurrences: 2 });
    level(bench, 2);
    expect(kinds(bench.handle('A000001', 'acknowledge'))).toEqual(['alarm.handled', 'alarm.returned', 'alarm.closed']);
  });

  test('an off-delay that is not lived through does not return it', () => {
    const bench = tank({ offDelayMs: 10_000 });
    level(bench, 4);
    level(bench, 2);
    level(bench, 4, 5_000);
    bench.wait(20_000);
    expect(first(bench).active).toBe(true);
    level(bench, 2);
    bench.wait(10_000);
    expect(first(bench).active).toBe(false);
  });

  test('re-alarm: acknowledged and still active for too long, it asks anew', () => {
    const bench = tank({ reAlarmMs: 60_000 });
    level(bench, 4);
    bench.handle('A000001', 'acknowledge');
    expect(kinds(bench.wait(60_000))).toContain('alarm.reannounced');
    expect(first(bench).acknowledged).toBe(false);
  });

  test('WALL its own reaction limit counts where its rule has one', () => {
    const bench = tank({ reactionLimitMs: 300_000 });
    level(bench, 4);
    bench.wait(299_000);
    expect(first(bench).escalated).toBe(false);
    bench.wait(1_000);
    expect(first(bench).escalated).toBe(true);
  });
});

describe('a procedure (GB 25201-2010 5.3)', () => {
  const fire = () => {
    const bench = new Bench();
    bench.register('FA', 'smoke-detector');
    bench.observe('FA', { alarm: 1 });
    return bench;
  };
  const done = (bench: Bench, step: string, answer: string | null = null) =>
    bench.handle('A000001', 'step', { step, answer });

  test('7.2.7-2 the alarm closes when its source is normal and its mandatory steps are done, not before', () => {
    const bench = fire();
    bench.handle('A000001', 'acknowledge');
    done(bench, 'confirm', 'fire');
    bench.now += 1_000;
    bench.observe('FA', { alarm: 0 });
    for (const step of ['linkage', 'call119', 'evacuate'])
      expect(kinds(done(bench, step))).not.toContain('alarm.closed');
    expect(kinds(done(bench, 'report'))).toContain('alarm.closed');
  });

  test('7.2.7-2 what was answered decides which steps follow', () => {
    const bench = fire();
    bench.handle('A000001', 'acknowledge');
    done(bench, 'confirm', 'noFire');
    bench.now += 1_000;
    bench.observe('FA', { alarm: 0 });
    expect(kinds(done(bench, 'cause'))).toContain('alarm.closed');
  });

  test('7.2.7-3 of a false alarm no steps are asked', () => {
    const bench = fire();
    bench.handle('A000001', 'dismiss');
    bench.now += 1_000;
    expect(kinds(bench.observe('FA', { alarm: 0 }))).toContain('alarm.closed');
  });

  test('7.2.7-2 a step that is not done in its time says so; one that does not apply does not', () => {
    const bench = fire();
    bench.wait(180_000);
    expect(first(bench).overdueSteps).toEqual(['confirm']);
    bench.wait(60_000);
    expect(first(bench).overdueSteps).toEqual(['confirm']);
  });
});

describe('linked actions', () => {
  test('7.2.4-2 are asked when an alarm is raised and listed in it with their results', () => {
    const bench = new Bench();
    bench.register('PF', 'pulse-fence-zone', { zone: 'Z3' });
    bench.report('PF', 'intrusion');
    const [asked] = first(bench).actions;
    expect(asked).toMatchObject({
      id: 'A000001-1',
      by: 'rule',
      endedAt: null,
      action: { do: 'command', command: 'on' },
    });
    bench.now += 300;
    const ended = {
      kind: 'action.ended',
      id: 'A000001-1',
      alarm: 'A000001',
      device: null,
      ok: true,
      attempts: 1,
      results: [{ target: 'SR-1', ok: true, detail: null }],
    } as const;
    expect(kinds(bench.batch({ ended: [ended, ended] }))).toEqual(['action.ended']);
    expect(first(bench).actions[0]).toMatchObject({ endedAt: bench.now, ok: true, results: ended.results });
  });

  test('6.3.4 a person tells a device something, without an alarm', () => {
    const bench = new Bench();
    bench.register('SR', 'siren-strobe');
    const order = {
      id: 'C000001',
      by: 'u1',
      alarm: null,
      device: 'SR',
      action: { do: 'order', command: 'off', args: {} },
    } as const;
    expect(kinds(bench.batch({ orders: [order] }))).toEqual(['action.asked']);
    expect(bench.state.actions.get('C000001')).toMatchObject({ by: 'u1', askedAt: bench.now });
    expect(bench.state.orderCount).toBe(1);
  });
});
