import { type TwinEvent, upcast } from 'twin-core';
import { z } from 'zod';
import { LIVE_BRANCH } from '../journal/branch.ts';
import type { ApiDeps } from './deps.ts';

/** Entries of one timeline given out at most: a chattering source may have many thousands. */
const MAX_ENTRIES = 1000;

/** One step in the life of an alarm. */
export const TimelineEntry = z.object({
  time: z.number().describe('when it was recorded, epoch ms'),
  kind: z.enum([
    'raised',
    'recurred',
    'returned',
    'escalated',
    'closed',
    'acknowledge',
    'dismiss',
    'shelve',
    'unshelve',
    'suppress',
    'unsuppress',
    'outOfService',
    'returnToService',
    'assign',
    'resolve',
    'comment',
  ]),
  by: z.object({ account: z.string(), displayName: z.string() }).nullable().describe('null for the system itself'),
  reason: z.string().nullable(),
  until: z.number().nullable().describe('shelve: epoch ms'),
  assignee: z.object({ account: z.string(), displayName: z.string() }).nullable(),
  value: z.number().nullable(),
});
type TimelineEntry = z.infer<typeof TimelineEntry>;

type AlarmEvent = Extract<TwinEvent, { kind: `alarm.${string}` }>;
type Names = Awaited<ReturnType<ApiDeps['access']['accounts']['namesOf']>>;

/** The journal's entries about one alarm in order; the last MAX_ENTRIES where there are more (`complete` is then false). */
export async function readTimeline(
  { pool, site, access }: ApiDeps,
  alarm: string,
): Promise<{ entries: TimelineEntry[]; complete: boolean }> {
  const { rows } = await pool.query<{ kind: string; version: number; body: unknown; time: number }>(
    `SELECT kind, version, body, (extract(epoch FROM recorded_at) * 1000)::float8 AS time FROM journal
     WHERE site = $1 AND branch = $2 AND alarm = $3 ORDER BY seq DESC, ordinal DESC LIMIT $4`,
    [site, LIVE_BRANCH, alarm, MAX_ENTRIES + 1],
  );
  const steps = rows
    .slice(0, MAX_ENTRIES)
    .reverse()
    .map(({ kind, version, body, time }) => ({ time, event: upcast(kind, version, body) as AlarmEvent }));
  const people = steps.flatMap(({ event }) =>
    event.kind === 'alarm.handled' ? [event.by, event.assignee].filter((id) => id !== null) : [],
  );
  const names = await access.accounts.namesOf(people);
  return {
    entries: steps.map(({ time, event }) => entryOf(time, event, names)),
    complete: rows.length <= MAX_ENTRIES,
  };
}

function entryOf(time: number, event: AlarmEvent, names: Names): TimelineEntry {
  const entry = { time, by: null, reason: null, until: null, assignee: null, value: null };
  switch (event.kind) {
    case 'alarm.raised':
      return { ...entry, kind: 'raised', value: event.value };
    case 'alarm.recurred':
      return { ...entry, kind: 'recurred', value: event.value };
    case 'alarm.returned':
      return { ...entry, kind: 'returned' };
    case 'alarm.escalated':
      return { ...entry, kind: 'escalated' };
    case 'alarm.closed':
      return { ...entry, kind: 'closed' };
    case 'alarm.handled':
      return {
        ...entry,
        kind: event.action,
        by: names.get(event.by) ?? null,
        reason: event.reason,
        until: event.until,
        assignee: event.assignee === null ? null : (names.get(event.assignee) ?? null),
      };
  }
}
