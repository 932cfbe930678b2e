import pg from 'pg';
import { StateHash } from 'twin-core';
import { encodeSnapshot } from 'twin-core/wire';
import { dayOf } from '../journal/partitions.ts';
import { chartIntervals, chartPoints } from './chart.ts';
import { compactLog } from './compact-log.ts';
import { daysToCompact } from './compact-partition.ts';
import { compactSeries } from './compact-series.ts';
import type { Interval } from './interval-sums.ts';
import { isSealed, readProgress } from './progress.ts';
import type { SeriesQuery } from './read-series.ts';
import { applyRetention, type Retention } from './retention.ts';
import { addRungs, borderRung, dayBefore, thinRungs } from './rungs.ts';
import { sealBatches } from './seal.ts';
import { stateAt } from './state-at.ts';
import { sumUp } from './sum-up.ts';
import { DAY_MS } from './summaries.ts';
import { Tail } from './tail.ts';
import { type Rationalisation, type RationalisationRequest, rationalise } from './what-if/rationalise.ts';
import { type ForkAnswer, type ForkRequest, runFork } from './what-if/run-fork.ts';

export interface HistorianOptions {
  readonly databaseUrl: string;
  readonly site: string;
  readonly branch: number;
  readonly retention: Retention;
}

/** Observations are sealed when there are so many, or the oldest has waited so long: more at once packs better, and costs less each. */
const SEAL_COUNT = 500_000;
const SEAL_MS = 300_000;
/** Key of the advisory lock that lets one process age at a time ("hist" as ASCII). */
const AGING_KEY = 0x68697374;
/** A day is over for certain so long after midnight: no commit of it is under way any more. */
const AFTER_MIDNIGHT_MS = 300_000;

/** A point of a chart. */
export interface Point {
  /** phenomenonTime, epoch ms. */
  readonly time: number;
  readonly value: number;
}

/** A state of the past, in short and, where asked for, in full. */
export interface PastState {
  readonly seq: number;
  readonly recordedAt: number;
  readonly hash: string;
  readonly devices: number;
  readonly openAlarms: number;
  readonly snapshot: Uint8Array | null;
}

/** Turns one branch's log into series and summaries, ages it, and answers what was. Reading, it needs no right to write. */
export class Historian {
  readonly #options: HistorianOptions;
  readonly #pool: pg.Pool;
  readonly #tail: Tail;
  #sealing: Promise<void> = Promise.resolve();

