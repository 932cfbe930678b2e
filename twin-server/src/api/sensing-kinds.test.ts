import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

/** The eight kinds of 6.4.2-5, each with a value that is abnormal, and the alarm that it is; the last two are told by an event. */
const KINDS = [
  ['manhole', 'manhole-cover', 'tiltDeg', 40, '°', 'manhole.open', false],
  ['elevator', 'elevator', 'trapped', 1, '', 'elevator.trapped', false],
  ['secondary-water', 'water-tank', 'doorOpen', 1, '', 'water.tankOpened', false],
  ['fire-facilities', 'fire-pump', 'fault', 1, '', 'fireWater.pumpFault', false],
  ['fire-alarm', 'heat-detector', 'alarm', 1, '', 'fire.heat', false],
  ['street-lamp', 'street-lamp', 'fault', 1, '', 'lamp.fault', false],
  ['ebike', 'ebike-lift-camera', 'ebikeInside', 1, '', 'ebike.inBuilding', true],
  ['environment', 'weather-station', 'windSpeedMps', 16, 'm/s', 'env.severe', true],
] as const;

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

test.each(KINDS)(
  '6.4.2-5 %s: what is abnormal of a %s (%s %d %s) is at its place, in the list and in the history',
  async (facility, kind, property, value, unit, code, isEvent) => {
    const as = 'administrator';
    const device = `D-${kind}`;
    const record = sampleDevice(device, { name: device, kind, facility, storey: '4F' });
    await bench.json('/api/v1/devices', { as, body: record, status: 201 });
    const time = Date.now();
    bench.now = time;
    const send = (channel: string, more: object) =>
      bench.json(`/api/v1/${channel}`, { as, body: { device, time, ...more }, status: 202 });
    await send('observations', { values: { [property]: value } });
    if (isEvent) await send('events', { id: device, type: code, data: {} });
    // Some alarms wait for seconds whether the value stays.
    await vi.waitFor(
      async () => {
        const { items } = await bench.json<{ items: object[] }>(`/api/v1/alarms?device=${device}`, { as });
        expect(items).toMatchObject([{ code, device, building: 'B01', storey: '4F' }]);
      },
      { timeout: 10_000, interval: 200 },
    );
    const shown = await bench.json<{ values: object[] }>(`/api/v1/devices/${device}`, { as });
    expect(shown.values).toContainEqual(expect.objectContaining({ property, value, unit, time }));
    const history = await bench.json(`/api/v1/devices/${device}/observations?property=${property}`, { as });
    expect(history).toMatchObject({ items: [{ time, value }] });
  },
);
