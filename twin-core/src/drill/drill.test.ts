import { describe, expect, test } from 'vitest';
import { Bench, CATALOGUE, T0 } from '../fixtures/estate.ts';
import { datastreamOf, deviceByCode } from '../twin.ts';
import { compareRuns } from './compare.ts';
import type { DrillLog } from './drill-log.ts';
import { forkForDrill } from './fork.ts';
import { planDrill } from './plan.ts';
import { readScenario } from './read-scenario.ts';
import { scenarioJsonSchema } from './scenario.ts';
import { scenarioOfAlarm } from './scenario-of-alarm.ts';
import { scoreDrill } from './score.ts';

const KINDS: Record<string, string> = {
  'FA-1': 'smoke-detector',
  'FA-2': 'smoke-detector',
  'PF-1': 'pulse-fence-zone',
};
const SITE = { kindOf: (device: string) => KINDS[device], catalogue: CATALOGUE };

const TEXT = `
code: small
title: { zh: 小演练, en: Small }
description: { zh: 小, en: Small }
place: { label: { zh: 某处, en: Somewhere } }
roles:
  - { id: operator, label: { zh: 值班员, en: Operator } }
  - { id: guard, label: { zh: 保安, en: Guard } }
vary:
  detector: [FA-1, FA-2]
injects:
  - { id: fire, at: 10, jitterS: 4, device: $detector, observations: { alarm: true } }
  - { id: climb, at: 30, spreadS: 5, device: PF-1, event: { type: intrusion }, repeat: { times: 3, everyS: 20 } }
  - { id: told, at: 40, say: { to: guard, text: { zh: 看, en: Look } } }
steps:
  - { id: ack, role: operator, text: { zh: 确认, en: Acknowledge }, counts: { alarm: acknowledge, device: $detector }, after: fire, withinS: 60 }
  - { id: confirm, role: guard, text: { zh: 现场, en: Confirm }, counts: { procedure: confirm, answer: fire }, after: fire, withinS: 60 }
  - { id: call, role: operator, text: { zh: 报警, en: Call }, counts: { procedure: call119 }, after: confirm, withinS: 30 }
  - { id: tell, role: operator, text: { zh: 说, en: Tell }, counts: { message: guard, words: [fire] }, after: fire, withinS: 60, mandatory: false, points: 5 }
end: { afterS: 300 }
`;

const scenario = (text = TEXT) => {
  const read = readScenario(text, SITE);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
};
const faults = (text: string) => {
  const read = readScenario(text, SITE);
  return 'faults' in read ? read.faults : [];
};

describe('scenario texts', () => {
  test.each([
    ['an unknown device', 'PF-1, event', 'PF-9, event', 13, 'injects.1.device', 'this site has no device PF-9'],
    [
      'an unknown device to pick',
      '[FA-1, FA-2]',
      '[FA-1, FA-8]',
      10,
      'vary.detector.1',
      'this site has no device FA-8',
    ],
    [
      'an event the device does not report',
      'type: intrusion',
      'type: smoke',
      13,
      'injects.1.event.type',
      'a pulse-fence-zone reports no smoke',
    ],
    [
      'a property the device does not have',
      '{ alarm: true }',
      '{ temperatureC: 80 }',
      12,
      'injects.0.observations.temperatureC',
      'a smoke-detector has no temperatureC',
    ],
    [
      'a value that cannot be',
      '{ alarm: true }',
      '{ alarm: 7 }',
      12,
      'injects.0.observations.alarm',
      'expected true or false',
    ],
    [
      'an unknown role',
      'role: guard',
      'role: cook',
      17,
      'steps.1.role',
      'there is no role cook; expected one of operator, guard',
    ],
    ['a step after nothing', 'after: confirm', 'after: nothing', 18, 'steps.2.after', 'there is no nothing'],
    [
      'an answer no procedure has',
      'answer: fire',
      'answer: maybe',
      17,
      'steps.1.counts.answer',
      'step confirm has no answer maybe',
    ],
    ['an id given twice', 'id: climb', 'id: fire', 13, 'injects.1.id', 'the id fire is given twice'],
    ['a limit of another type', 'withinS: 30', 'withinS: soon', 18, 'steps.2.withinS', 'expected number'],
    ['a key that is not known', 'jitterS: 4', 'jitter: 4', 12, 'injects.0', 'Unrecognized key'],
  ])('%s is told with line, path and what was expected', (_what, from, to, line, path, message) => {
    expect(TEXT).toContain(from);
    const found = faults(TEXT.replace(from, to));
    expect(found[0]).toMatchObject({ line, path });
    expect(found[0]!.message.en).toContain(message);
    expect(found[0]!.message.zh).not.toBe('');
  });

  test('what is no YAML is told with its line', () => {
    expect(faults(TEXT.replace('roles:', 'roles: ['))[0]).toMatchObject({ line: expect.any(Number), path: '' });
    expect(faults('')).not.toEqual([]);
  });

  test('JSON is read as YAML is, and the JSON Schema says what there may be', () => {
    expect(scenario(JSON.stringify(scenario()))).toEqual(scenario());
    const schema = scenarioJsonSchema() as { properties: object; required: string[] };
    expect(Object.keys(schema.properties)).toContain('injects');
    expect(schema.required).not.toContain('vary');
  });
});

