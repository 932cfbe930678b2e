import type pg from 'pg';
import type { CapHead, CapStatus } from './cap-head.ts';

/** A step in the life of an alarm that others are told of: the kind of its event, what a person did, and when (epoch ms). */
export interface CapStep {
  readonly kind: string;
  readonly action: string | null;
  readonly at: number;
}

/** Messages of one alarm at most. */
const MOST_STEPS = 100;

/**
 * The messages that the life of an alarm amounts to, in order: an Alert, Updates when it is acknowledged or escalates, and a Cancel when it is
 * called false or closed, after which there is none. They follow from the journal, so that every node and every start names them alike.
 */
export function capSeries(site: string, alarm: string, status: CapStatus, steps: readonly CapStep[]): CapHead[] {
  const heads: CapHead[] = [];
  for (const { kind, action, at } of steps) {
    const isOver = kind === 'alarm.closed' || action === 'dismiss';
    const msgType = kind === 'alarm.raised' ? 'Alert' : isOver ? 'Cancel' : 'Update';
    const earlier = heads.map(({ identifier, sent }) => ({ identifier, sent }));
    heads.push({ identifier: `${site}.${alarm}.${heads.length + 1}`, sent: at, status, msgType, earlier });
    if (isOver) break;
  }
  return heads;
}

/** These steps of an alarm, from the journal of a branch. */
export async function readCapSteps(pool: pg.Pool, site: string, branch: number, alarm: string): Promise<CapStep[]> {
  const { rows } = await pool.query<CapStep>(
    `SELECT kind, body->>'action' AS action, (extract(epoch FROM recorded_at) * 1000)::float8 AS at FROM journal
     WHERE site = $1 AND branch = $2 AND alarm = $3
       AND (kind IN ('alarm.raised', 'alarm.escalated', 'alarm.closed')
         OR (kind = 'alarm.handled' AND body->>'action' IN ('acknowledge', 'dismiss')))
     ORDER BY seq, ordinal LIMIT $4`,
    [site, branch, alarm, MOST_STEPS],
  );
  return rows;
}
