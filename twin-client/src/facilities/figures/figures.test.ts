import { Catalogue, FACILITIES } from 'twin-core';
import { expect, test } from 'vitest';
import { TwinStore } from '../../state/twin-store.ts';
import { ACCESS, ENERGY, type FigureOf, figuresOf, PARKING } from './figures.ts';

const NOW = 1_000_000;
const HERE = { longitude: 112.55, latitude: 37.87, height: 771 };

type Told = readonly [kind: string, facility: string, values: Readonly<Record<string, number>>, at?: number];

/** A store with a device for each, that told these values. */
function storeOf(told: readonly Told[]): TwinStore {
  const store = new TwinStore({
    site: 's',
    catalogue: new Catalogue(FACILITIES),
    now: () => NOW,
    schedule: (run) => run(),
  });
  const streams = told.flatMap(([, , values, at = NOW]) =>
    Object.entries(values).map(([property, value]) => ({ property, value, at })),
  );
  let next = 0;
  const events = told.map(([deviceKind, facility, values], slot) => ({
    seq: 1,
    ordinal: slot,
    recordedAt: NOW,
    event: {
      kind: 'device.registered' as const,
      slot,
      code: `D${slot}`,
      name: `D${slot}`,
      deviceKind,
      facility,
      building: null,
      storey: null,
      space: null,
      zone: null,
      parent: null,
      location: HERE,
      datastreams: Object.keys(values).map((property) => ({ slot: next++, property })),
    },
  }));
  store.fold({
    after: 0,
    upto: 1,
    recordedAt: NOW,
    sentAt: NOW,
    events,
    datastreams: Int32Array.from(streams.keys()),
    times: Float64Array.from(streams, ({ at }) => at),
    values: Float64Array.from(streams, ({ value }) => value),
    heard: new Float64Array(told.length).fill(NOW),
  });
  return store;
}

const valuesOf = (told: readonly Told[], wanted: readonly FigureOf[]) =>
  figuresOf(storeOf(told), wanted, NOW).map(({ of, value, devices }) => [of.property, value, devices]);

test('7.2.6, WALL: energy adds up power and meters, counts open breakers, and tells the hottest contact; what is old is not added', () => {
  const cabinet = (powerKw: number, breaker: number, temperatureC: number, at?: number): Told => [
    'switch-cabinet',
    'energy',
    { powerKw, breaker, temperatureC },
    at,
  ];
  const told = [cabinet(40, 0, 31), cabinet(2.5, 1, 44), cabinet(900, 1, 90, NOW - 3_600_000)];
  expect(valuesOf(told, ENERGY)).toEqual([
    ['powerKw', 42.5, 3],
    ['breaker', 2, 3],
    ['temperatureC', 44, 3],
  ]);
  const gateways: Told[] = [12, 30].map((metersOnline) => ['meter-gateway', 'energy', { metersOnline }]);
  expect(valuesOf(gateways, ENERGY)).toEqual([['metersOnline', 42, 2]]);
});

test('7.2.1, 7.2.2, WALL: doors that stand open or unlocked, barriers that are up or faulty are counted', () => {
  const doors: Told[] = [0, 1, 1].map((doorState) => [
    'access-controller',
    'access-control',
    { doorState, lockState: 0 },
  ]);
  expect(valuesOf(doors, ACCESS)).toEqual([
    ['doorState', 2, 3],
    ['lockState', 0, 3],
  ]);
  const barriers: Told[] = [
    ['barrier-gate', 'parking', { position: 1, fault: 0 }],
    ['barrier-gate', 'parking', { position: 0, fault: 1 }],
  ];
  expect(valuesOf(barriers, PARKING)).toEqual([
    ['position', 1, 2],
    ['fault', 1, 2],
  ]);
});

test('WALL: a site without such devices has no figures; devices that never told have no value', () => {
  expect(valuesOf([], [...ENERGY, ...ACCESS, ...PARKING])).toEqual([]);
  const [figure] = figuresOf(storeOf([['barrier-gate', 'parking', {}]]), PARKING, NOW);
  expect(figure).toMatchObject({ value: Number.NaN, devices: 1, state: { en: 'up' } });
});

test.each([...ENERGY, ...ACCESS, ...PARKING])('$kind tells $property, and has the state that is counted', (of) => {
  const property = new Catalogue(FACILITIES).property(of.kind, of.property);
  expect(property).toBeDefined();
  if (typeof of.tell !== 'object') expect(property!.type).toBe('number');
  else if (property!.states) expect(property!.states.map(({ name }) => name)).toContain(of.tell.state);
  else expect(property!.type).toBe('boolean');
});
