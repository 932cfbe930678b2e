import { Catalogue, FACILITIES } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { BEHAVIORS } from '../behaviors/index.ts';
import { asNumber } from '../platform.test-kit.ts';
import { FRAME_PX, fallTrack } from './fall-track.ts';
import { OPENING } from './opening.ts';
import { plannedIncident } from './programme.ts';
import { REPERTOIRE, SCENARIOS } from './repertoire.ts';
import { trackValue } from './scenario.ts';
import { STANDING } from './standing.ts';

const CATALOGUE = new Catalogue(FACILITIES);
const ALL = [...SCENARIOS.values(), ...STANDING];

describe.each(ALL.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
  const kindOf = (role: string) => scenario.roles[role]!.kind;

  test('its roles are cast in order: a role refers only to roles before it', () => {
    const roles = Object.keys(scenario.roles);
    for (const [index, casting] of Object.values(scenario.roles).entries())
      for (const other of [casting.near, casting.sameBuildingAs, casting.below])
        if (other !== undefined) expect(roles.slice(0, index)).toContain(other);
  });

  test('its tracks show what the catalogue knows, in order of time, within its length', () => {
    for (const { role, property, keys } of scenario.tracks) {
      const times = keys.map(([atS]) => atS);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.at(-1)).toBeLessThanOrEqual(scenario.lengthS);
      for (const [, value] of keys)
        if (value !== null) expect(asNumber(value, CATALOGUE.property(kindOf(role), property))).toBeDefined();
    }
  });

  test('whom it silences is of its roles, within its length', () => {
    for (const { role, fromS, toS } of scenario.hushes ?? []) {
      expect(scenario.roles[role]).toBeDefined();
      expect(fromS).toBeLessThan(toS);
      expect(toS).toBeLessThanOrEqual(scenario.lengthS);
    }
  });

  test('its events are of types that the device may report, and small', () => {
    for (const { role, atS, type, data } of scenario.cues) {
      expect(CATALOGUE.eventType(kindOf(role), type)).toBeDefined();
      expect(JSON.stringify(data).length).toBeLessThan(4000);
      expect(atS).toBeLessThan(scenario.lengthS);
    }
  });
});

test('7.2.11-1 each protection that trips tells power, current and temperature at that moment', () => {
  const trips = ALL.flatMap(({ cues }) => cues).filter(
    ({ type, data }) => type.startsWith('charging.') && data.active !== false,
  );
  expect(new Set(trips.map(({ type }) => type.split('.')[1]))).toEqual(
    new Set(['surge', 'overload', 'selfTestFail', 'noLoad', 'overTemp']),
  );
  for (const { type, data } of trips)
    expect(Object.keys(data), type).toEqual(expect.arrayContaining(['powerW', 'currentA', 'temperatureC']));
  // A battery that is full is told by the port itself.
  expect(BEHAVIORS.get('ebike-charging-port')!.announces![0]).toMatchObject({
    event: 'charging.full',
    tells: expect.arrayContaining(['powerW', 'currentA', 'temperatureC']),
  });
});

test('every incident has a name of its own', () => {
  expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
});

test('a track runs straight between numbers, jumps between words, and null is what the device shows by itself', () => {
  const keys = [
    [0, null],
    [10, 50],
    [20, 50],
    [20, null],
  ] as const;
  expect([-1, 0, 5, 10, 15, 20, 99].map((atS) => trackValue(keys, atS, 10))).toEqual([10, 10, 30, 50, 50, 10, 10]);
  const words = [
    [2, true],
    [4, null],
  ] as const;
  expect([0, 2, 3, 4].map((atS) => trackValue(words, atS, false))).toEqual([false, true, true, false]);
});

test('the opening is over the first 70 s, then incidents follow each other by 3 to 6 minutes', () => {
  const plan = Array.from({ length: 200 }, (_, index) => plannedIncident('demo', index));
  expect(plan.slice(0, 4).map(({ scenario }) => scenario.id)).toEqual([
    'intrusion',
    'overheating-port',
    'high-smoke',
    'falling-bottle',
  ]);
  expect(plan[3]!.atS).toBeLessThan(70);
  for (let index = 4; index < plan.length; index += 1) {
    const gap = plan[index]!.atS - plan[index - 1]!.atS;
    expect(gap).toBeGreaterThanOrEqual(180);
    expect(gap).toBeLessThanOrEqual(360);
  }
});

test('every incident returns in each round of the programme, in an order of its own', () => {
  const { length } = REPERTOIRE;
  const round = (number: number) =>
    Array.from({ length }, (_, at) => plannedIncident('demo', OPENING.length + number * length + at).scenario.id);
  expect(new Set(round(0)).size).toBe(length);
  expect(new Set(round(1))).toEqual(new Set(round(0)));
  expect(round(1)).not.toEqual(round(0));
});

test('a fall is seen within the picture, sinking ever faster', () => {
  const track = fallTrack({ fromM: 28, asideM: 2, southM: 9.6, driftMps: 0, outMps: 1, terminalMps: 50 });
  expect(track.length).toBeGreaterThan(10);
  const [width, height] = FRAME_PX;
  for (const [, u, v] of track) {
    expect(u).toBeLessThan(width);
    expect(v).toBeLessThan(height);
  }
  // What leaves the facade comes nearer first: from half a second on it sinks in the picture, and ever faster.
  const rows = track.slice(12).map(([, , v]) => v);
  const speeds = rows.slice(1).map((v, i) => v - rows[i]!);
  expect(Math.min(...speeds)).toBeGreaterThan(0);
  expect(speeds.at(-1)).toBeGreaterThan(2 * speeds[0]!);
});
