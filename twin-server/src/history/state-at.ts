import type { Pool } from 'pg';
import { apply, emptyState, FOLD_VERSION, type LoggedEvent, type TwinState } from 'twin-core';
import { decodeSnapshot } from 'twin-core/wire';
import { dayOf } from '../journal/partitions.ts';
import { readHead, readStretch, stretchEnd } from '../journal/read.ts';

/** What is folded at once: so many seqs, and about so many events at most. */
const SEQS = 1_000;
const EVENTS = 2_000;

/** A state of the past cannot be told: the log before `oldest` (epoch ms) is not kept any more. */
export class TooOldError extends Error {
  override readonly name = 'TooOldError';
  readonly oldest: number;

  constructor(oldest: number) {
    super(`the oldest state is of ${new Date(oldest).toISOString()}`);
    this.oldest = oldest;
  }
}

/** Where a fold ends: at the last event recorded until an instant (epoch ms), or at a seq. */
export type Until = { readonly recordedAt: number } | { readonly seq: number };

/** What was folded beside the state: events, and observations in batches. */
export interface Folded {
  events: number;
  observations: number;
}

/**
 * The state as it was known at an instant: the nearest snapshot before it, and the log after that. Throws TooOldError where the log does
 * not reach back so far.
 */
export async function stateAt(pool: Pool, site: string, branch: number, until: Until): Promise<TwinState> {
  const state = await nearestSnapshot(pool, site, branch, until);
  await foldOn(pool, branch, state, until);
  return state;
}

async function nearestSnapshot(pool: Pool, site: string, branch: number, until: Until): Promise<TwinState> {
  const [column, value] = 'seq' in until ? ['seq', until.seq] : ['recorded_at', new Date(until.recordedAt)];
  const { rows } = await pool.query<{ state: Buffer }>(
    `SELECT state FROM snapshot WHERE site = $1 AND branch = $2 AND fold_version = $3 AND ${column} <= $4 ORDER BY seq DESC LIMIT 1`,
    [site, branch, FOLD_VERSION, value],
  );
  if (rows[0]) return decodeSnapshot(rows[0].state);
  const oldest = await oldestState(pool, site, branch);
  if (oldest !== null) throw new TooOldError(oldest);
  return emptyState(site);
}

/** recordedAt of the oldest state that can be told, in epoch ms; null where the whole log is kept. */
async function oldestState(pool: Pool, site: string, branch: number): Promise<number | null> {
  const { rows } = await pool.query<{ first: string | null; oldest: Date | null }>(
    `SELECT least(
        (SELECT seq FROM journal WHERE site = $1 AND branch = $2 ORDER BY day, seq LIMIT 1),
        (SELECT coalesce(first, seq) FROM observation WHERE site = $1 AND branch = $2 ORDER BY day, seq LIMIT 1)) AS first,
      (SELECT min(recorded_at) FROM snapshot WHERE site = $1 AND branch = $2 AND fold_version = $3) AS oldest`,
    [site, branch, FOLD_VERSION],
  );
  const { first, oldest } = rows[0]!;
  // The first commit of a site registers its devices, so it is in the journal.
  if (first === null || Number(first) <= 1) return null;
  return oldest?.getTime() ?? Date.now();
}

/** Some commits of the log, whole ones, in order. */
export interface Chunk {
  readonly events: readonly LoggedEvent[];
  /** The seq that it ends at; null where an instant ends it, and what follows is left out. */
  readonly upto: number | null;
}

/** The log after a position, chunk by chunk. */
export async function* readOn(
  pool: Pool,
  site: string,
  branch: number,
  { seq, recordedAt }: Pick<TwinState, 'seq' | 'recordedAt'>,
  until: Until,
): AsyncGenerator<Chunk> {
  const head = await readHead(pool, site, branch);
  const last = 'seq' in until ? Math.min(until.seq, head.seq) : head.seq;
  const recordedUntil = 'seq' in until ? Number.POSITIVE_INFINITY : until.recordedAt;
  const lastDay = dayOf(Math.min(recordedUntil, head.recordedAt));
  for (let [after, at] = [seq, recordedAt]; after < last; ) {
    const within: [string, string] = [at === 0 ? '-infinity' : dayOf(at), lastDay];
    const longest = { site, branch, after, upto: Math.min(last, after + SEQS), days: within } as const;
    const { upto, recordedAt: endsAt } = await stretchEnd(pool, longest, EVENTS);
    const events = await readStretch(
      pool,
      { ...longest, upto },
      true,
      Number.isFinite(recordedUntil) ? recordedUntil : null,
    );
    const beyond = events.findIndex((event) => event.recordedAt > recordedUntil);
    if (beyond >= 0 || endsAt > recordedUntil) {
      yield { events: beyond >= 0 ? events.slice(0, beyond) : events, upto: null };
      return;
    }
    yield { events, upto };
    at = events.at(-1)?.recordedAt ?? at;
    after = upto;
  }
}

/**
 * Folds the log after a state into it. `onChunk` is told what was folded so far and where the state stands, after each chunk; where it
 * resolves to true, the counts begin anew.
 */
export async function foldOn(
  pool: Pool,
  branch: number,
  state: TwinState,
  until: Until,
  onChunk: (state: TwinState, folded: Folded) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const head = await readHead(pool, state.site, branch);
  const folded: Folded = { events: 0, observations: 0 };
  for await (const { events, upto } of readOn(pool, state.site, branch, state, until)) {
    for (const { event, ...at } of events) {
      apply(state, event, at);
      if (event.kind === 'observations') folded.observations += event.datastreams.length;
      else folded.events++;
    }
    if (upto === null) return;
    if ('seq' in until || until.recordedAt >= head.recordedAt) state.seq = upto;
    await onChunk(state, folded);
  }
}
