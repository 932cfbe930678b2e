import { Catalogue, defineFacility, emptyState, type LoggedEvent, type TwinEvent } from 'twin-core';
import type { Frame } from 'twin-core/wire';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { TwinStore } from './twin-store.ts';

const facility = defineFacility({
  id: 'well',
  label: { zh: '水井', en: 'Well' },
  clause: '7.2.99',
  symbol: 'M0 0h24v24z',
  deviceKinds: {
    gauge: {
      label: { zh: '水位计', en: 'Gauge' },
      silenceAfterMs: 60_000,
      datastreams: { levelM: { label: { zh: '水位', en: 'Level' }, unit: 'm', type: 'number' } },
    },
  },
  alarms: [],
});

const gauge = (slot: number): TwinEvent => ({
  kind: 'device.registered',
  slot,
  code: `G-${slot}`,
  name: `Gauge ${slot}`,
  deviceKind: 'gauge',
  facility: 'well',
  building: null,
  storey: null,
  space: null,
  zone: null,
  parent: null,
  location: { longitude: 0, latitude: 0, height: 0 },
  datastreams: [{ slot, property: 'levelM' }],
});

const raised = (id: string, device: string, priority: 1 | 2 | 3 | 4): TwinEvent => ({
  kind: 'alarm.raised',
  id,
  code: 'well.high',
  device,
  facility: 'well',
  priority,
  fault: false,
  time: 0,
  building: null,
  storey: null,
  space: null,
  zone: null,
  property: null,
  value: null,
  data: null,
  group: null,
  procedure: null,
});

