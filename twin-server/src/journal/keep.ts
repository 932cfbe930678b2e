import type { Pool } from 'pg';
import { FOLD_VERSION, type TwinState } from 'twin-core';
import { encodeSnapshot } from 'twin-core/wire';
import { dayOf } from './partitions.ts';

/** Snapshots kept of a branch for its next start: the newest ones, beside the rungs of history. */
const KEPT = 5;
/** An event id is remembered this long (the rules of the log: 7 days). */
const IDENTITY_DAYS = 7;

/** Stores the state beside the journal, so that a start folds only what came after it. */
export async function writeSnapshot(pool: Pool, branch: number, state: TwinState, hash: string): Promise<void> {
  if (state.seq === 0) return;
  await pool.query(
    `INSERT INTO snapshot (site, branch, seq, fold_version, recorded_at, hash, state)
     VALUES ($1, $2, $3, $4, to_timestamp($5 / 1000.0::float8), $6, $7) ON CONFLICT DO NOTHING`,
    [state.site, branch, state.seq, FOLD_VERSION, state.recordedAt, hash, Buffer.from(encodeSnapshot(state))],
  );
  await pool.query(
    `DELETE FROM snapshot WHERE site = $1 AND branch = $2 AND NOT rung AND seq NOT IN
       (SELECT seq FROM snapshot WHERE site = $1 AND branch = $2 ORDER BY seq DESC LIMIT $3)`,
    [state.site, branch, KEPT],
  );
}

/** Forgets messages that were refused before an instant, epoch ms, and how many there were of whom. */
export async function pruneDeadLetters(pool: Pool, site: string, before: number): Promise<void> {
  await pool.query('DELETE FROM dead_letter WHERE site = $1 AND received_at < $2', [site, new Date(before)]);
  await pool.query('DELETE FROM dead_letter_count WHERE site = $1 AND day < $2::date', [site, dayOf(before)]);
}

/** Forgets event ids past their window. */
export async function pruneIdentities(pool: Pool): Promise<void> {
  await pool.query(`DELETE FROM event_identity WHERE seen_at < now() - make_interval(days => $1)`, [IDENTITY_DAYS]);
}
