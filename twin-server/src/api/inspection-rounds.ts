import { FindingKind, InspectionPoint, localIso, roundStanding } from 'twin-core';
import { z } from 'zod';
import { InspectionRounds, type Round, type RoundRecord } from '../work-orders/inspection-rounds.ts';
import { inspectionStatistics } from '../work-orders/inspection-statistics.ts';
import { bodyFault } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole, text, whole } from './input.ts';
import { workerOf } from './order-workers.ts';
import { Problem } from './problem.ts';
import { ChangeQuery, checkIfAsked, inTurn, versionOf } from './record-version.ts';
import { Named, naming } from './work-order-view.ts';

const DAY_MS = 86_400_000;
const MOST_POINTS = 200;

const day = z.iso.date({ error: 'expected a day, YYYY-MM-DD' }).describe('by the calendar of the site');
const RoundBody = z.strictObject({
  name: text(100).refine((value) => value.trim() !== '', { error: 'expected a name' }),
  points: z
    .array(InspectionPoint)
    .min(1)
    .max(MOST_POINTS)
    .refine(
      (points) => new Set(points.map(({ device, place }) => JSON.stringify([device, place]))).size === points.length,
      {
        error: 'expected each point once',
      },
    )
    .describe('in the order they are come by'),
  intervalDays: z.int().min(1).max(366),
  owner: text(64).min(1).nullable().describe('account id or name of who walks it'),
  dueDay: day.describe('when it is due next'),
});

const RoundView = z.object({
  id: z.string(),
  name: z.string(),
  points: z.array(InspectionPoint),
  intervalDays: z.int(),
  owner: Named,
  dueDay: day,
  standing: z.enum(['later', 'due', 'overdue']),
  walk: z
    .object({ id: z.uuid(), looked: z.int() })
    .nullable()
    .describe('under way: its id, and how many points were looked at'),
  walkedAt: z.number().nullable().describe('when it was finished last, epoch ms'),
  version: z.string().describe('a word for what is declared: sent back with a change'),
});

const Figures = z.object({
  walks: z.int(),
  inTime: z.int(),
  points: z.int(),
  findings: z.int(),
  orders: z.int().describe('opened for findings'),
});
const StatisticsView = Figures.extend({
  days: z.int(),
  due: z.int().describe('rounds that are due today'),
  overdue: z.int().describe('rounds whose day is over'),
  byKind: z.array(z.object({ kind: FindingKind, count: z.int() })),
  byRound: z.array(Figures.extend({ round: z.string(), name: z.string() })),
});

/** Today by the calendar of the site. */
export const todayOf = ({ registry, now = Date.now }: Pick<ApiDeps, 'registry' | 'now'>) =>
  localIso(now(), registry.site.timeZone).slice(0, 10);

/** Rounds that somebody walks every so many days, and how they went (8.2.1-7). */
export function inspectionRoundEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, registry, access, now = Date.now } = deps;
  const rounds = new InspectionRounds(pool, site);
  const oneAtATime = inTurn();
  const params = z.object({ id: code });
  const views = async (list: readonly Round[]): Promise<z.infer<typeof RoundView>[]> => {
    const named = await naming(
      deps,
      list.map(({ record }) => record.owner),
    );
    const today = todayOf(deps);
    return list.map(({ id, record, walk, walkedAt }) => ({
      id,
      ...record,
      points: [...record.points],
      owner: named(record.owner),
      standing: roundStanding(record.dueDay, today),
      walk,
      walkedAt,
      version: versionOf(record),
    }));
  };
  return [
    endpoint({
      method: 'get',
      path: '/inspection-rounds',
      tag: 'inspections',
      summary: 'The rounds, what is due first at their head',
      right: 'order.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them unless asked for fewer', schema: listOf(RoundView) },
      problems: ['conflict', 'unavailable'],
      handle: async ({ query }) => pageOfWhole(await views(await rounds.list()), query, ({ id }) => id),
    }),
    endpoint({
      method: 'put',
      path: '/inspection-rounds/{id}',
      tag: 'inspections',
      summary: 'Declare a round, new or changed; a walk that is under way keeps the points it began with',
      right: 'order.manage',
      params,
      query: ChangeQuery,
      body: RoundBody,
      answer: { status: 200, description: 'The round as stored', schema: RoundView },
      problems: ['conflict', 'unavailable'],
      handle: ({ params: { id }, query, body, caller }) =>
        oneAtATime(async () => {
          const owner = body.owner === null ? null : await workerOf(deps, body.owner);
          checkPoints(body);
          checkIfAsked(`the round ${id}`, (await rounds.get(id))?.record ?? null, query);
          await rounds.put(id, { ...body, owner });
          await access.audit.append(caller, { action: 'inspection.declare', subject: id, result: 'done' });
          return (await views([(await rounds.get(id))!]))[0]!;
        }),
    }),
    endpoint({
      method: 'delete',
      path: '/inspection-rounds/{id}',
      tag: 'inspections',
      summary: 'Remove a round; what was found on it stays',
      right: 'order.manage',
      params,
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { id }, caller }) => {
        if (!(await rounds.get(id))) throw new Problem('not-found', `no round ${id}`);
        await rounds.remove(id);
        await access.audit.append(caller, { action: 'inspection.remove', subject: id, result: 'done' });
      },
    }),
    endpoint({
      method: 'get',
      path: '/inspection-statistics',
      tag: 'inspections',
      summary: 'How the rounds of the last days went: in time, what was found, by round',
      right: 'order.view',
      query: z.strictObject({ days: whole(1, 3660).default(30) }),
      answer: { status: 200, description: 'The figures', schema: StatisticsView },
      problems: ['unavailable'],
      handle: async ({ query: { days } }) => {
        const { byKind, byRound, ...figures } = await inspectionStatistics(pool, site, now() - days * DAY_MS);
        const today = todayOf(deps);
        const standing = (await rounds.list()).map(({ record }) => roundStanding(record.dueDay, today));
        const count = (asked: string) => standing.filter((one) => one === asked).length;
        return {
          days,
          ...figures,
          due: count('due'),
          overdue: count('overdue'),
          byKind: [...byKind],
          byRound: [...byRound],
        };
      },
    }),
  ];

  function checkPoints({ points }: Pick<RoundRecord, 'points'>): void {
    for (const [at, { device }] of points.entries())
      if (device !== null && !registry.device(device))
        throw bodyFault(`points.${at}.device`, `there is no device ${device}`);
  }
}
