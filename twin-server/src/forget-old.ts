import type { Pool } from 'pg';
import { forgetAlarms } from './alarm/forget-alarms.ts';
import type { Config } from './config.ts';
import { pruneDeadLetters, pruneIdentities } from './journal/keep.ts';

const DAY_MS = 86_400_000;

/** Forgets what a site's lists keep past its time; the log and what is summed up of it age in the historian. `now` is epoch ms. */
export async function forgetOld(
  pool: Pool,
  site: string,
  { keepJournal, keepObservations }: Pick<Config, 'keepJournal' | 'keepObservations'>,
  now = Date.now(),
): Promise<void> {
  await pruneIdentities(pool);
  await pruneDeadLetters(pool, site, now - keepObservations * DAY_MS);
  await forgetAlarms(pool, site, now - keepJournal * DAY_MS);
}
