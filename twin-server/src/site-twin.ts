import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { type Catalogue, type Published, StateHash } from 'twin-core';
import { LIVE_BRANCH } from './journal/branch.ts';
import { writeSnapshot } from './journal/keep.ts';
import { takeLease } from './journal/lease.ts';
import { loadState, readLog } from './journal/read.ts';
import type { PipelineProbe } from './metrics/probe.ts';
import { Pipeline } from './pipeline.ts';
import type { SiteSource } from './push/feed.ts';

export interface SiteTwinOptions {
  readonly pool: Pool;
  readonly site: string;
  /** This node's name: its own lease it takes back at once. */
  readonly node: string;
  readonly catalogue: Catalogue;
  /** Observations older than this are refused, ms. */
  readonly retentionMs: number;
  /** How many people share its alarms; two where not given. */
  readonly operators?: number;
  readonly log: Logger;
  /** Where its pipeline counts what it does. */
  readonly probe: PipelineProbe;
  readonly onPublished: (published: Published) => void;
  readonly onFatal: (reason: string) => void;
}

/** The living twin of one site: its lease, its state from the journal, its pipeline. */
export interface SiteTwin {
  readonly pipeline: Pipeline;
  /** Fencing token of its lease. */
  readonly token: bigint;
  /** What the push channel shows of it. */
  readonly source: SiteSource;
  hash(): string;
  writeSnapshot(): Promise<void>;
  /** Ends the pipeline, keeps its state and gives the lease back. */
  close(): Promise<void>;
}

/** Takes the site's lease and brings its twin to the journal's end. Throws InputError when another node evaluates the site. */
export async function openSiteTwin(options: SiteTwinOptions): Promise<SiteTwin> {
  const { pool, site, node, catalogue, log, retentionMs, operators, probe, onPublished, onFatal } = options;
  const lease = await takeLease(pool, site, node, onFatal);
  try {
    const state = await loadState(pool, site, LIVE_BRANCH);
    const hash = new StateHash(state);
    const pipeline = new Pipeline({
      pool,
      catalogue,
      state,
      writer: { site, branch: LIVE_BRANCH, token: lease.token },
      retentionMs,
      operators,
      log,
      probe,
      onPublished,
      onFenced: onFatal,
    });
    const keep = () => writeSnapshot(pool, LIVE_BRANCH, state, hash.site());
    return {
      pipeline,
      token: lease.token,
      source: {
        state: () => pipeline.published,
        hash: () => hash.site(),
        eventsAfter: (after, upto) => readLog(pool, site, LIVE_BRANCH, after, upto, false),
      },
      hash: () => hash.site(),
      writeSnapshot: keep,
      close: async () => {
        await pipeline.close();
        await keep().finally(() => lease.release());
      },
    };
  } catch (cause) {
    await lease.release();
    throw cause;
  }
}
