import { z } from 'zod';
import { LIVE_BRANCH } from '../journal/branch.ts';
import type { Bookmark } from '../replay/bookmarks.ts';
import { alarmsByFacility, gapsOf } from '../replay/recorded-span.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { instant, text, whole } from './input.ts';
import { Problem } from './problem.ts';

const WEEK_MS = 7 * 86_400_000;
/** Bookmarks given out for one span at most. */
const MOST_BOOKMARKS = 500;

const time = z.number().min(0).max(8.64e15).describe('epoch ms');
const BookmarkView = z.object({ id: z.string(), at: time, label: z.string(), by: z.string().describe('a name') });

const PastView = z.object({
  from: time,
  to: time,
  density: z
    .array(z.object({ facility: z.string(), counts: z.array(z.int()) }))
    .describe('alarms raised in each of equal parts of the span, by facility'),
  gaps: z.array(z.tuple([time, time])).describe('when nothing was recorded'),
  bookmarks: z.array(BookmarkView),
});

const PastQuery = z.strictObject({
  from: instant,
  to: instant,
  bins: whole(1, 1000).optional().describe('parts of the span; 200 where not given'),
});

/** A span of the recorded past at a glance: how many alarms of which family, when nothing was recorded, what people marked. */
export function recordedPastEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, bookmarks, access, now = Date.now } = deps;
  const named = async (marks: readonly Bookmark[]): Promise<z.infer<typeof BookmarkView>[]> => {
    const names = await access.accounts.namesOf(marks.map(({ account }) => account));
    return marks.map(({ account, ...mark }) => ({ ...mark, by: names.get(account)?.displayName ?? '' }));
  };
  return [
    endpoint({
      method: 'get',
      path: '/past',
      tag: 'past',
      summary: 'A span of the past at a glance: alarms by family, stretches without any record, bookmarks',
      right: 'past.explore',
      query: PastQuery,
      answer: { status: 200, description: 'The span', schema: PastView },
      problems: ['unavailable'],
      handle: async ({ query: { from, to, bins = 200 } }) => {
        if (to <= from || to - from > WEEK_MS) {
          const reason = 'expected a time after `from`, at most 7 days';
          throw new Problem('invalid-input', `query.to: ${reason}`, { faults: [{ in: 'query', field: 'to', reason }] });
        }
        const [density, gaps, marks] = await Promise.all([
          alarmsByFacility(pool, site, from, to, bins),
          gapsOf(pool, site, LIVE_BRANCH, from, Math.min(to, now())),
          bookmarks.list(from, to, MOST_BOOKMARKS),
        ]);
        return {
          from,
          to,
          density: Array.from(density, ([facility, counts]) => ({ facility, counts })),
          gaps: gaps.map(([start, end]): [number, number] => [start, end]),
          bookmarks: await named(marks),
        };
      },
    }),
    endpoint({
      method: 'post',
      path: '/bookmarks',
      tag: 'past',
      summary: 'Mark an instant of the past, for everybody',
      right: 'past.explore',
      body: z.strictObject({ at: time, label: text(200).min(1) }),
      answer: { status: 201, description: 'The bookmark', schema: BookmarkView },
      problems: ['unavailable'],
      handle: async ({ body, caller }) => {
        const [made] = await named([await bookmarks.add(body.at, body.label, caller.principal!.id)]);
        return made!;
      },
    }),
    endpoint({
      method: 'delete',
      path: '/bookmarks/{id}',
      tag: 'past',
      summary: 'Take a bookmark away',
      right: 'past.explore',
      params: z.object({ id: z.string().regex(/^\d{1,18}$/, 'expected the id of a bookmark') }),
      answer: { status: 204, description: 'It is gone' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params }) => {
        if (!(await bookmarks.remove(params.id))) throw new Problem('not-found', `no bookmark ${params.id}`);
      },
    }),
  ];
}
