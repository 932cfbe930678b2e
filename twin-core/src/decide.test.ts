import { describe, expect, test } from 'vitest';
import { conditionOf } from './alarm.ts';
import { deviceState } from './device-state.ts';
import { FACILITIES } from './facilities/index.ts';
import type { AlarmRule, Facility } from './facility.ts';
import { Bench, kinds } from './fixtures/estate.ts';
import { datastreamOf, deviceByCode } from './twin.ts';

const command = (alarm: string, action: 'acknowledge' | 'dismiss' | 'shelve' | 'resolve' | 'assign', more = {}) => ({
  commands: [
    { alarm, action, by: 'u1', reason: 'because', until: null, assignee: null, step: null, answer: null, ...more },
  ],
});

const rules = FACILITIES.flatMap((facility) => facility.alarms.map((rule) => ({ name: rule.code, facility, rule })));

/** Makes a rule's condition hold, by what its declaration says. */
function provoke(bench: Bench, rule: AlarmRule, kind: string): void {
  const { when } = rule;
  if ('event' in when) bench.report('D-1', when.event);
  else if ('silent' in when) bench.wait(bench.catalogue.kind(kind)!.kind.silenceAfterMs + 2000);
  else if ('above' in when) bench.observe('D-1', { [when.property]: when.above + 1 });
  else if ('below' in when) bench.observe('D-1', { [when.property]: when.below - 1 });
  else bench.observe('D-1', { [when.property]: when.equals });
  if (rule.onDelayMs) bench.wait(rule.onDelayMs);
}

/** Makes it end. */
function calm(bench: Bench, rule: AlarmRule): void {
  const { when } = rule;
  bench.now += 1000;
  if ('event' in when) bench.report('D-1', when.event, { active: false });
  else if ('silent' in when) bench.report('D-1', 'none');
  else if ('above' in when) bench.observe('D-1', { [when.property]: when.above - (when.deadband ?? 0) - 1 });
  else if ('below' in when) bench.observe('D-1', { [when.property]: when.below + (when.deadband ?? 0) + 1 });
  else bench.observe('D-1', { [when.property]: 1 - when.equals });
  if (rule.offDelayMs) bench.wait(rule.offDelayMs);
}

function facilityOf(kind: string): Facility {
  return FACILITIES.find(({ deviceKinds }) => kind in deviceKinds)!;
}

describe.each(rules)('$rule.clause $name', ({ rule, facility }) => {
  const kind = rule.kinds?.[0] ?? Object.keys(facility.deviceKinds)[0]!;

  test('is raised, acknowledged, returns to normal and closes by itself', () => {
    const bench = new Bench();
    bench.register('D-1', kind);
    provoke(bench, rule, kind);
    const alarm = [...bench.state.alarms.values()].find(({ code }) => code === rule.code)!;
    expect(alarm).toMatchObject({
      priority: rule.priority,
      device: 'D-1',
      facility: facilityOf(kind).id,
      active: true,
      case: 'new',
    });
    expect(conditionOf(alarm)).toBe('active');
    bench.handle(alarm.id, 'acknowledge');
    expect(conditionOf(alarm)).toBe('acknowledged');
    bench.doSteps(alarm.id);
    calm(bench, rule);
    expect(alarm.case).toBe('closed');
    expect(bench.state.alarms.has(alarm.id)).toBe(false);
    expect(deviceByCode(bench.state, 'D-1')!.alarms.size).toBe(0);
  });

  test('once raised it recurs on the open alarm, never a second one', () => {
    const bench = new Bench();
    bench.register('D-1', kind);
    provoke(bench, rule, kind);
    provoke(bench, rule, kind);
    expect([...bench.state.alarms.values()].filter(({ code }) => code === rule.code)).toHaveLength(1);
  });
});

