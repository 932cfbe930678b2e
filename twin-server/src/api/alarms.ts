import { z } from 'zod';
import { AlarmView, CaseWord, ConditionWord, type ListedAlarm, viewAlarm } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, instant, listOf, page, pageOf, text } from './input.ts';
import { Problem } from './problem.ts';
import { readTimeline, TimelineEntry } from './timeline.ts';

const AlarmQuery = z.strictObject({
  condition: ConditionWord.optional(),
  case: CaseWord.optional(),
  priority: z
    .enum(['1', '2', '3', '4'])
    .transform(Number)
    .optional()
    .describe('1 critical, 2 high, 3 medium, 4 notice'),
  facility: code.optional(),
  building: code.optional(),
  zone: code.optional(),
  device: code.optional(),
  from: instant.optional().describe('raised at or after'),
  to: instant.optional().describe('raised before'),
  q: text(64).optional().describe('in the id, the alarm kind, or the device'),
  ...page(100),
});

/** Alarms as they stand, open and closed. */
export function alarmEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, catalogue, registry } = deps;
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
        const alarms = await listAlarms(query);
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
      handle: async ({ params }) => {
        const { rows } = await pool.query<{ body: ListedAlarm }>('SELECT body FROM alarm WHERE site = $1 AND id = $2', [
          site,
          params.id,
        ]);
        if (!rows[0]) throw new Problem('not-found', `no alarm ${params.id}`);
        const { entries, complete } = await readTimeline(deps, params.id);
        return { ...view(rows[0].body), timeline: entries, timelineComplete: complete };
      },
    }),
  ];

  async function listAlarms(query: z.output<typeof AlarmQuery>): Promise<ListedAlarm[]> {
    const [raisedAt, id] =
      query.cursor === undefined ? [] : decodeCursor(query.cursor, z.tuple([z.number(), z.string()]));
    const filters = ['site = $1'];
    const values: unknown[] = [site];
    const filter = (condition: (place: string) => string, value: unknown) => {
      if (value === undefined) return;
      values.push(value);
      filters.push(condition(`$${values.length}`));
    };
    filter((place) => `condition = ${place}`, query.condition);
    filter((place) => `case_state = ${place}`, query.case);
    filter((place) => `priority = ${place}`, query.priority);
    filter((place) => `facility = ${place}`, query.facility);
    filter((place) => `building = ${place}`, query.building);
    filter((place) => `zone = ${place}`, query.zone);
    filter((place) => `device = ${place}`, query.device);
    filter((place) => `raised_at >= ${place}`, query.from === undefined ? undefined : new Date(query.from));
    filter((place) => `raised_at < ${place}`, query.to === undefined ? undefined : new Date(query.to));
    if (query.q !== undefined) filter(matching, soughtBy(query.q));
    if (raisedAt !== undefined) {
      values.push(new Date(raisedAt), id);
      filters.push(`(raised_at, id) < ($${values.length - 1}, $${values.length})`);
    }
    values.push(query.limit + 1);
    const { rows } = await pool.query<{ body: ListedAlarm }>(
      `SELECT body FROM alarm WHERE ${filters.join(' AND ')} ORDER BY raised_at DESC, id DESC LIMIT $${values.length}`,
      values,
    );
    return rows.map(({ body }) => body);
  }

  /** One parameter for all three columns: an alarm's id, its kind, its device. */
  function matching(place: string): string {
    return `(id = ANY(${place}::text[]) OR code = ANY(${place}::text[]) OR device = ANY(${place}::text[]))`;
  }

  /** The ids, alarm codes and device codes that a query text may mean. */
  function soughtBy(q: string): string[] {
    const sought = q.trim().toLowerCase();
    const codes = catalogue.facilities.flatMap(({ alarms }) =>
      alarms.flatMap(({ code, label }) =>
        [code, label.zh, label.en].some((words) => words.toLowerCase().includes(sought)) ? code : [],
      ),
    );
    return [q.trim().toUpperCase(), ...codes, ...registry.searchDevices(q)];
  }
}
