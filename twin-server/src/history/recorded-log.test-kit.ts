import pg from 'pg';
import type { TwinEvent } from 'twin-core';
import { appendCommit, type Writer } from '../journal/append.ts';
import { type Lease, takeLease } from '../journal/lease.ts';
import { ensurePartitions } from '../journal/partitions.ts';
import { Historian } from './historian.ts';
import type { Retention } from './retention.ts';

export const SITE = 's';
const BRANCH = 0;
export const DAY = 86_400_000;
export const KEEP_ALL: Retention = { observations: 9000, journal: 9000, minutes: 9000, hours: 9000 };

/** One observation as it is sent: datastream slot, phenomenonTime in epoch ms, value. */
export type Sent = readonly [datastream: number, time: number, value: number];

/** For tests: commits batches to a real journal, as the pipeline would, at whatever instants. */
export class RecordedLog {
  readonly pool: pg.Pool;
  readonly #lease: Lease;
  readonly #writer: Writer;
  #partition = '';
  seq = 0;

  private constructor(pool: pg.Pool, lease: Lease, site: string) {
    this.pool = pool;
    this.#lease = lease;
    this.#writer = { site, branch: BRANCH, token: lease.token };
  }

  /** `durable`: whether each commit waits for the disk, as the server's do. */
  static async open(given: pg.Pool, durable = true, site = SITE): Promise<RecordedLog> {
    const { connectionString } = given.options;
    const pool = durable ? given : new pg.Pool({ connectionString, max: 2, options: '-c synchronous_commit=off' });
    const lease = await takeLease(pool, site, 'test', () => undefined);
    return new RecordedLog(pool, lease, site);
  }

  async commit(recordedAt: number, events: readonly TwinEvent[]): Promise<void> {
    const day = new Date(recordedAt).toISOString().slice(0, 10);
    if (day !== this.#partition) await ensurePartitions(this.pool, recordedAt);
    this.#partition = day;
    await appendCommit(this.pool, this.#writer, { seq: ++this.seq, recordedAt, events, alarms: [], deadLetters: [] });
  }

  observe(recordedAt: number, sent: readonly Sent[]): Promise<void> {
    return this.commit(recordedAt, [
      {
        kind: 'observations',
        datastreams: Int32Array.from(sent, ([datastream]) => datastream),
        times: Float64Array.from(sent, ([, time]) => time),
        values: Float64Array.from(sent, ([, , value]) => value),
      },
    ]);
  }

  /** Gives up the lease, which is renewed until then. */
  close(): Promise<void> {
    return this.#lease.release();
  }

  historian(retention: Retention = KEEP_ALL): Historian {
    const databaseUrl = this.pool.options.connectionString!;
    return new Historian({ databaseUrl, site: SITE, branch: BRANCH, retention });
  }
}

/** Numbers from 0 to 1 that are the same each time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
