import { Catalogue, FACILITIES } from 'twin-core';
import { expect, test } from 'vitest';
import { TwinStore } from '../../state/twin-store.ts';
import { nearestIdle, occupancyOf } from './occupancy.ts';

const HERE = { longitude: 112.55, latitude: 37.87, height: 771 };
const NOW = 1_000_000;
const [IDLE, CHARGING] = [0, 1];

/** A store with ports a tenth of a thousandth of a degree apart, each in a state. */
function storeOf(states: readonly number[]): TwinStore {
  const store = new TwinStore({
    site: 's',
    catalogue: new Catalogue(FACILITIES),
    now: () => NOW,
    schedule: (run) => run(),
  });
  const events = states.map((_, slot) => ({
    seq: 1,
    ordinal: slot,
    recordedAt: NOW,
    event: {
      kind: 'device.registered' as const,
      slot,
      code: `CH-${slot}`,
      name: `CH-${slot}`,
      deviceKind: 'ebike-charging-port',
      facility: 'charging',
      building: null,
      storey: null,
      space: null,
      zone: null,
      parent: null,
      location: { ...HERE, longitude: HERE.longitude + (slot + 1) * 1e-4 },
      datastreams: [{ slot, property: 'portState' }],
    },
  }));
  store.fold({
    after: 0,
    upto: 1,
    recordedAt: NOW,
    sentAt: NOW,
    events,
    datastreams: Int32Array.from(states.keys()),
    times: new Float64Array(states.length).fill(NOW),
    values: Float64Array.from(states),
    heard: new Float64Array(states.length).fill(NOW),
  });
  return store;
}

test('7.2.11-4 the nearest port that is idle is found from where somebody stands; busy ones are passed over', () => {
  const store = storeOf([CHARGING, IDLE, IDLE]);
  expect(occupancyOf(store).counts.get('idle')).toBe(2);
  expect(nearestIdle(store, HERE)?.code).toBe('CH-1');
  expect(nearestIdle(store, { ...HERE, longitude: HERE.longitude + 1 })?.code).toBe('CH-2');
});

test('7.2.11-4 no port is idle: none is found', () => {
  expect(nearestIdle(storeOf([CHARGING]), HERE)).toBeNull();
});
