import type pg from 'pg';
import { type Catalogue, deviceByCode, type Reading, type Refusal } from 'twin-core';
import { BaseImports } from './base/files/base-imports.ts';
import type { ImportTarget, NumberedRecord } from './base/files/import-table.ts';
import { registryTarget } from './base/files/registry-target.ts';
import type { BaseRegistry } from './base/registry.ts';
import { normalize } from './normalize/normalize.ts';
import type { Pipeline } from './pipeline.ts';

export interface OpenBaseImportsOptions {
  readonly pool: pg.Pool;
  readonly registry: BaseRegistry;
  readonly catalogue: Catalogue;
  readonly pipeline: Pipeline;
  /** Observations older than this are refused, ms. */
  readonly retentionMs: number;
}

/** Imports of base data by file: records into the registry and the twin, history of values into the pipeline like what devices send. */
export function openBaseImports(options: OpenBaseImportsOptions): BaseImports {
  const { pool, registry, catalogue, pipeline } = options;
  const twin = {
    registerDevices: (devices: readonly Parameters<Pipeline['register']>[0][]) =>
      all(devices.map((device) => pipeline.register(device))),
    announceBuildings: (codes: ReadonlySet<string>) => all([...codes].map((code) => pipeline.announce(code, 'record'))),
    announceCameraViews: (devices: readonly string[]) =>
      all(devices.map((device) => pipeline.announcePlace('cameraView', device))),
  };
  return new BaseImports({
    catalogue,
    siteHeight: registry.site.frame.height,
    timeZone: registry.site.timeZone,
    target: (kind, source) =>
      kind === 'observation' ? observationTarget(options) : registryTarget(pool, registry, twin, kind, source),
  });
}

async function all(work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.all(work);
}

/** History as where imported values go: what the pipeline would refuse is a fault of its row instead of a dead letter. */
function observationTarget({ registry, catalogue, pipeline, retentionMs }: OpenBaseImportsOptions): ImportTarget {
  const readingOf = ({ record: { device, time, property, value } }: NumberedRecord): Reading => ({
    site: registry.site.code,
    device: String(device),
    channel: 'observations',
    body: { time, values: { [String(property)]: value } },
    protocol: 'file',
    receivedAt: Date.now(),
  });
  const refusalsOf = (reading: Reading): readonly Pick<Refusal, 'reason'>[] => {
    const device = deviceByCode(pipeline.published, reading.device);
    const entry = device && catalogue.kind(device.deviceKind);
    if (!entry) return [{ reason: `there is no device '${reading.device}'` }];
    return normalize(reading, { entry, eventType: () => undefined, retentionMs }).refusals;
  };
  return {
    existing: () => undefined,
    has: () => true,
    above: () => null,
    check: (records) =>
      records.flatMap((numbered) =>
        refusalsOf(readingOf(numbered)).map(({ reason }) => ({ row: numbered.row, ...fieldOf(reason) })),
      ),
    store: (records) => all(records.map((numbered) => pipeline.take(readingOf(numbered)))),
  };
}

/** The column that a refusal of the pipeline speaks of. */
function fieldOf(reason: string): { field: string; reason: string } {
  const [, place, rest] = /^(time|values\.[^:]+): (.*)$/s.exec(reason) ?? [];
  if (place === 'time') return { field: 'time', reason: rest! };
  if (place === undefined) return { field: 'deviceCode', reason };
  const property = place.slice('values.'.length);
  return rest!.startsWith('unknown property')
    ? { field: 'property', reason: `'${property}': ${rest}` }
    : { field: 'value', reason: rest! };
}
