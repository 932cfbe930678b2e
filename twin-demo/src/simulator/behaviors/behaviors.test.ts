import { FACILITIES } from 'twin-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { momentAt, type Value, type Values } from '../behavior.ts';
import { committedEstate } from '../committed-estate.test-kit.ts';
import { HOUR_MS } from '../local-time.ts';
import { asNumber } from '../platform.test-kit.ts';
import type { Estate, Subject } from '../subject.ts';
import { BEHAVIORS } from './index.ts';

const MIDNIGHT = Date.parse('2026-11-22T00:00:00+08:00');
const STEP_MS = 7 * 60_000;
const KINDS = FACILITIES.flatMap(({ deviceKinds }) => Object.keys(deviceKinds));

let estate: Estate;
beforeAll(async () => {
  estate = await committedEstate();
});

const show = (subject: Subject, timeMs: number): Values => {
  const moment = momentAt(estate, timeMs, 8 * HOUR_MS);
  const behavior = BEHAVIORS.get(subject.kind)!;
  const others = behavior.reads ? subject[behavior.reads] : [];
  return behavior.show(
    subject,
    moment,
    others.map((other) => BEHAVIORS.get(other.kind)!.show(other, moment, [])),
  );
};

/** What some devices of a kind show through three days, every seven minutes. */
function* days(kind: string): Generator<Values> {
  const subjects = estate.subjects.filter((subject) => subject.kind === kind);
  const some = [0, 0.3, 0.6, 0.99].map((share) => subjects[Math.floor(share * subjects.length)]!);
  for (let timeMs = MIDNIGHT; timeMs < MIDNIGHT + 72 * HOUR_MS; timeMs += STEP_MS)
    for (const subject of new Set(some)) yield show(subject, timeMs);
}

describe.each(KINDS)('%s', (kind) => {
  test('has a behavior that shows its datastreams and nothing else, each within the range of the catalogue', () => {
    const { datastreams } = estate.subjects.find((subject) => subject.kind === kind)!.entry.kind;
    const seen = new Set<string>();
    const misfits: string[] = [];
    for (const values of days(kind)) {
      for (const [name, value] of Object.entries(values)) {
        seen.add(name);
        if (asNumber(value, datastreams[name]) === undefined) misfits.push(`${name} = ${value}`);
      }
    }
    expect(misfits).toEqual([]);
    expect([...seen].sort()).toEqual(Object.keys(datastreams).sort());
  });

  test('raises no alarm of a limit by itself', () => {
    const { rules, kind: declared } = estate.subjects.find((subject) => subject.kind === kind)!.entry;
    const limits = rules.flatMap(({ when }) => ('property' in when ? [when] : []));
    const raised: string[] = [];
    for (const values of days(kind)) {
      for (const when of limits) {
        const value = asNumber(values[when.property], declared.datastreams[when.property]) ?? Number.NaN;
        const holds =
          ('above' in when && value > when.above) ||
          ('below' in when && value < when.below) ||
          ('equals' in when && value === when.equals);
        if (holds) raised.push(`${when.property} = ${value}`);
      }
    }
    expect(raised).toEqual([]);
  });

  test('shows the same at the same time: no clock, no chance, no memory', () => {
    const subject = estate.subjects.find((each) => each.kind === kind)!;
    const before = show(subject, MIDNIGHT + 19 * HOUR_MS);
    show(subject, MIDNIGHT);
    expect(show(subject, MIDNIGHT + 19 * HOUR_MS)).toEqual(before);
  });
});

const all = (kind: string, property: string): Value[] => [...days(kind)].map((values) => values[property]!);

/** Bounds in which a property of a kind stays in late November, and the least it moves over three days. */
const PLAUSIBLE: readonly (readonly [kind: string, property: string, low: number, high: number, moves: number])[] = [
  ['weather-station', 'temperatureC', -4, 11, 6],
  ['weather-station', 'humidityPct', 20, 90, 15],
  ['weather-station', 'pressureHpa', 915, 935, 2],
  ['air-station', 'pm25', 25, 72, 10],
  ['noise-meter', 'noiseDba', 34, 54, 8],
  ['pulse-fence-zone', 'lineVoltageKv', 6, 7, 0.1],
  ['smoke-detector', 'obscurationPctM', 0, 1, 0.01],
  ['combustible-gas-detector', 'concentrationLel', 0, 2.5, 0.1],
  ['falling-object-camera', 'framesPerSecond', 24, 25, 0],
  ['indoor-air', 'co2Pct', 0.04, 0.12, 0.01],
  ['thermal-point', 'wbgtC', -8, 12, 3],
  ['elevator', 'floor', 1, 33, 5],
  ['hydrant', 'pressureMpa', 0.12, 0.45, 0.001],
  ['street-lamp', 'powerW', 0, 80, 40],
  ['lamp-group', 'lampsOn', 0, 20, 8],
  ['switch-cabinet', 'voltageV', 215, 230, 2],
  ['water-quality', 'residualChlorineMgL', 0.1, 0.3, 0.02],
  ['water-tank', 'tankLevelM', 1.4, 2.5, 0.4],
  ['video-analytics', 'peopleCount', 0, 40, 5],
];

test.each(PLAUSIBLE)('%s.%s is as in late November in Taiyuan', (kind, property, low, high, moves) => {
  const values = all(kind, property).map(Number);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
  expect(Math.max(...values)).toBeLessThanOrEqual(high);
  expect(Math.max(...values) - Math.min(...values)).toBeGreaterThanOrEqual(moves);
});

test('the weather is one: outdoor stations differ by less than a degree at any time', () => {
  const outdoors = estate.subjects.filter(({ kind }) =>
    ['air-station', 'weather-station', 'thermal-point'].includes(kind),
  );
  for (let timeMs = MIDNIGHT; timeMs < MIDNIGHT + 24 * HOUR_MS; timeMs += HOUR_MS) {
    const temperatures = outdoors.map((subject) => Number(show(subject, timeMs).temperatureC));
    expect(Math.max(...temperatures) - Math.min(...temperatures)).toBeLessThan(1.1);
  }
});

test('a battery only falls within a day', () => {
  const subject = estate.subjects.find(({ kind }) => kind === 'smoke-detector')!;
  const at = (hours: number) => Number(show(subject, MIDNIGHT + hours * HOUR_MS).batteryPct);
  expect(at(24)).toBeLessThan(at(0));
  expect(at(0) - at(24)).toBeLessThan(1);
});
