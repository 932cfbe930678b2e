import { readFile } from 'node:fs/promises';
import { DeviceRecord, FACILITIES, SiteFile } from 'twin-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { EVENING, MODELS } from '../committed-estate.test-kit.ts';
import { type Happening, Platform } from '../platform.test-kit.ts';
import { Simulation } from '../simulation.ts';
import { buildEstate, type Estate } from '../subject.ts';
import { SCENARIOS } from './repertoire.ts';

/** Devices of each kind in the rehearsal: enough for those that are out of order all the time, and for some incidents at once. */
const OF_A_KIND = 8;
/** From one incident to the next, seconds. */
const APART_S = 190;
/** Time for the last to return to normal, seconds. */
const AFTER_S = 900;

const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(`${MODELS}/${name}`, 'utf8'));

/** The committed estate with the first devices of each kind, smoke detectors high above the ground, and all of a charging shed. */
async function smallEstate(): Promise<Estate> {
  const site = SiteFile.parse(await json('site.json'));
  const records = DeviceRecord.array().parse(await json('devices.json'));
  const counts = new Map<string, number>();
  const few = records.filter(({ code, kind, building }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const high = kind === 'smoke-detector' && /^FA-02-2\d/.test(code);
    return count <= OF_A_KIND || building === 'B17' || code === 'PD-3-2' || high;
  });
  return buildEstate(site, few, 'rehearsal');
}

describe('every incident, one after the other', () => {
  let platform: Platform;
  let started: ReadonlySet<string>;
  beforeAll(async () => {
    const estate = await smallEstate();
    const asked = [...SCENARIOS.values()].map((scenario, index) => ({ scenario, atS: 30 + index * APART_S }));
    const simulation = new Simulation(estate, EVENING, asked);
    platform = new Platform(estate, EVENING);
    const ids = new Set<string>();
    const endMs = EVENING + (asked.at(-1)!.atS + AFTER_S) * 1000;
    for (let now = EVENING; now < endMs; now += 1000) {
      platform.take(simulation.step(now), now);
      for (const { id } of simulation.stage.running) ids.add(id);
    }
    started = ids;
  }, 300_000);

  const of = (code: string, kind: Happening['kind']) =>
    platform.happenings.filter((each) => each.code === code && each.kind === kind);

  test('finds its players and says what the platform understands', () => {
    expect([...SCENARIOS.keys()].filter((id) => !started.has(id))).toEqual([]);
    expect(platform.refusals).toEqual([]);
  });

  test.each(FACILITIES.map((facility) => [facility.id, facility] as const))(
    '6.4.2-5 over the demonstration %s alarms by every rule and recovers from it',
    (_, { alarms }) => {
      for (const { code } of alarms) {
        expect(of(code, 'raised').length, `${code} is raised`).toBeGreaterThan(0);
        expect(of(code, 'returned').length, `${code} returns to normal`).toBeGreaterThan(0);
      }
    },
  );

  test('a feeder that trips is told first, then what hangs below it falls silent and comes back', () => {
    const [trip] = of('power.fault', 'raised');
    const silent = platform.happenings.filter(
      ({ kind, code, atS }) =>
        kind === 'raised' && /^network\.fault|offline$/i.test(code) && atS > trip!.atS && atS < trip!.atS + 240,
    );
    expect(silent.length).toBeGreaterThan(0);
    for (const { code, device } of silent)
      expect(
        of(code, 'returned').some((each) => each.device === device),
        `${device} ${code}`,
      ).toBe(true);
  });
});
