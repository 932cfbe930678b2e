import type { Pool } from 'pg';
import { Registry } from 'prom-client';
import { MIGRATIONS } from './engines/migrations/index.ts';
import { openOperationsReport } from './metrics/operations-report.ts';
import { exposePipeline, type PipelineSources } from './metrics/pipeline-metrics.ts';
import type { PipelineProbe, PushProbe } from './metrics/probe.ts';
import {
  checkDisk,
  checkJournal,
  checkLease,
  checkListener,
  checkMigrations,
  readinessOf,
} from './metrics/readiness.ts';
import type { SiteTwin } from './site-twin.ts';

/** Where MQTT listens when an address does not say. */
const MQTT_PORT = 1883;

export interface WatchOptions {
  readonly pool: Pool;
  readonly site: string;
  readonly twin: SiteTwin;
  readonly probes: { readonly pipeline: PipelineProbe; readonly push: PushProbe };
  readonly dataDir: string;
  /** Where devices connect; null until that door is open. */
  readonly mqttUrl: () => string | null;
}

/** How the platform itself does: whether it is ready, its metrics, and the report of the operations page. */
export function openWatch({ pool, site, twin, probes, dataDir, mqttUrl }: WatchOptions) {
  const { pipeline } = twin;
  const metrics = new Registry();
  const readiness = readinessOf({
    journal: checkJournal(pool, () => pipeline.healthy),
    lease: checkLease(pool, site, twin.token),
    mqtt: checkListener(mqttUrl, MQTT_PORT),
    disk: checkDisk(dataDir),
    schema: checkMigrations(pool, MIGRATIONS.length),
  });
  const sources: PipelineSources = { ...probes, pool, seq: () => pipeline.published.seq };
  exposePipeline(metrics, sources);
  const operations = openOperationsReport({
    ...sources,
    openAlarms: () => pipeline.published.alarms.size,
    devices: () => pipeline.published.slotByCode.size,
    readiness,
    dataDir,
  });
  return { metrics, readiness, operations };
}
