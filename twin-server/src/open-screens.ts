import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Catalogue, DeviceRecord } from 'twin-core';
import type { BaseRegistry } from './base/registry.ts';
import type { Pipeline } from './pipeline.ts';
import { reasonOf } from './problem.ts';
import { Screens } from './screens/screens.ts';

export interface OpenScreensOptions {
  readonly pool: Pool;
  readonly catalogue: Catalogue;
  readonly registry: BaseRegistry;
  readonly pipeline: Pick<Pipeline, 'published' | 'take'>;
  /** Stores a device in the registry and journals its registration. */
  readonly registerDevice: (record: DeviceRecord) => Promise<void>;
  /** Seconds. */
  readonly screenSilence: number;
  readonly log: Logger;
  readonly now?: () => number;
}

/** Begins to watch the screens of the monitoring centre. */
export function openScreens({ pipeline, screenSilence, log, ...rest }: OpenScreensOptions): Promise<Screens> {
  return Screens.open({
    ...rest,
    silenceMs: screenSilence * 1000,
    state: () => pipeline.published,
    take: (reading) => pipeline.take(reading),
    onFault: (cause) => log.warn({ reason: reasonOf(cause) }, 'the state of a screen was not told; it is tried again'),
  });
}
