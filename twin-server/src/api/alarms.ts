import { z } from 'zod';
import { ALARM_FILTERS, searchOf } from './alarm-query.ts';
import { AlarmView, type ListedAlarm, viewAlarm } from './alarm-view.ts';
import type { ApiCourse } from './course.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, listOf, page, pageOf } from './input.ts';
import { Problem } from './problem.ts';
import { readTimeline, TimelineEntry } from './timeline.ts';

const AlarmQuery = z.strictObject({ ...ALARM_FILTERS, ...page(100) });

/** Alarms as they stand, open and closed. */
export function alarmEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, catalogue, registry, alarmIndex, course } = deps;
  const listed = async (id: string): Promise<ListedAlarm | undefined> => {
    const { rows } = await pool.query<{ body: ListedAlarm }>('SELECT body FROM alarm WHERE site = $1 AND id = $2', [
      site,
      id,
    ]);
    const alarm = rows[0]?.body;
    // In a replay an alarm that was not raised, or not closed, by then is not known.
    return course && (alarm?.closedAt ?? Number.POSITIVE_INFINITY) > course.course().at ? undefined : alarm;
  };
  const view = (alarm: ListedAlarm) => viewAlarm(alarm, catalogue, registry.device(alarm.device)?.name);
  return [
    endpoint({
      method: 'get',
      path: '/alarms',
      tag: 'alarms',
      summary: 'Alarms, the newest first',
      right: 'twin.view',
      query: AlarmQuery,
      answer: { status: 200, description: 'A page of alarms', schema: listOf(AlarmView) },
      problems: ['unavailable'],
      handle: async ({ query }) => {
        const { limit, cursor, ...filters } = query;
        const after = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.number(), z.string()]));
        const search = await searchOf(deps, untilThen(deps, filters));
        const alarms = await alarmIndex.search<ListedAlarm>(search, { limit: limit + 1, after });
        const { items, next } = pageOf(alarms, query.limit, (last) => [last.raisedAt, last.id]);
        return { items: items.map(view), next };
      },
    }),
    endpoint({
      method: 'get',
      path: '/alarms/{id}',
      tag: 'alarms',
      summary: 'An alarm with its timeline',
      right: 'twin.view',
      params: z.object({ id: code }),
      answer: {
        status: 200,
        description: 'The alarm',
        schema: AlarmView.extend({
          timeline: z.array(TimelineEntry),
          timelineComplete: z.boolean().describe('false where it is longer than what is given out'),
        }),
      },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, caller }) => {
        const alarm = (course && alarmThen(course, params.id)) ?? (await listed(params.id));
        if (!alarm) throw new Problem('not-found', `no alarm ${params.id}`);
        const { entries, complete } = await readTimeline(deps, params.id, caller);
        return { ...view(alarm), timeline: entries, timelineComplete: complete };
      },
    }),
  ];
}

/** An alarm as it is in another course: open, or closed within it. */
const alarmThen = (course: ApiCourse, id: string): ListedAlarm | undefined =>
  course.state().alarms.get(id) ?? course.closedAlarm?.(id);

/** In another course nothing is listed that was raised later. */
function untilThen<Filters extends { readonly to?: number | undefined }>(
  { course }: ApiDeps,
  filters: Filters,
): Filters {
  return course ? { ...filters, to: Math.min(filters.to ?? Number.POSITIVE_INFINITY, course.course().at) } : filters;
}
