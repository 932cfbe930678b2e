import type { Pool } from 'pg';
import { FOLD_VERSION, StateHash, type TwinState } from 'twin-core';
import { encodeSnapshot } from 'twin-core/wire';
import { transact } from '../engines/transact.ts';
import { LIVE_BRANCH } from './branch.ts';

/** Begins a branch of a site's log with a state; what is written to it comes after the state's seq. Returns its number. */
export function forkBranch(pool: Pool, state: TwinState, purpose: string): Promise<number> {
  const { site, seq, recordedAt } = state;
  return transact(pool, async (client) => {
    // Two that fork at once would take the same number.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('branch ' || $1))`, [site]);
    const { rows } = await client.query<{ branch: number }>(
      `INSERT INTO branch (site, branch, parent, fork_seq, purpose)
       SELECT $1, coalesce(max(branch), 0) + 1, $2, $3, $4 FROM branch WHERE site = $1 RETURNING branch`,
      [site, LIVE_BRANCH, seq, purpose],
    );
    const { branch } = rows[0]!;
    const hash = new StateHash(state).site();
    await client.query(
      `INSERT INTO snapshot (site, branch, seq, fold_version, recorded_at, hash, state)
       VALUES ($1, $2, $3, $4, to_timestamp($5 / 1000.0::float8), $6, $7)`,
      [site, branch, seq, FOLD_VERSION, recordedAt, hash, Buffer.from(encodeSnapshot(state))],
    );
    await client.query(
      'INSERT INTO journal_head (site, branch, seq, recorded_at) VALUES ($1, $2, $3, to_timestamp($4 / 1000.0::float8))',
      [site, branch, seq, recordedAt],
    );
    return branch;
  });
}

/** Nothing is written to the branch any more: its log stays as long as any log, its state goes. */
export async function closeBranch(pool: Pool, site: string, branch: number): Promise<void> {
  if (branch === LIVE_BRANCH) throw new Error('the live branch is never closed');
  await pool.query('DELETE FROM snapshot WHERE site = $1 AND branch = $2', [site, branch]);
  await pool.query('DELETE FROM journal_head WHERE site = $1 AND branch = $2', [site, branch]);
}
