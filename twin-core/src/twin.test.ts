import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TwinEvent } from './event.ts';
import { Bench, CATALOGUE, registration, T0 } from './fixtures/estate.ts';
import { StateHash } from './hash.ts';
import { apply, datastreamOf, deviceByCode, emptyState, type TwinState } from './twin.ts';
import { applyFrame, decodeFrame, decodeSnapshot, encodeFrame, encodeSnapshot } from './wire/index.ts';

const at = (seq: number, ordinal = 0) => ({ seq, ordinal, recordedAt: T0 + seq * 1000 });

function estate(): TwinState {
  const state = emptyState('test');
  apply(state, registration(state, 'FA-1', 'smoke-detector'), at(1));
  apply(state, registration(state, 'EN-1', 'weather-station', { building: null, storey: null }), at(2));
  return state;
}

const observe = (state: TwinState, code: string, property: string, time: number, value: number): TwinEvent => ({
  kind: 'observations',
  datastreams: Int32Array.of(datastreamOf(deviceByCode(state, code)!, property)),
  times: Float64Array.of(time),
  values: Float64Array.of(value),
});

const lastValue = (state: TwinState, code: string, property: string) =>
  state.values[datastreamOf(deviceByCode(state, code)!, property)];

describe('rules of the log: the fold', () => {
  test('time: device state orders by phenomenonTime; late data leave it alone', () => {
    const state = estate();
    apply(state, observe(state, 'EN-1', 'temperatureC', T0 + 5000, 12), at(3));
    apply(state, observe(state, 'EN-1', 'temperatureC', T0 + 1000, 99), at(4));
    expect(lastValue(state, 'EN-1', 'temperatureC')).toBe(12);
  });

  test('time: of two values for one time the higher seq wins', () => {
    const state = estate();
    apply(state, observe(state, 'EN-1', 'temperatureC', T0, 12), at(3));
    apply(state, observe(state, 'EN-1', 'temperatureC', T0, 13), at(4));
    expect(lastValue(state, 'EN-1', 'temperatureC')).toBe(13);
  });

  test('an event about something unknown changes nothing', () => {
    const state = estate();
    const before = new StateHash(state).site();
    for (const event of [
      { kind: 'device.silent', device: 'NO-1' },
      { kind: 'alarm.returned', id: 'A9', time: T0 },
      { kind: 'device.removed', device: 'NO-1' },
      { kind: 'observations', datastreams: Int32Array.of(999), times: Float64Array.of(T0), values: Float64Array.of(1) },
    ] satisfies TwinEvent[])
      apply(state, event, at(3));
    expect(new StateHash(state).site()).toBe(before);
  });

  test.each([
    ['W29 a changed building', { kind: 'site.changed', building: 'B01', what: 'model' }],
    ['W32 a changed place', { kind: 'place.changed', what: 'zone', code: 'Z1' }],
    ['W30 a kind of event from a later version', { kind: 'lamp.dimmed', lamp: 'L1' } as unknown],
  ])('%s changes nothing but the place in the log', (_name, event) => {
    const state = estate();
    const before = new StateHash(state).site();
    const changes = { datastreams: [], devices: new Set<number>() };
    apply(state, event as TwinEvent, at(3), changes);
    expect(new StateHash(state).site()).toBe(before);
    expect(state).toMatchObject({ seq: 3, recordedAt: at(3).recordedAt });
    expect(changes).toEqual({ datastreams: [], devices: new Set() });
  });

  test('a removed device leaves a hole; the slots of others stay', () => {
    const state = estate();
    const slot = datastreamOf(deviceByCode(state, 'EN-1')!, 'temperatureC');
    apply(state, { kind: 'device.removed', device: 'FA-1' }, at(3));
    expect(deviceByCode(state, 'FA-1')).toBeUndefined();
    expect(datastreamOf(deviceByCode(state, 'EN-1')!, 'temperatureC')).toBe(slot);
    expect(state.owners[0]).toBe(-1);
  });
});

