import { expect } from 'vitest';
import { type ApiBench, openApiBench } from '../../api/api-bench.test-kit.ts';
import { sampleDevice } from '../../base/sample-site.test-kit.ts';
import type { ConnectionView } from '../connections.ts';
import { freePort, PanelSimulator, type SimulatedComponent } from './panel-simulator.test-kit.ts';

/** For tests: bits of a component's state, and types of components. */
export const [NORMAL, FIRE, FAULT] = [1, 2, 4];
export const [GAS, HEAT, SMOKE] = [11, 31, 42];

/** For tests: detectors of the sample site, and where the panel has them. */
export const FA1: SimulatedComponent = { type: SMOKE, component: 131_082 };
export const FA2: SimulatedComponent = { type: SMOKE, component: 131_083 };
export const HD1: SimulatedComponent = { type: HEAT, component: 65_537 };
export const GD1: SimulatedComponent = { type: GAS, component: 1 };

/** For tests: the points of these detectors: fire and fault of each, and two analog values. */
export const POINTS: readonly object[] = [
  ...Object.entries({ 'FA-1': FA1, 'FA-2': FA2, 'HD-1': HD1, 'GD-1': GD1 }).flatMap(([device, at]) =>
    ['alarm', 'fault'].map((property) => ({ of: 'component', device, property, system: 1, ...at })),
  ),
  { of: 'component', device: 'HD-1', property: 'temperatureC', system: 1, ...HD1 },
  { of: 'component', device: 'GD-1', property: 'concentrationLel', system: 1, ...GD1 },
];

/** For tests: how long something may take that is polled for; it is no judgement of speed. */
export const SOON = { timeout: 20_000, interval: 20 };
export const AS = { as: 'administrator' } as const;

/** For tests: the connection PANEL over the whole server, panels that dial in to it, and what the twin makes of them. */
export class PanelBench {
  readonly bench: ApiBench;
  #port = 0;
  #panels: PanelSimulator[] = [];

  private constructor(bench: ApiBench) {
    this.bench = bench;
  }

  static async open(): Promise<PanelBench> {
    const bench = await openApiBench();
    for (const [code, kind] of [
      ['HD-1', 'heat-detector'],
      ['GD-1', 'combustible-gas-detector'],
    ] as const)
      await bench.json('/api/v1/devices', { ...AS, body: sampleDevice(code, { kind }), status: 201 });
    return new PanelBench(bench);
  }

  /** The port that the connection listens on. */
  get port(): number {
    return this.#port;
  }

  async listen(settings: object = {}, points: readonly object[] = POINTS): Promise<void> {
    this.#port = await freePort();
    const body = {
      code: 'PANEL',
      adapter: 'gb26875-tcp',
      name: '消防控制室',
      settings: { port: this.#port, sources: [889], ...settings },
      points,
    };
    await this.bench.json('/api/v1/connections', { ...AS, body, status: 201 });
  }

  async dial(options?: Parameters<typeof PanelSimulator.dial>[1]): Promise<PanelSimulator> {
    const panel = await PanelSimulator.dial(this.#port, options);
    this.#panels.push(panel);
    return panel;
  }

  /** Hangs up and forgets the connection; nothing but confirmations and denials may have gone down to a panel. */
  async hangUp(): Promise<void> {
    for (const panel of this.#panels.splice(0)) {
      expect(panel.answers.filter(({ command }) => command !== 3 && command !== 6)).toEqual([]);
      await panel.hangUp();
    }
    await this.bench.call('/api/v1/connections/PANEL', { ...AS, method: 'DELETE' });
  }

  async state() {
    return (await this.bench.json<ConnectionView>('/api/v1/connections/PANEL', AS)).state!;
  }

  /** The value that the API tells of a property. */
  async value(device: string, property: string): Promise<unknown> {
    const { values } = await this.bench.json<{ values: { property: string; value: unknown }[] }>(
      `/api/v1/devices/${device}`,
      AS,
    );
    return values.find((entry) => entry.property === property)?.value;
  }

  /** Dead letters, newest first; those of the connection stand under its own code. */
  async letters(device = 'PANEL') {
    const path = `/api/v1/dead-letters?device=${device}`;
    return (await this.bench.json<{ items: { reason: string; protocol: string; payload: string }[] }>(path, AS)).items;
  }

  /** Codes of a device's alarms each time they came or came again: nobody acknowledges them here, so they stay. */
  raised(device: string): string[] {
    return this.bench.events.flatMap((event) => {
      if (event.kind !== 'alarm.raised' && event.kind !== 'alarm.recurred') return [];
      const alarm = this.bench.pipeline.published.alarms.get(event.id);
      return alarm?.device === device ? [alarm.code] : [];
    });
  }

  /** Alarms of a device that its source still reports; latched ones stay active until somebody has seen them. */
  active(device: string) {
    return [...this.bench.pipeline.published.alarms.values()].filter(
      (alarm) => alarm.device === device && alarm.active && alarm.sourceNormalAt === null,
    );
  }
}

/** For tests: waits until the panel has the confirmation of a frame. */
export async function confirmed(panel: PanelSimulator, serial: number): Promise<void> {
  await expect.poll(() => panel.confirmed, SOON).toContain(serial);
}
