import type pg from 'pg';
import type { Logger } from 'pino';
import { Catalogue, deviceByCode, KNOWN_FACILITIES, StateHash } from 'twin-core';
import { openBase } from './base/open-base.ts';
import type { BaseRegistry } from './base/registry.ts';
import type { Config } from './config.ts';
import { openDatabase } from './engines/database.ts';
import { migrate } from './engines/migrate.ts';
import { MIGRATIONS } from './engines/migrations/index.ts';
import { LIVE_BRANCH } from './journal/branch.ts';
import { writeSnapshot } from './journal/keep.ts';
import { takeLease } from './journal/lease.ts';
import { loadState } from './journal/read.ts';
import { nodeName } from './kept.ts';
import { Pipeline } from './pipeline.ts';

const DAY_MS = 86_400_000;

/** The twin of a data folder without its server: registry and pipeline, no doors. */
export interface StoppedTwin {
  readonly pool: pg.Pool;
  readonly registry: BaseRegistry;
  readonly catalogue: Catalogue;
  readonly pipeline: Pipeline;
  readonly retentionMs: number;
  close(): Promise<void>;
}

/** Opens a twin that no server runs, for a command that changes it. Throws InputError where another node evaluates the site. */
export async function openStoppedTwin(options: {
  readonly config: Config;
  readonly models: string;
  readonly log: Logger;
}): Promise<StoppedTwin> {
  const { config, models, log } = options;
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, log });
  const { pool } = database;
  try {
    await migrate(pool, MIGRATIONS);
    const catalogue = new Catalogue(KNOWN_FACILITIES);
    const registry = await openBase({
      pool,
      catalogue,
      models: config.demo ? models : null,
      onProgress: () => undefined,
    });
    const site = registry.site.code;
    let lost = '';
    const lease = await takeLease(pool, site, await nodeName(config.dataDir), (reason) => {
      lost = reason;
    });
    const state = await loadState(pool, site, LIVE_BRANCH);
    const pipeline = new Pipeline({
      pool,
      catalogue,
      state,
      writer: { site, branch: LIVE_BRANCH, token: lease.token },
      retentionMs: config.keepObservations * DAY_MS,
      log,
      onPublished: () => undefined,
      onFenced: (reason) => {
        lost = reason;
      },
    });
    const strangers = [...registry.devices()].filter(({ code }) => !deviceByCode(state, code));
    await Promise.all(strangers.map((device) => pipeline.register(device)));
    return {
      pool,
      registry,
      catalogue,
      pipeline,
      retentionMs: config.keepObservations * DAY_MS,
      close: async () => {
        await pipeline.close();
        if (lost === '') await writeSnapshot(pool, LIVE_BRANCH, state, new StateHash(state).site());
        await lease.release();
        await database.close();
      },
    };
  } catch (cause) {
    await database.close();
    throw cause;
  }
}