describe('plans', () => {
  test('the same seed gives the same plan, another one another', () => {
    expect(planDrill(scenario(), 7)).toEqual(planDrill(scenario(), 7));
    const plans = Array.from({ length: 20 }, (_, seed) => planDrill(scenario(), seed));
    expect(new Set(plans.map(({ picked }) => picked.detector))).toEqual(new Set(['FA-1', 'FA-2']));
    expect(new Set(plans.map(({ injects }) => injects[0]!.atMs)).size).toBeGreaterThan(10);
  });

  test('injects come in order, repeated and with the picked device', () => {
    const { injects, steps, picked } = planDrill(scenario(), 3);
    expect(injects.map(({ atMs }) => atMs)).toEqual(injects.map(({ atMs }) => atMs).sort((a, b) => a - b));
    expect(injects.map(({ key }) => key)).toEqual(['fire', 'climb.1', 'told', 'climb.2', 'climb.3']);
    expect(injects[0]!.device).toBe(picked.detector);
    expect(steps[0]!.counts).toEqual({ alarm: 'acknowledge', device: picked.detector });
  });
});

const raised = (id: string, device: string, at: number) => ({
  at,
  event: {
    kind: 'alarm.raised' as const,
    id,
    code: 'fire.smoke',
    device,
    facility: 'fire-alarm',
    priority: 1 as const,
    fault: false,
    time: at,
    building: null,
    storey: null,
    space: null,
    zone: null,
    property: 'alarm',
    value: 1,
    data: null,
    group: null,
    procedure: 'fire',
  },
});
const handled = (at: number, by: string, action: 'acknowledge' | 'step', more: object = {}) => ({
  at,
  event: {
    kind: 'alarm.handled' as const,
    id: 'A000001',
    action,
    by,
    reason: null,
    until: null,
    assignee: null,
    step: null,
    answer: null,
    ...more,
  },
});

describe('scores', () => {
  const plan = planDrill(scenario(), 1);
  const told = { fire: 10_000, climb: 30_000, told: 40_000 };
  const roles = { u1: 'operator', u2: 'guard' };
  const log = (more: Partial<DrillLog>): DrillLog => ({ events: [], messages: [], roles, told, ...more });
  const device = plan.picked.detector!;
  const events = [
    raised('A000001', device, 10_100),
    handled(40_000, 'u1', 'acknowledge'),
    handled(80_000, 'u1', 'step', { step: 'confirm', answer: 'fire' }),
    handled(95_000, 'u1', 'step', { step: 'call119' }),
  ];

  test('8.1.2-11 steps are held against their limits: in time, late by half, missed for nothing', () => {
    const sheet = scoreDrill(plan, log({ events }), 300_000);
    expect(sheet.steps.map(({ step, result, points, of }) => [step, result, points, of])).toEqual([
      ['ack', 'inTime', 10, 10],
      ['confirm', 'late', 5, 10],
      ['call', 'inTime', 10, 10],
      ['tell', 'notDue', 0, 0],
    ]);
    expect(sheet).toMatchObject({ points: 25, of: 30, percent: 83, inTime: 2, late: 1, missed: 0 });
  });

  test('who did what another role was to do is said', () => {
    const { steps } = scoreDrill(plan, log({ events }), 300_000);
    expect(steps.map(({ by, byOther }) => [by, byOther])).toEqual([
      ['u1', false],
      ['u1', true],
      ['u1', false],
      [null, false],
    ]);
  });

  test('a limit that still runs is no miss, and what another alarm was done with does not count', () => {
    const other = events
      .slice(0, 2)
      .map(({ at, event }) => ({ at, event: event.kind === 'alarm.raised' ? { ...event, device: 'X' } : event }));
    const early = scoreDrill(plan, log({ events: other }), 60_000);
    expect(early.steps[0]!.result).toBe('notDue');
    expect(scoreDrill(plan, log({ events: other }), 71_000).steps[0]!.result).toBe('missed');
  });

  test('nothing is missed of what never happened', () => {
    expect(scoreDrill(plan, log({ told: {} }), 5_000)).toMatchObject({ missed: 0, of: 0, percent: null });
  });

  test('a message counts for its role with one of its words, and what people said is summed up', () => {
    const messages = [
      { at: 20_000, by: 'u1', to: 'guard', text: 'please look' },
      { at: 30_000, by: 'u1', to: 'guard', text: 'Fire on 3F' },
      { at: 35_000, by: null, to: 'guard', text: 'fire' },
    ];
    const sheet = scoreDrill(plan, log({ messages }), 300_000);
    expect(sheet.steps[3]).toMatchObject({ doneAt: 30_000, by: 'u1', points: 5, of: 5 });
    expect(sheet.communication).toEqual({
      messages: 2,
      ways: [{ from: 'operator', to: 'guard', count: 2 }],
      firstAt: 20_000,
      quiet: ['guard'],
    });
  });

  test('a run is held against earlier ones and against what was recorded', () => {
    const sheet = scoreDrill(plan, log({ events }), 300_000);
    const slow = scoreDrill(plan, log({ events: events.map((each) => ({ ...each, at: each.at + 5_000 })) }), 300_000);
    const recorded = {
      alarm: 'A1',
      at: '2026-01-01T00:00:00Z',
      from: '2026-01-01T00:00:00Z',
      steps: { ack: 12, confirm: null },
    };
    const { steps, runs } = compareRuns({ recorded }, sheet, 10_000, [{ drill: 1, at: T0, percent: 50, sheet: slow }]);
    expect(runs).toEqual([{ drill: 1, at: T0, percent: 50 }]);
    expect(steps[0]).toEqual({
      step: 'ack',
      now: 30_000,
      before: 35_000,
      best: 35_000,
      recorded: 12_000,
      sinceStart: 30_000,
    });
    expect(steps[1]!.recorded).toBeNull();
    expect(steps[2]!.recorded).toBeUndefined();
  });
});

