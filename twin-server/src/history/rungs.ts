import type { Pool } from 'pg';
import { FOLD_VERSION, StateHash, type TwinState } from 'twin-core';
import { encodeSnapshot } from 'twin-core/wire';
import { dayOf } from '../journal/partitions.ts';
import { readHead } from '../journal/read.ts';
import { foldOn, stateAt, TooOldError } from './state-at.ts';

/** What may be folded between two rungs, while a snapshot is no larger than BYTES; above, in proportion, so that they weigh less than the log. */
const EVENTS = 2_000;
const OBSERVATIONS = 100_000;
const BYTES = 4 << 20;

/** A rung: a snapshot that stays, so that a state of the past is never far from one. */
interface Rung {
  readonly seq: number;
  readonly day: string;
  readonly bytes: number;
}

async function writeRung(pool: Pool, branch: number, state: TwinState): Promise<void> {
  await pool.query(
    `INSERT INTO snapshot (site, branch, seq, fold_version, recorded_at, hash, state, rung)
     VALUES ($1, $2, $3, $4, to_timestamp($5 / 1000.0::float8), $6, $7, true)
     ON CONFLICT (site, branch, seq) DO UPDATE SET rung = true`,
    [
      state.site,
      branch,
      state.seq,
      FOLD_VERSION,
      state.recordedAt,
      new StateHash(state).site(),
      Buffer.from(encodeSnapshot(state)),
    ],
  );
}

async function lastRung(pool: Pool, site: string, branch: number): Promise<Rung> {
  const { rows } = await pool.query<Rung>(
    `SELECT seq::float8 AS seq, (recorded_at AT TIME ZONE 'UTC')::date::text AS day, octet_length(state) AS bytes FROM snapshot
     WHERE site = $1 AND branch = $2 AND fold_version = $3 AND rung ORDER BY seq DESC LIMIT 1`,
    [site, branch, FOLD_VERSION],
  );
  return rows[0] ?? { seq: 0, day: '-infinity', bytes: 0 };
}

/**
 * Adds the rungs that are due. Where the writer's own snapshots are dense enough the newest of them becomes one, without a fold; what came
 * in bulk is folded.
 */
export async function addRungs(pool: Pool, site: string, branch: number): Promise<void> {
  const { seq, day, bytes } = await lastRung(pool, site, branch);
  const scale = Math.max(1, bytes / BYTES);
  const { rows } = await pool.query<{ events: number; observations: number }>(
    `SELECT (SELECT count(*) FROM journal WHERE site = $1 AND branch = $2 AND seq > $3 AND (day, seq) > ($4::date, $3))::float8 AS events,
       (SELECT coalesce(sum(count), 0) FROM observation WHERE site = $1 AND branch = $2 AND seq > $3 AND (day, seq) > ($4::date, $3))::float8
         AS observations`,
    [site, branch, seq, day],
  );
  const share = (folded: { events: number; observations: number }) =>
    Math.max(folded.events / EVENTS, folded.observations / OBSERVATIONS) / scale;
  const due = share(rows[0]!);
  if (due < 1) return;
  if (due < 2) {
    const marked = await pool.query(
      `UPDATE snapshot SET rung = true WHERE site = $1 AND branch = $2 AND seq =
         (SELECT max(seq) FROM snapshot WHERE site = $1 AND branch = $2 AND fold_version = $3 AND seq > $4)`,
      [site, branch, FOLD_VERSION, seq],
    );
    if (marked.rowCount === 1) return;
  }
  const head = await readHead(pool, site, branch);
  const state = await stateAt(pool, site, branch, { seq });
  await foldOn(pool, branch, state, { seq: head.seq }, async (reached, folded) => {
    if (share(folded) < 1) return;
    await writeRung(pool, branch, reached);
    folded.events = 0;
    folded.observations = 0;
  });
}

/** Makes sure that the state at the end of a day of recording is a rung. Returns its seq; 0 where there is no such state. */
export async function borderRung(pool: Pool, site: string, branch: number, day: string): Promise<number> {
  const { rows } = await pool.query<{ seq: number }>(
    `SELECT coalesce(greatest(
       (SELECT seq FROM journal WHERE site = $1 AND branch = $2 AND day <= $3::date ORDER BY day DESC, seq DESC LIMIT 1),
       (SELECT seq FROM observation WHERE site = $1 AND branch = $2 AND day <= $3::date ORDER BY day DESC, seq DESC LIMIT 1)), 0)::float8 AS seq`,
    [site, branch, day],
  );
  const { seq } = rows[0]!;
  if (seq === 0) return 0;
  const made = await pool.query(
    'UPDATE snapshot SET rung = true WHERE site = $1 AND branch = $2 AND fold_version = $3 AND seq = $4',
    [site, branch, FOLD_VERSION, seq],
  );
  if (made.rowCount === 1) return seq;
  try {
    await writeRung(pool, branch, await stateAt(pool, site, branch, { seq }));
    return seq;
  } catch (cause) {
    // No state as old as that can be told any more: nothing is lost with the log before it.
    if (cause instanceof TooOldError) return 0;
    throw cause;
  }
}

/** Of rungs before a day: one an hour, the last of each day, and those with many events since the one before. */
export async function thinRungs(pool: Pool, site: string, branch: number, before: string): Promise<void> {
  await pool.query(
    `WITH rungs AS (
       SELECT seq, lag(seq) OVER ladder AS previous, lead(recorded_at) OVER ladder AS following, recorded_at,
              row_number() OVER (PARTITION BY date_trunc('hour', recorded_at) ORDER BY seq) AS in_hour
       FROM snapshot WHERE site = $1 AND branch = $2 AND rung WINDOW ladder AS (ORDER BY seq))
     DELETE FROM snapshot WHERE site = $1 AND branch = $2 AND seq IN (
       SELECT seq FROM rungs WHERE recorded_at < $3::date AND in_hour > 1 AND recorded_at::date = following::date
         AND (SELECT count(*) FROM (SELECT 1 FROM journal j WHERE j.site = $1 AND j.branch = $2 AND j.seq > previous AND j.seq <= rungs.seq
                AND j.day = recorded_at::date LIMIT $4) AS few) < $4)`,
    [site, branch, before, EVENTS / 2],
  );
}

/** The day of recording before another. */
export const dayBefore = (day: string) => dayOf(Date.parse(day) - 86_400_000);
