import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Alarm } from '../alarm.ts';
import { Bench, CATALOGUE, T0 } from '../fixtures/estate.ts';
import { readValue } from '../read-value.ts';
import type { DeviceRecord } from '../site.ts';
import { drillCatalogue } from './drill-catalogue.ts';
import type { DrillEvent, DrillLog, DrillMessage } from './drill-log.ts';
import { endingOf } from './ending.ts';
import { type Plan, planDrill } from './plan.ts';
import { readScenario } from './read-scenario.ts';
import type { ScenarioStep } from './scenario.ts';
import { scoreDrill } from './score.ts';

const FOLDER = new URL('../../../models/scenarios/', import.meta.url);
const ESTATE: readonly DeviceRecord[] = JSON.parse(
  readFileSync(new URL('../../../models/devices.json', import.meta.url), 'utf8'),
);
const KINDS = new Map(ESTATE.map(({ code, kind }) => [code, kind]));
const FILES = readdirSync(FOLDER).map((file) => ({ file, text: readFileSync(new URL(file, FOLDER), 'utf8') }));
const SITE = { kindOf: (device: string) => KINDS.get(device), catalogue: CATALOGUE };

function scenarioOf(text: string) {
  const read = readScenario(text, SITE);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 1));
  return read.scenario;
}

/** Runs a plan against the estate with a crew that does every step a little after it begins. */
function runWithCrew(plan: Plan) {
  const bench = new Bench(drillCatalogue(CATALOGUE));
  for (const device of ESTATE) {
    const { code, kind, building, storey, zone, parent } = device;
    bench.register(code, kind, { building, storey, zone, parent });
  }
  const events: DrillEvent[] = [];
  const messages: DrillMessage[] = [];
  const told: Record<string, number> = {};
  const done = new Map<string, number>();
  let next = 0;
  for (let at = 0; at <= plan.scenario.end.afterS * 1000; at += 1000) {
    bench.now = T0 + at;
    const before = bench.events.length;
    for (; (plan.injects[next]?.atMs ?? Number.POSITIVE_INFINITY) <= at; next++) {
      const { inject, device, event, observations } = plan.injects[next]!;
      told[inject] ??= at;
      if (event) bench.report(device!, event.type, event.data);
      const declared = CATALOGUE.kind(KINDS.get(device ?? '') ?? '')?.kind.datastreams ?? {};
      const values = Object.entries(observations ?? {}).map(([name, raw]) => [name, readValue(raw, declared[name]!)]);
      if (values.length > 0) bench.observe(device!, Object.fromEntries(values));
    }
    bench.batch({});
    for (const step of plan.steps) {
      const from = told[step.after] ?? done.get(step.after);
      if (done.has(step.id) || from === undefined || at < from + 2000) continue;
      if (act(step, at)) done.set(step.id, at);
    }
    for (const event of bench.events.slice(before)) events.push({ at, event });
  }
  const log: DrillLog = { events, messages, told, roles: { u1: 'operator' } };
  return { bench, log };

  function act({ counts }: ScenarioStep, at: number): boolean {
    if ('message' in counts) messages.push({ at, by: 'u1', to: counts.message, text: counts.words?.join(' ') ?? 'go' });
    else if ('command' in counts) {
      const device = counts.device ?? plan.injects.find(({ device: each }) => each !== null)!.device!;
      const action = { do: 'order' as const, command: counts.command, args: {} };
      bench.batch({ orders: [{ id: `C${at}`, by: 'u1', alarm: null, device, action }] });
    } else {
      const fits = ({ code, device, procedure }: Alarm) =>
        (counts.code === undefined || counts.code === code) &&
        (counts.device === undefined || counts.device === device) &&
        (!('procedure' in counts) || procedure !== null);
      const alarms = [...bench.state.alarms.values()].filter(fits);
      const before = bench.events.length;
      for (const alarm of alarms) {
        if ('alarm' in counts) bench.handle(alarm.id, counts.alarm, { assignee: 'u1' });
        else {
          const steps = CATALOGUE.procedureFor(alarm.code)!.steps.filter(({ id }) => id === counts.procedure);
          const answer = counts.answer ?? steps[0]?.answers?.[0]?.name ?? null;
          bench.handle(alarm.id, 'step', { step: counts.procedure, answer });
        }
        if (bench.events.slice(before).some(({ kind }) => kind === 'alarm.handled')) return true;
      }
      return false;
    }
    return true;
  }
}

test('E4.3.4 ten scenarios stand with the estate, each under its own code', () => {
  expect(FILES.length).toBe(10);
  expect(FILES.map(({ file }) => file)).toEqual(FILES.map(({ text }) => `${scenarioOf(text).code}.yaml`));
});

describe.each(FILES)('$file', ({ text }) => {
  const scenario = scenarioOf(text);

  test.each([1, 2, 3])(
    'with seed %i raises what its steps ask for, and a crew can do all of it in time',
    (seed) => {
      const plan = planDrill(scenario, seed);
      const { log } = runWithCrew(plan);
      const at = scenario.end.afterS * 1000;
      const sheet = scoreDrill(plan, log, at);
      expect(sheet.steps.filter(({ result }) => result !== 'inTime')).toEqual([]);
      expect(sheet).toMatchObject({ percent: 100, missed: 0, late: 0 });
      const last = Math.max(...plan.injects.map(({ atMs }) => atMs), ...sheet.steps.map(({ doneAt }) => doneAt!));
      expect(endingOf(plan, sheet, last)).toBe('done');
    },
    60_000,
  );

  test('left alone, every mandatory step that was due is missed', () => {
    const plan = planDrill(scenario, 1);
    const told = Object.fromEntries(plan.scenario.injects.map(({ id, at }) => [id, at * 1000]));
    const sheet = scoreDrill(plan, { events: [], messages: [], roles: {}, told }, scenario.end.afterS * 1000);
    expect(sheet.missed).toBe(scenario.steps.filter(({ mandatory }) => mandatory).length);
    expect(sheet.percent).toBe(0);
  });
});