test('a drill begins with the devices and values of the moment, and without its alarms', () => {
  const bench = new Bench();
  bench.register('FA-1', 'smoke-detector');
  bench.observe('FA-1', { alarm: 1, batteryPct: 80 });
  const { state } = bench;
  const slot = datastreamOf(deviceByCode(state, 'FA-1')!, 'batteryPct');
  const fork = forkForDrill(state, state.recordedAt + 3_600_000);
  expect(state.alarms.size).toBe(1);
  expect(fork.alarms.size + fork.timers.size + fork.actions.size).toBe(0);
  // No alarm of a drill has the number of a real one.
  expect(fork.alarmCount).toBeGreaterThan(10_000_000);
  expect(deviceByCode(fork, 'FA-1')!.alarms.size).toBe(0);
  expect(fork.values[slot]).toBe(80);
  expect(fork.times[slot]).toBe(state.times[slot]! + 3_600_000);
  expect(deviceByCode(state, 'FA-1')!.alarms.size).toBe(1);
});

test('8.1.2-11 a recorded alarm becomes a scenario: what devices told again, the people of then as limits', () => {
  const at = T0 + 100_000;
  const made = scenarioOfAlarm({
    alarm: { id: 'A000042', code: 'fire.smoke', device: 'FA-1', building: 'B01', storey: '3F', time: at, raisedAt: at },
    title: { zh: '感烟报警', en: 'Smoke alarm' },
    place: { zh: '1号楼', en: 'Building 1' },
    procedure: CATALOGUE.procedureFor('fire.smoke'),
    reports: [],
    values: [
      { device: 'FA-1', property: 'obscurationPctM', time: at - 20_000, value: 3 },
      { device: 'FA-1', property: 'alarm', time: at, value: 1 },
      { device: 'FA-1', property: 'obscurationPctM', time: at, value: 14 },
    ],
    handled: [
      handled(at + 31_000, 'u1', 'acknowledge'),
      handled(at + 90_000, 'u2', 'step', { step: 'confirm', answer: 'noFire' }),
    ],
    offsetMs: 8 * 3_600_000,
  });
  expect(made.injects.map(({ at: s, device, observations }) => [s, device, observations])).toEqual([
    [5, 'FA-1', { obscurationPctM: 3 }],
    [25, 'FA-1', { alarm: 1, obscurationPctM: 14 }],
  ]);
  expect(made.startsAt).toBe('16:01');
  expect(made.steps.map(({ id, withinS, after, mandatory }) => [id, withinS, after, mandatory])).toEqual([
    ['acknowledge', 31, 'r2', true],
    ['step-confirm', 90, 'r2', true],
    ['step-cause', 120, 'r2', true],
    ['step-reset', 120, 'r2', false],
  ]);
  expect(made.recorded!.steps).toEqual({ acknowledge: 31, 'step-confirm': 90, 'step-cause': null, 'step-reset': null });
  // It is a scenario like any other, and can be written down.
  expect(scenario(JSON.stringify(made))).toEqual(made);
});
