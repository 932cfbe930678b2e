import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeviceRegistered } from './event.ts';
import { StateHash } from './hash.ts';
import { apply, emptyState, type TwinState } from './twin.ts';
import { applyFrame } from './wire/index.ts';

const SLOTS = 3;
const RUNS = 10_000;

const DEVICE: DeviceRegistered = {
  kind: 'device.registered',
  slot: 0,
  code: 'D',
  name: 'D',
  deviceKind: 'k',
  facility: 'f',
  building: null,
  storey: null,
  space: null,
  zone: null,
  parent: null,
  location: { longitude: 0, latitude: 0, height: 0 },
  datastreams: Array.from({ length: SLOTS }, (_, slot) => ({ slot, property: `p${slot}` })),
};

function newState(): TwinState {
  const state = emptyState('s');
  apply(state, DEVICE, { seq: 1, ordinal: 0, recordedAt: 0 });
  return state;
}

type Told = readonly [slot: number, time: number, value: number];

/** Few slots, few instants, few values: repetitions, corrections and late ones are the rule. */
const told = fc.tuple(fc.nat(SLOTS - 1), fc.nat(6), fc.nat(3));
const batches = fc.array(fc.array(told, { maxLength: 6 }), { maxLength: 8 });

const observations = (batch: readonly Told[]) => ({
  kind: 'observations' as const,
  datastreams: Int32Array.from(batch, ([slot]) => slot),
  times: Float64Array.from(batch, ([, time]) => time),
  values: Float64Array.from(batch, ([, , value]) => value),
});

/** What the rules of the log say: ordered by phenomenonTime, ties by order of the log. */
function expected(all: readonly Told[], slot: number): Told | undefined {
  return all
    .filter((one) => one[0] === slot)
    .reduce<Told | undefined>((last, one) => (last && one[1] < last[1] ? last : one), undefined);
}

test(`rules of the log: ${RUNS} sequences with duplicates and disorder end in the state that phenomenonTime says, however they are cut`, () => {
  fc.assert(
    fc.property(batches, (sequence) => {
      const state = newState();
      const client = newState();
      for (const [i, batch] of sequence.entries())
        apply(state, observations(batch), { seq: i + 2, ordinal: 0, recordedAt: i });
      const all = sequence.flat();
      for (let slot = 0; slot < SLOTS; slot++) {
        const [, time, value] = expected(all, slot) ?? [0, Number.NaN, Number.NaN];
        expect(state.times[slot]).toBe(time);
        expect(state.values[slot]).toBe(value);
      }
      // W22: the last values folded once equal every observation folded.
      const present = Array.from({ length: SLOTS }, (_, slot) => slot).filter(
        (slot) => !Number.isNaN(state.times[slot]!),
      );
      applyFrame(client, {
        after: 1,
        upto: state.seq,
        recordedAt: state.recordedAt,
        sentAt: 0,
        events: [],
        datastreams: Int32Array.from(present),
        times: Float64Array.from(present, (slot) => state.times[slot]!),
        values: Float64Array.from(present, (slot) => state.values[slot]!),
        heard: Float64Array.from(present, () => state.recordedAt),
      });
      expect(new StateHash(client).site()).toBe(new StateHash(state).site());
    }),
    { numRuns: RUNS },
  );
});
