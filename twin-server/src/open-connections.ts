import type pg from 'pg';
import { type Catalogue, datastreamOf, deviceByCode, type Reading, type Refusal } from 'twin-core';
import type { Log } from './engines/log.ts';
import type { Vault } from './engines/vault.ts';
import { normalize } from './normalize/normalize.ts';
import type { Pipeline } from './pipeline.ts';
import type { Adapter } from './sense/adapter.ts';
import { ADAPTERS } from './sense/adapters.ts';
import { Connections } from './sense/connections.ts';
import type { DeviceRate } from './sense/device-rates.ts';
import { LimitedSink } from './sense/limited-sink.ts';
import { Payloads } from './sense/mapping/payloads.ts';
import type { Sink } from './sense/message.ts';

export interface SensingOptions {
  readonly pool: pg.Pool;
  readonly vault: Vault;
  readonly site: string;
  readonly catalogue: Catalogue;
  readonly pipeline: Pipeline;
  readonly retentionMs: number;
  /** Null for no limit. */
  readonly rate: DeviceRate | null;
  readonly log: Log;
  /** Protocols that connections may speak; those of the catalogue file where not given. */
  readonly adapters?: readonly Adapter[];
}

/** What senses for the twin beside its own doors, and what those doors hand on to. */
export interface Sensing {
  /** For what others send to us: the pipeline behind the limit of each device. */
  readonly sink: Sink;
  readonly payloads: Payloads;
  readonly connections: Connections;
  /** Messages refused for their rate so far. */
  readonly limited: () => number;
  close(): Promise<void>;
}

/** Opens the connections of the registry and the mappings of payloads, over a pipeline that runs. */
export async function openConnections(options: SensingOptions): Promise<Sensing> {
  const { pool, vault, site, catalogue, pipeline, rate, log } = options;
  const kindOf = (device: string) => deviceByCode(pipeline.published, device)?.deviceKind;
  const judge = (reading: Reading): readonly Refusal[] => {
    const kind = kindOf(reading.device);
    const entry = kind === undefined ? undefined : catalogue.kind(kind);
    if (!entry) return [{ reason: `unknown device ${reading.device}`, payload: reading.body }];
    const eventType = (type: string) => catalogue.eventType(entry.name, type);
    return normalize(reading, { entry, eventType, retentionMs: options.retentionMs }).refusals;
  };
  const limited = rate && new LimitedSink(pipeline, rate, (device) => pipeline.published.slotByCode.get(device));
  const sink: Sink = limited ?? pipeline;
  const unitOf = (device: string, property: string) => {
    const kind = kindOf(device);
    return kind === undefined ? undefined : catalogue.property(kind, property)?.unit;
  };
  const payloads = await Payloads.open({ pool, site, sink, unitOf, judge });
  const connections = await Connections.open({
    pool,
    vault,
    site,
    adapters: options.adapters ?? ADAPTERS,
    // What we ask for ourselves comes as often as we asked for it: no limit.
    sink: {
      take: (reading) => pipeline.take(reading),
      refuse: (refused) => pipeline.refuse(refused),
      judge: (device, property, value, time) => {
        const body = { time, values: { [property]: value } };
        const reading = { site, device, channel: 'observations', body, protocol: '', receivedAt: time } as const;
        return judge(reading)[0]?.reason.replace(`values.${property}: `, '') ?? null;
      },
      last: (code, property) => {
        const { published } = pipeline;
        const device = deviceByCode(published, code);
        const slot = device ? datastreamOf(device, property) : -1;
        const time = published.times[slot];
        return time === undefined || Number.isNaN(time) ? null : { value: published.values[slot]!, time };
      },
    },
    log,
  });
  return { sink, payloads, connections, limited: () => limited?.limited ?? 0, close: () => connections.close() };
}
