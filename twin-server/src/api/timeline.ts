import { ALARM_ACTIONS, ToldWays, type TwinEvent, upcast } from 'twin-core';
import { z } from 'zod';
import { LIVE_BRANCH } from '../journal/branch.ts';
import { GroupView, ResultView } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';
import type { Caller } from './endpoint.ts';

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
    'sourceNormal',
    'grouped',
    'ungrouped',
    'reannounced',
    'stepOverdue',
    'actionAsked',
    'actionEnded',
    ...ALARM_ACTIONS,
  ]),
  by: z.object({ account: z.string(), displayName: z.string() }).nullable().describe('null for the system itself'),
  reason: z.string().nullable().describe('of confirmSource null without the right fall.homes'),
  until: z.number().nullable().describe('shelve: epoch ms'),
  assignee: z.object({ account: z.string(), displayName: z.string() }).nullable(),
  value: z.number().nullable(),
  step: z.string().nullable().describe('of its procedure'),
  answer: z.string().nullable(),
  told: ToldWays.nullable().describe('step: what people were told of ways'),
  group: GroupView.nullable(),
  action: z
    .object({
      id: z.string(),
      do: z.string().nullable(),
      ok: z.boolean().nullable(),
      attempts: z.int(),
      results: z.array(ResultView),
    })
    .nullable(),
});
type TimelineEntry = z.infer<typeof TimelineEntry>;

type AlarmEvent = Extract<TwinEvent, { kind: `alarm.${string}` | `action.${string}` }>;
type Names = Awaited<ReturnType<ApiDeps['access']['accounts']['namesOf']>>;

/** The journal's entries about one alarm in order; the last MAX_ENTRIES where there are more (`complete` is then false). */
export async function readTimeline(
  deps: ApiDeps,
  alarm: string,
  caller: Caller,
): Promise<{ entries: TimelineEntry[]; complete: boolean }> {
  const { pool, site, access, course } = deps;
  const { rows } = await pool.query<{ kind: string; version: number; body: unknown; time: number }>(
    `SELECT kind, version, body, (extract(epoch FROM recorded_at) * 1000)::float8 AS time FROM journal
     WHERE site = $1 AND (branch = $2 OR (branch = ${LIVE_BRANCH} AND journal.seq <= $5)) AND alarm = $3 AND journal.seq <= $6
     ORDER BY seq DESC, ordinal DESC LIMIT $4`,
    [
      site,
      course?.branch ?? LIVE_BRANCH,
      alarm,
      MAX_ENTRIES + 1,
      course?.forkSeq ?? 0,
      course?.state().seq ?? Number.MAX_SAFE_INTEGER,
    ],
  );
  const steps = rows
    .slice(0, MAX_ENTRIES)
    .reverse()
    .map(({ kind, version, body, time }) => ({ time, event: upcast(kind, version, body) as AlarmEvent }));
  const people = steps.flatMap(({ event }) => {
    if (event.kind === 'action.asked') return [event.by];
    return event.kind === 'alarm.handled' ? [event.by, event.assignee].filter((id) => id !== null) : [];
  });
  const names = await access.accounts.namesOf(people);
  const entries = steps.map(({ time, event }) => entryOf(time, event, names));
  const isSigned = entries.some(({ kind }) => kind === 'confirmSource');
  const reason = isSigned ? await whySigned(deps, alarm, caller) : null;
  return {
    entries: entries.map((entry) => (entry.kind === 'confirmSource' ? { ...entry, reason } : entry)),
    complete: rows.length <= MAX_ENTRIES,
  };
}

/** Why the source of a falling object was signed for may name the home: it stands with the trace, for those who may see homes (8.1.3-7). */
async function whySigned({ site, decide, throwTraces }: ApiDeps, alarm: string, { principal }: Caller) {
  if (principal === null || !decide(principal, 'fall.homes', { site }).allowed) return null;
  return (await throwTraces.of(alarm))?.confirmed?.reason ?? null;
}

const NOTHING = {
  by: null,
  reason: null,
  until: null,
  assignee: null,
  value: null,
  step: null,
  answer: null,
  told: null,
  group: null,
  action: null,
};

function entryOf(time: number, event: AlarmEvent, names: Names): TimelineEntry {
  const entry = { time, ...NOTHING };
  switch (event.kind) {
    case 'alarm.raised':
      return { ...entry, kind: 'raised', value: event.value, group: event.group };
    case 'alarm.recurred':
      return { ...entry, kind: 'recurred', value: event.value };
    case 'alarm.returned':
      return { ...entry, kind: 'returned' };
    case 'alarm.escalated':
      return { ...entry, kind: 'escalated' };
    case 'alarm.closed':
      return { ...entry, kind: 'closed' };
    case 'alarm.sourceNormal':
      return { ...entry, kind: 'sourceNormal' };
    case 'alarm.grouped':
      return { ...entry, kind: event.group ? 'grouped' : 'ungrouped', group: event.group };
    case 'alarm.reannounced':
      return { ...entry, kind: 'reannounced' };
    case 'alarm.stepOverdue':
      return { ...entry, kind: 'stepOverdue', step: event.step };
    case 'action.asked': {
      const action = { id: event.id, do: event.action.do, ok: null, attempts: 0, results: [] };
      return { ...entry, kind: 'actionAsked', by: names.get(event.by) ?? null, action };
    }
    case 'action.ended': {
      const { id, ok, attempts, results } = event;
      return { ...entry, kind: 'actionEnded', action: { id, do: null, ok, attempts, results: [...results] } };
    }
    case 'alarm.handled':
      return {
        ...entry,
        kind: event.action,
        by: names.get(event.by) ?? null,
        reason: event.reason,
        until: event.until,
        assignee: event.assignee === null ? null : (names.get(event.assignee) ?? null),
        step: event.step,
        answer: event.answer,
        told: event.told ?? null,
      };
  }
}