describe('rules of the log: the hash', () => {
  test('the incremental hash equals one made anew', () => {
    const state = estate();
    const hash = new StateHash(state);
    const first = hash.site();
    apply(state, observe(state, 'FA-1', 'obscurationPctM', T0, 0.2), at(3));
    const second = hash.site();
    expect(second).not.toBe(first);
    expect(new StateHash(decodeSnapshot(encodeSnapshot(state))).site()).toBe(second);
    expect(hash.subtree('B01', '1F')).not.toBeNull();
    expect(hash.subtree('B02')).toBeNull();
  });

  test('age is not part of it: hearing the same value again changes nothing', () => {
    const state = estate();
    apply(state, observe(state, 'FA-1', 'obscurationPctM', T0, 0.2), at(3));
    const before = new StateHash(state).site();
    apply(state, observe(state, 'FA-1', 'obscurationPctM', T0, 0.2), at(4));
    expect(new StateHash(state).site()).toBe(before);
  });
});

test('W22, W23, W27: folding coalesced frames equals folding every event, over random days', () => {
  const step = fc.record({
    device: fc.constantFrom('PF-1', 'CH-1', 'FA-1'),
    act: fc.constantFrom('value', 'intrusion', 'late', 'wait', 'acknowledge'),
    value: fc.double({ min: 0, max: 12, noNaN: true }),
    frame: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const bench = new Bench();
      bench.register('PF-1', 'pulse-fence-zone');
      bench.register('CH-1', 'ebike-charging-port');
      bench.register('FA-1', 'smoke-detector');
      const client = decodeSnapshot(encodeSnapshot(bench.state));
      const waiting: { seq: number; ordinal: number; recordedAt: number; event: TwinEvent }[] = [];
      const changed = new Set<number>();
      let after = bench.seq;
      const send = () => {
        const datastreams = Int32Array.from(changed);
        const frame = encodeFrame({
          after,
          upto: bench.seq,
          recordedAt: bench.state.recordedAt,
          sentAt: bench.now,
          events: waiting.splice(0),
          datastreams,
          times: Float64Array.from(datastreams, (slot) => bench.state.times[slot]!),
          values: Float64Array.from(datastreams, (slot) => bench.state.values[slot]!),
          heard: Float64Array.from(datastreams, (slot) => bench.state.heard[bench.state.owners[slot]!]!),
        });
        changed.clear();
        after = bench.seq;
        applyFrame(client, decodeFrame(frame));
      };
      for (const { device, act, value, frame } of steps) {
        const property = { 'PF-1': 'lineVoltageKv', 'CH-1': 'temperatureC', 'FA-1': 'alarm' }[device]!;
        const reading = device === 'CH-1' ? value * 10 : device === 'FA-1' ? Math.round(value / 12) : value;
        let events: TwinEvent[] = [];
        bench.now += 700;
        if (act === 'value') events = bench.observe(device, { [property]: reading });
        if (act === 'late') events = bench.observe(device, { [property]: reading }, bench.now - 3000);
        if (act === 'intrusion') events = bench.report('PF-1', 'intrusion');
        if (act === 'wait') events = bench.wait(9000);
        if (act === 'acknowledge') {
          const alarm = [...bench.state.alarms.keys()][0] ?? 'A0';
          events = bench.batch({
            commands: [{ alarm, action: 'acknowledge', by: 'u1', reason: null, until: null, assignee: null }],
          });
        }
        events.forEach((event, ordinal) => {
          if (event.kind === 'observations') for (const slot of event.datastreams) changed.add(slot);
          else waiting.push({ seq: bench.seq, ordinal, recordedAt: bench.now, event });
        });
        if (frame) send();
      }
      send();
      expect(new StateHash(client).site()).toBe(new StateHash(bench.state).site());
      expect([...client.alarms.keys()]).toEqual([...bench.state.alarms.keys()]);
    }),
    { numRuns: 150, seed: 7_2_4 },
  );
});

test('the journal rebuilds the state: replaying the recorded events gives the same hash', () => {
  const bench = new Bench();
  bench.register('FA-1', 'smoke-detector');
  bench.observe('FA-1', { alarm: 1 });
  bench.wait(70_000);
  bench.observe('FA-1', { alarm: 0 });
  const replayed = emptyState('test');
  for (const [i, event] of bench.events.entries()) apply(replayed, structuredClone(event), at(i + 1));
  expect(new StateHash(replayed).site()).toBe(new StateHash(bench.state).site());
  expect(CATALOGUE.kind('smoke-detector')?.facility.id).toBe('fire-alarm');
});