describe('the alarm machine', () => {
  test('E6.1.4-2: a disarmed zone gives no alarm, an armed one does', () => {
    const bench = new Bench();
    bench.register('PF-1', 'pulse-fence-zone');
    bench.observe('PF-1', { armed: 0 });
    bench.report('PF-1', 'intrusion');
    expect(bench.state.alarms.size).toBe(0);
    bench.now += 1000;
    bench.observe('PF-1', { armed: 1 });
    bench.report('PF-1', 'intrusion');
    expect(bench.state.alarms.size).toBe(1);
  });

  test('a momentary report returns to normal when its hold ends, and stays open until acknowledged', () => {
    const bench = new Bench();
    bench.register('FO-1', 'falling-object-camera');
    bench.report('FO-1', 'detected');
    const alarm = [...bench.state.alarms.values()][0]!;
    bench.wait(30_000);
    expect(conditionOf(alarm)).toBe('returned');
    expect(bench.state.alarms.size).toBe(1);
    bench.doSteps(alarm.id);
    expect(kinds(bench.handle(alarm.id, 'acknowledge'))).toContain('alarm.closed');
  });

  test('7.2.7-2 a fire and its end in one batch are still a fire', () => {
    const bench = new Bench();
    bench.register('FA-1', 'smoke-detector');
    const slot = datastreamOf(deviceByCode(bench.state, 'FA-1')!, 'alarm');
    const pulse = (...values: number[]) =>
      bench.batch({
        observations: {
          kind: 'observations',
          datastreams: Int32Array.from(values, () => slot),
          times: Float64Array.from(values, (_, i) => bench.now + i),
          values: Float64Array.from(values),
        },
      });
    expect(kinds(pulse(0, 1, 0))).toEqual(expect.arrayContaining(['alarm.raised', 'alarm.sourceNormal']));
    expect(bench.state.values[slot]).toBe(0);
    bench.now += 1_000;
    expect(kinds(pulse(1, 0, 1))).toContain('alarm.recurred');
    expect([...bench.state.alarms.values()]).toMatchObject([{ active: true }]);
  });

  test('WALL: a critical alarm not acknowledged in 60 s escalates; an acknowledged one does not', () => {
    const bench = new Bench();
    bench.register('FA-1', 'smoke-detector');
    bench.register('FA-2', 'smoke-detector');
    bench.observe('FA-1', { alarm: 1 });
    bench.observe('FA-2', { alarm: 1 });
    const [first, second] = [...bench.state.alarms.values()];
    bench.handle(first!.id, 'acknowledge');
    bench.wait(60_000);
    expect([first!.escalated, second!.escalated]).toEqual([false, true]);
  });

  test('a delay that is not lived through raises nothing', () => {
    const bench = new Bench();
    bench.register('PF-1', 'pulse-fence-zone');
    bench.observe('PF-1', { lineVoltageKv: 1 });
    bench.wait(4000);
    bench.observe('PF-1', { lineVoltageKv: 6 });
    bench.wait(60_000);
    expect([...bench.state.alarms.values()].filter(({ code }) => code === 'perimeter.lowVoltage')).toHaveLength(0);
    expect(bench.state.timers.size).toBe(0);
  });

  test('7.2.7-3: dismissing keeps the record, marks it false, and the source’s own state stays apart', () => {
    const bench = new Bench();
    bench.register('FA-1', 'smoke-detector');
    bench.observe('FA-1', { alarm: 1 });
    const alarm = [...bench.state.alarms.values()][0]!;
    bench.handle(alarm.id, 'dismiss');
    expect(alarm).toMatchObject({ falseAlarm: true, active: true, case: 'resolved' });
    bench.now += 1000;
    bench.observe('FA-1', { alarm: 0 });
    expect(alarm.case).toBe('closed');
  });

  test('shelving ends at its time by itself', () => {
    const bench = new Bench();
    bench.register('FA-1', 'smoke-detector');
    bench.observe('FA-1', { alarm: 1 });
    const alarm = [...bench.state.alarms.values()][0]!;
    bench.handle(alarm.id, 'shelve', { until: bench.now + 600_000 });
    expect(conditionOf(alarm)).toBe('shelved');
    bench.wait(600_001);
    expect(conditionOf(alarm)).toBe('active');
  });

  test('two people at once: the first wins, the second changes nothing', () => {
    const bench = new Bench();
    bench.register('FA-1', 'smoke-detector');
    bench.observe('FA-1', { alarm: 1 });
    const id = [...bench.state.alarms.keys()][0]!;
    const twice = bench.batch({
      commands: [...command(id, 'acknowledge').commands, { ...command(id, 'acknowledge').commands[0]!, by: 'u2' }],
    });
    expect(kinds(twice).filter((kind) => kind === 'alarm.handled')).toHaveLength(1);
    expect(bench.state.alarms.get(id)!.acknowledgedBy).toBe('u1');
  });

  test('6.3.4: a silent device turns offline, and back when it is heard', () => {
    const bench = new Bench();
    bench.register('SI-1', 'siren-strobe');
    bench.observe('SI-1', { on: 0 });
    const device = deviceByCode(bench.state, 'SI-1')!;
    const limit = bench.catalogue.kind('siren-strobe')!.kind.silenceAfterMs;
    expect(deviceState(bench.state, device, limit, bench.now)).toBe('normal');
    expect(deviceState(bench.state, device, limit, bench.now + limit * 0.7)).toBe('stale');
    bench.wait(limit + 1000);
    expect(deviceState(bench.state, device, limit, bench.now)).toBe('offline');
    bench.observe('SI-1', { on: 0 });
    expect(deviceState(bench.state, device, limit, bench.now)).toBe('normal');
  });

  test('silence is counted from when the evaluator began to listen, not from before', () => {
    const bench = new Bench();
    bench.register('FA-1', 'smoke-detector');
    expect(kinds(bench.wait(299_000))).not.toContain('device.silent');
    expect(kinds(bench.wait(2_000))).toContain('device.silent');
  });
});
