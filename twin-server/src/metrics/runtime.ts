import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { TwinState } from 'twin-core';

/** What the server's own gauges look at, read when they are collected. */
export interface RuntimeSources {
  readonly state: () => TwinState;
  readonly clients: () => number;
}

/** Adds the process's own metrics and the twin's: sequence number, devices, open alarms, push clients. */
export function observeRuntime(registry: Registry, sources: RuntimeSources): void {
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('twin_seq', 'Sequence number of the last commit', () => sources.state().seq);
  gauge('twin_devices', 'Registered devices', () => sources.state().slotByCode.size);
  gauge('twin_open_alarms', 'Open alarms', () => sources.state().alarms.size);
  gauge('twin_push_clients', 'Clients that follow the push channel', sources.clients);
}
