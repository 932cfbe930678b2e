import { datastreamOf } from 'twin-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sampleDevice } from '../../base/sample-site.test-kit.ts';
import { AS, confirmed, FA1, FA2, FIRE, NORMAL, PanelBench, SMOKE, SOON } from './panel-bench.test-kit.ts';
import { unit } from './panel-simulator.test-kit.ts';

const HOUR_MS = 3_600_000;

let centre: PanelBench;
beforeAll(async () => {
  centre = await PanelBench.open();
});
afterAll(() => centre.bench.close());
afterEach(() => centre.hangUp());

describe('E6.1.7-1 the building’s own system is read, and its detectors are the twin’s', () => {
  const overMqtt = (alarm: boolean, device = 'FA-2', agoMs = 0) =>
    centre.bench.sensing.sink.take({
      site: centre.bench.sample.site.site,
      device,
      channel: 'observations',
      body: { time: Date.now() - agoMs, values: { alarm } },
      protocol: 'mqtt',
      receivedAt: Date.now(),
    });

  test.each(['MQTT first', 'the panel first'])(
    'one detector told by two ways is one device and one alarm: %s',
    async (order) => {
      await centre.listen();
      const panel = await centre.dial();
      const before = centre.raised('FA-2').length;
      const ways = [() => overMqtt(true), () => confirmed(panel, panel.send(unit.components({ ...FA2, bits: FIRE })))];
      for (const way of order === 'MQTT first' ? ways : ways.reverse()) await way();
      expect(centre.raised('FA-2').slice(before)).toEqual(['fire.smoke']);
      expect(centre.active('FA-2')).toHaveLength(1);
      const { items } = await centre.bench.json<{ items: { code: string }[] }>('/api/v1/devices?q=FA-2', AS);
      expect(items.map(({ code }) => code)).toEqual(['FA-2']);
      await overMqtt(false);
      expect(centre.active('FA-2')).toEqual([]);
    },
  );

  /** What the twin holds of a detector's alarm bit, and when anything was heard of it; epoch ms. */
  const inTwin = (code: string) => {
    const { published } = centre.bench.pipeline;
    const device = published.devices[published.slotByCode.get(code)!]!;
    const slot = datastreamOf(device, 'alarm');
    return { heard: published.heard[device.slot]!, time: published.times[slot]!, value: published.values[slot] };
  };

  test('E6.1.7-2 heartbeats say that detectors are watched: their last values are repeated as they were', async () => {
    await overMqtt(true);
    const before = inTwin('FA-2');
    const alarms = centre.raised('FA-2').length;
    await centre.listen();
    const panel = await centre.dial();
    panel.heartbeat();
    await expect.poll(() => inTwin('FA-2').heard, SOON).toBeGreaterThan(before.heard);
    expect(inTwin('FA-2')).toMatchObject({ time: before.time, value: 1 });
    expect(centre.raised('FA-2')).toHaveLength(alarms);
    await overMqtt(false);
  });

  test('E6.1.7-2 what was told long ago still is so half a day ago: nothing newer is hidden by it', async () => {
    await centre.bench.json('/api/v1/devices', { ...AS, body: sampleDevice('FA-OLD'), status: 201 });
    const at = { system: 1, type: SMOKE, component: 77 };
    await overMqtt(false, 'FA-OLD', 30 * HOUR_MS);
    await centre.listen({}, [{ of: 'component', device: 'FA-OLD', property: 'alarm', ...at }]);
    const panel = await centre.dial();
    const begun = Date.now();
    panel.heartbeat();
    await expect.poll(() => inTwin('FA-OLD').time, SOON).toBeGreaterThanOrEqual(begun - 12 * HOUR_MS);
    expect(inTwin('FA-OLD').time).toBeLessThan(begun - 11 * HOUR_MS);
    await overMqtt(true, 'FA-OLD', 11 * HOUR_MS);
    expect(centre.raised('FA-OLD')).toEqual(['fire.smoke']);
    await overMqtt(false, 'FA-OLD');
  });

  test('E6.1.7-2 while the line to the panel is down nobody is watched', async () => {
    await centre.listen();
    const panel = await centre.dial();
    const before = inTwin('FA-2');
    await confirmed(panel, panel.send(unit.transmitter(0b1000000)));
    await confirmed(panel, panel.heartbeat());
    await confirmed(panel, panel.send(unit.components({ ...FA1, bits: NORMAL })));
    expect(inTwin('FA-2')).toEqual(before);
    expect(await centre.state()).toMatchObject({
      reason: 'device: no point takes the transmission device (panelLineFault) of transmission device 889',
    });
    await confirmed(panel, panel.send(unit.transmitter(0)));
    expect(await centre.state()).toMatchObject({ reason: null });
    await expect.poll(() => inTwin('FA-2').heard, SOON).toBeGreaterThan(before.heard);
  });
});
