import { Counter, collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { TwinState } from 'twin-core';

/** What the server's own gauges look at, read when they are collected. */
export interface RuntimeSources {
  readonly state: () => TwinState;
  readonly clients: () => number;
  /** Messages refused for their rate so far. */
  readonly limited: () => number;
  /** The condition of each connection to a system of others. */
  readonly connections: () => readonly string[];
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
  new Counter({
    name: 'twin_messages_limited_total',
    help: 'Messages refused because their device sent faster than its rate',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(sources.limited());
    },
  });
  new Gauge({
    name: 'twin_connections',
    help: 'Connections to systems of others, by condition',
    labelNames: ['condition'],
    registers: [registry],
    collect() {
      this.reset();
      for (const condition of sources.connections()) this.inc({ condition });
    },
  });
}
