import { FindingKind } from 'twin-core';
import { z } from 'zod';
import { Named } from './work-order.ts';

const Point = z.object({ device: z.string().nullable(), place: z.string().nullable() });
export type Point = z.infer<typeof Point>;

/** A round with how it stands. Days are YYYY-MM-DD of the site, times epoch ms. */
export const Round = z.object({
  id: z.string(),
  name: z.string(),
  points: z.array(Point),
  intervalDays: z.number(),
  owner: Named,
  dueDay: z.string(),
  standing: z.enum(['later', 'due', 'overdue']),
  /** The walk that is under way, and how many of its points were looked at. */
  walk: z.object({ id: z.string(), looked: z.number() }).nullable(),
  walkedAt: z.number().nullable(),
  version: z.string(),
});
export type Round = z.infer<typeof Round>;

/** GET /api/v1/inspection-rounds */
export const RoundsReply = z.object({ items: z.array(Round) });

const WalkSummary = z.object({
  id: z.string(),
  round: z.string(),
  name: z.string(),
  dueDay: z.string(),
  startedBy: Named,
  startedAt: z.number(),
  finishedBy: Named,
  finishedAt: z.number().nullable(),
  inTime: z.boolean().nullable(),
});

/** GET /api/v1/inspection-rounds/{id}/walks, the newest first. */
export const WalksReply = z.object({ items: z.array(WalkSummary.extend({ findings: z.number() })) });
export type FinishedWalk = z.infer<typeof WalksReply>['items'][number];

/** GET /api/v1/inspection-walks/{id} */
export const Walk = WalkSummary.extend({
  points: z.array(Point),
  results: z.array(
    z.object({
      /** Its place in `points`. */
      point: z.number(),
      /** Null where it was as it should be. */
      finding: FindingKind.nullable(),
      note: z.string().nullable(),
      photo: z.string().nullable(),
      workOrder: z.string().nullable(),
      by: Named,
      at: z.number(),
    }),
  ),
});
export type Walk = z.infer<typeof Walk>;
export type PointResult = Walk['results'][number];

const FIGURES = {
  walks: z.number(),
  inTime: z.number(),
  points: z.number(),
  findings: z.number(),
  orders: z.number(),
};

/** GET /api/v1/inspection-statistics */
export const InspectionFigures = z.object({
  ...FIGURES,
  days: z.number(),
  due: z.number(),
  overdue: z.number(),
  byKind: z.array(z.object({ kind: FindingKind, count: z.number() })),
  byRound: z.array(z.object({ ...FIGURES, round: z.string(), name: z.string() })),
});
export type InspectionFigures = z.infer<typeof InspectionFigures>;