  constructor(options: HistorianOptions) {
    this.#options = options;
    this.#pool = new pg.Pool({
      connectionString: options.databaseUrl,
      max: 4,
      application_name: 'twin-history',
      // All that is written here can be made again from the log: nothing waits for the disk.
      options: '-c timezone=UTC -c synchronous_commit=off',
    });
    this.#pool.on('error', () => undefined);
    this.#tail = new Tail(this.#pool, options.site, options.branch);
  }

  /** Seals what is due, or with `all` whatever is there; a backlog in pieces. */
  seal(all = false): Promise<void> {
    this.#sealing = this.#sealing.catch(() => undefined).then(() => this.#seal(all));
    return this.#sealing;
  }

  async #seal(all: boolean): Promise<void> {
    const { site, branch } = this.#options;
    for (let complete = false; !complete; ) {
      complete = await this.#tail.refresh();
      const [oldest] = this.#tail.batches;
      if (oldest === undefined) return;
      const due = this.#tail.count >= SEAL_COUNT || Date.now() - oldest.recordedAt >= SEAL_MS;
      if (complete && !due && !all) return;
      const { sealedUpto } = await readProgress(this.#pool, site, branch);
      await sealBatches(
        this.#pool,
        site,
        branch,
        sealedUpto,
        this.#tail.batches.filter(({ seq }) => seq > sealedUpto),
      );
    }
  }

  /** What is done once in a while: rungs, and what follows when days are over. `now` is epoch ms. One process of a database at a time. */
  async age(now: number): Promise<void> {
    const client = await this.#pool.connect();
    try {
      const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [AGING_KEY]);
      if (!rows[0]!.free) return;
      await this.#age(now).finally(() => client.query('SELECT pg_advisory_unlock($1)', [AGING_KEY]));
    } finally {
      client.release();
    }
  }

  async #age(now: number): Promise<void> {
    const { site, branch, retention } = this.#options;
    const today = dayOf(now - AFTER_MIDNIGHT_MS);
    await addRungs(this.#pool, site, branch);
    const closed = await daysToCompact(this.#pool, 'observation', today);
    for (const day of closed) await borderRung(this.#pool, site, branch, day);
    for (const day of await daysToCompact(this.#pool, 'series', today))
      if (await isSealed(this.#pool, day)) await compactSeries(this.#pool, day);
    await sumUp(this.#pool, site, branch, today);
    for (const day of closed) await compactLog(this.#pool, day);
    if (closed.length > 0) await thinRungs(this.#pool, site, branch, dayBefore(today));
    await applyRetention(this.#pool, site, branch, retention, now);
  }

  /** The first points of a span of a datastream, at most `limit`. */
  async points(query: SpanQuery, limit: number): Promise<Point[]> {
    const { times, values } = await this.#read((client, tail) => chartPoints(client, tail, this.#spanOf(query), limit));
    return Array.from(times, (time, i) => ({ time, value: values[i]! }));
  }

  /** A span of a datastream summed up by intervals of `width` ms; those without a value are left out. */
  intervals(query: SpanQuery, width: number): Promise<Interval[]> {
    return this.#read((client, tail) => chartIntervals(client, tail, this.#spanOf(query), width));
  }

  /** The state as it was known at an instant (epoch ms). Rejects with TooOldError. */
  async stateAt(recordedAt: number, inFull: boolean): Promise<PastState> {
    const state = await stateAt(this.#pool, this.#options.site, this.#options.branch, { recordedAt });
    return {
      seq: state.seq,
      recordedAt: state.recordedAt,
      hash: new StateHash(state).site(),
      devices: state.slotByCode.size,
      openAlarms: state.alarms.size,
      snapshot: inFull ? encodeSnapshot(state) : null,
    };
  }

  /** What a changed rule would have come to. */
  rationalise(request: RationalisationRequest): Promise<Rationalisation> {
    const { site, branch } = this.#options;
    return rationalise(this.#pool, (act) => this.#read(act), site, branch, request);
  }

  /** Two courses of one fork. */
  fork(request: ForkRequest): Promise<ForkAnswer> {
    return runFork(this.#pool, this.#options.site, this.#options.branch, request);
  }

  async close(): Promise<void> {
    await this.#sealing.catch(() => undefined);
    await this.#pool.end();
  }

  /** Nothing is observed before 1970, and what is a day ahead of the clock is refused. */
  #spanOf({ datastream, from, to }: SpanQuery): SeriesQuery {
    const { site, branch } = this.#options;
    return { site, branch, datastream, from: Math.max(0, from), to: Math.min(to, Date.now() + 2 * DAY_MS) };
  }

  /** Reads series as they are at one moment, with a tail at least as new. */
  async #read<T>(act: (client: pg.PoolClient, tail: Tail['batches']) => Promise<T>): Promise<T> {
    // A backlog that is more than the tail holds is sealed first.
    while (!(await this.#tail.refresh())) await this.seal(true);
    const tail = this.#tail.batches;
    const client = await this.#pool.connect();
    let fault: Error | undefined;
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      // Before the first look, and until the end: no partition is exchanged for one whose rows this transaction cannot see.
      await client.query('LOCK TABLE ONLY series, ONLY summary_minute, ONLY summary_hour IN ACCESS SHARE MODE');
      const result = await act(client, tail);
      await client.query('COMMIT');
      return result;
    } catch (cause) {
      fault = cause as Error;
      throw cause;
    } finally {
      client.release(fault);
    }
  }
}

/** Which datastream, in which span of phenomenonTime (epoch ms, both included). */
export interface SpanQuery {
  readonly datastream: number;
  readonly from: number;
  readonly to: number;
}