describe('the store: one writer, readers told once a frame of what they watch', () => {
  let now: number;
  let due: (() => void)[];
  let store: TwinStore;

  const fold = (events: TwinEvent[], observed: readonly (readonly [slot: number, value: number])[] = []) => {
    const { seq } = store.state;
    const logged: LoggedEvent[] = events.map((event, ordinal) => ({ seq: seq + 1, ordinal, recordedAt: now, event }));
    const frame: Frame = {
      after: seq,
      upto: seq + 1,
      recordedAt: now,
      sentAt: now,
      events: logged,
      datastreams: Int32Array.from(observed, ([slot]) => slot),
      times: Float64Array.from(observed, () => now),
      values: Float64Array.from(observed, ([, value]) => value),
      heard: Float64Array.from(observed, () => now),
    };
    store.fold(frame);
  };
  const nextFrame = () => {
    for (const run of due.splice(0)) run();
  };

  beforeEach(() => {
    now = 1_000_000;
    due = [];
    store = new TwinStore({
      site: 'test',
      catalogue: new Catalogue([facility]),
      now: () => now,
      schedule: (run) => due.push(run),
    });
    fold([gauge(0), gauge(1)], [[0, 1.5]]);
    nextFrame();
  });

  test('many folds between two frames are told once', () => {
    const listener = vi.fn();
    store.subscribeDevice(0, listener);
    const before = store.deviceRevision(0);
    for (let i = 0; i < 5; i++) fold([], [[0, i]]);
    expect(listener).not.toHaveBeenCalled();
    expect(due).toHaveLength(1);
    nextFrame();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.deviceRevision(0)).toBe(before + 1);
    expect(store.state.values[0]).toBe(4);
  });

  test('W29 a changed building makes the site due, once a frame; a snapshot does too', () => {
    const before = store.siteRevision.get();
    fold([
      { kind: 'site.changed', building: 'B01', what: 'model' },
      { kind: 'site.changed', building: 'B02', what: 'record' },
    ]);
    expect(store.siteRevision.get()).toBe(before);
    nextFrame();
    expect(store.siteRevision.get()).toBe(before + 1);
    store.load(emptyState('test'));
    nextFrame();
    expect(store.siteRevision.get()).toBe(before + 2);
  });

  test('W31 a changed layer makes the layers due, and the site not; a snapshot makes both', () => {
    const before = [store.layersRevision.get(), store.siteRevision.get()] as const;
    fold([{ kind: 'layer.changed', layer: 'green' }]);
    nextFrame();
    expect([store.layersRevision.get(), store.siteRevision.get()]).toEqual([before[0] + 1, before[1]]);
    store.load(emptyState('test'));
    nextFrame();
    expect([store.layersRevision.get(), store.siteRevision.get()]).toEqual([before[0] + 2, before[1] + 1]);
  });

  test('W32 a changed zone makes the site and its places due, what a camera sees only the places', () => {
    const [site, places] = [store.siteRevision.get(), store.placeRevision.get()];
    fold([{ kind: 'place.changed', what: 'cameraView', code: 'PV-S01' }]);
    nextFrame();
    expect([store.siteRevision.get(), store.placeRevision.get()]).toEqual([site, places + 1]);
    fold([{ kind: 'place.changed', what: 'zone', code: 'Z1' }]);
    nextFrame();
    expect([store.siteRevision.get(), store.placeRevision.get()]).toEqual([site + 1, places + 2]);
  });

  test('who watches one device is not woken by another', () => {
    const listener = vi.fn();
    const leave = store.subscribeDevice(1, listener);
    fold([], [[0, 2]]);
    nextFrame();
    expect(listener).not.toHaveBeenCalled();
    fold([], [[1, 2]]);
    nextFrame();
    expect(listener).toHaveBeenCalledTimes(1);
    leave();
    fold([], [[1, 3]]);
    nextFrame();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('a value alone neither moves the alarms nor the symbols', () => {
    const conditions = vi.fn();
    store.onConditions(conditions);
    const alarms = store.alarms();
    fold([], [[0, 9]]);
    nextFrame();
    expect(conditions).not.toHaveBeenCalled();
    expect(store.alarms()).toBe(alarms);
  });

  test('an alarm changes its device’s symbol, the counts and the queue, and is told as new', () => {
    const conditions = vi.fn();
    const fresh = vi.fn();
    store.onConditions(conditions);
    store.onRaised(fresh);
    expect(store.health.get()).toMatchObject({ normal: 1, unknown: 1 });
    fold([raised('A1', 'G-0', 1)]);
    nextFrame();
    expect(conditions).toHaveBeenCalledWith(new Set([0]));
    expect(store.condition(0)).toEqual({ state: 'alarm', priority: 1, acknowledged: false });
    expect(store.health.get()).toMatchObject({ alarm: 1, normal: 0 });
    expect(fresh.mock.calls[0]?.[0]).toMatchObject([{ id: 'A1' }]);
  });

  test('the queue stands by priority, then by who still waits, then by age', () => {
    fold([raised('A1', 'G-0', 2), raised('A2', 'G-0', 1)]);
    now += 1000;
    fold([raised('A3', 'G-1', 1), raised('A4', 'G-1', 2)]);
    fold([
      { kind: 'alarm.handled', id: 'A1', action: 'acknowledge', by: 'x', reason: null, until: null, assignee: null },
    ]);
    expect(store.alarms().map(({ id }) => id)).toEqual(['A2', 'A3', 'A4', 'A1']);
  });

  test('time alone makes a device stale: the sweep finds it', () => {
    const conditions = vi.fn();
    store.onConditions(conditions);
    store.sweep();
    expect(due).toHaveLength(0);
    now += 41_000;
    store.sweep();
    nextFrame();
    expect(conditions).toHaveBeenCalledWith(new Set([0]));
    expect(store.condition(0)?.state).toBe('stale');
  });

  test('a snapshot replaces everything: what is gone leaves the counts, and its alarms are not new', () => {
    fold([raised('A1', 'G-0', 1)]);
    nextFrame();
    const fresh = vi.fn();
    store.onRaised(fresh);
    store.load(emptyState('test'));
    nextFrame();
    expect(fresh).not.toHaveBeenCalled();
    expect(store.alarms()).toEqual([]);
    expect(store.condition(0)).toBeUndefined();
    expect(Object.values(store.health.get()).reduce((sum, count) => sum + count)).toBe(0);
  });

  test('a removed device leaves the counts', () => {
    fold([{ kind: 'device.removed', device: 'G-1' }]);
    nextFrame();
    expect(store.health.get()).toMatchObject({ normal: 1, unknown: 0 });
    expect(store.device('G-1')).toBeUndefined();
  });

  test('W44 a flood that begins or ends is told with the alarms; a command given by a person by itself', () => {
    const [alarms, orders] = [store.alarmsRevision.get(), store.ordersRevision.get()];
    fold([{ kind: 'flood.began', count: 20 }]);
    nextFrame();
    expect(store.alarmsRevision.get()).toBe(alarms + 1);
    expect(store.ordersRevision.get()).toBe(orders);
    fold([{ kind: 'action.ended', id: 'C000001', alarm: null, device: 'G-0', ok: true, attempts: 1, results: [] }]);
    nextFrame();
    expect(store.ordersRevision.get()).toBe(orders + 1);
    expect(store.alarmsRevision.get()).toBe(alarms + 1);
  });

  test('W43 incidents follow their alarms; a comment leaves no mark but is told', () => {
    fold([
      raised('A1', 'G-0', 3),
      { ...raised('A2', 'G-1', 3), group: { lead: 'A1', why: 'below', scope: 'G-0' } } as TwinEvent,
    ]);
    expect(store.incidents().map(({ lead, members }) => [lead.id, members.length])).toEqual([['A1', 1]]);
    const alarm = store.state.alarms.get('A2')!;
    const before = store.alarmRevision(alarm);
    const nothing = { until: null, assignee: null, step: null, answer: null };
    fold([{ kind: 'alarm.handled', id: 'A2', action: 'comment', by: 'u1', reason: 'seen', ...nothing }]);
    expect(store.alarmRevision(alarm)).toBe(before + 1);
    fold([{ kind: 'alarm.closed', id: 'A1', from: 'acknowledged' }]);
    expect(store.incidents().map(({ lead }) => lead.id)).toEqual(['A2']);
  });

  test('alarms go with the device they are of', () => {
    fold([raised('A1', 'G-0', 1), raised('A2', 'G-1', 1)]);
    expect(store.alarms()).toHaveLength(2);
    const told = store.alarmsRevision.get();
    fold([{ kind: 'device.removed', device: 'G-0' }]);
    nextFrame();
    expect(store.alarms().map(({ id }) => id)).toEqual(['A2']);
    expect(store.alarmsRevision.get()).toBeGreaterThan(told);
  });
});
