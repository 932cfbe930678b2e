import type { Pool } from 'pg';
import { transact } from '../engines/transact.ts';
import { EVERY_ALARM } from './alarm-tokens.ts';

/** Alarms that go in one transaction at most: the list is written meanwhile. */
const BATCH = 1_000;

/** What else is kept of an alarm under its id. Clips go by themselves, with their files. */
const BESIDE = ['alarm_handler', 'throw_trace'] as const;

/**
 * Removes alarms closed before an instant (epoch ms) from the list and from what they are searched by: the journal that tells what was done with
 * them is kept no longer either. Open ones stay, however old. Returns how many went.
 */
export async function forgetAlarms(pool: Pool, site: string, before: number): Promise<number> {
  for (let gone = 0; ; ) {
    const some = await forgetSome(pool, site, new Date(before));
    gone += some;
    if (some < BATCH) return gone;
  }
}

function forgetSome(pool: Pool, site: string, before: Date): Promise<number> {
  return transact(pool, async (client) => {
    // What was closed before it was raised before it: the oldest end of the index by time.
    const { rows } = await client.query<{ id: string }>(
      `DELETE FROM alarm WHERE site = $1 AND id IN
         (SELECT id FROM alarm WHERE site = $1 AND raised_at < $2 AND closed_at < $2 ORDER BY raised_at LIMIT ${BATCH})
       RETURNING id`,
      [site, before],
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return 0;
    for (const table of BESIDE)
      await client.query(`DELETE FROM ${table} WHERE site = $1 AND alarm = ANY($2)`, [site, ids]);
    const { rows: texts } = await client.query<{ tokens: number[] }>(
      'DELETE FROM alarm_text WHERE site = $1 AND id = ANY($2) RETURNING tokens',
      [site, ids],
    );
    const counts = new Map<number, number>([[EVERY_ALARM, texts.length]]);
    for (const { tokens } of texts) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
    // Locked in one order, as the index writes them, so that neither waits for the other.
    const tokens = [...counts.keys()].sort((a, b) => a - b);
    await client.query('SELECT 1 FROM alarm_token WHERE site = $1 AND token = ANY($2) ORDER BY token FOR UPDATE', [
      site,
      tokens,
    ]);
    await client.query(
      `UPDATE alarm_token AS c SET alarms = c.alarms - t.alarms
       FROM unnest($2::int[], $3::int[]) AS t(token, alarms) WHERE c.site = $1 AND c.token = t.token`,
      [site, tokens, tokens.map((token) => counts.get(token))],
    );
    await client.query('DELETE FROM alarm_token WHERE site = $1 AND token = ANY($2) AND alarms <= 0', [site, tokens]);
    return ids.length;
  });
}
