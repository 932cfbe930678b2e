import type pg from 'pg';
import type { FindingKind } from 'twin-core';

/** How the rounds of some days went (8.2.1-7). */
export interface InspectionStatistics {
  readonly walks: number;
  readonly inTime: number;
  readonly points: number;
  readonly findings: number;
  readonly orders: number;
  readonly byKind: readonly { readonly kind: FindingKind; readonly count: number }[];
  readonly byRound: readonly RoundFigures[];
}

interface RoundFigures {
  readonly round: string;
  /** As it was called when it was walked last. */
  readonly name: string;
  readonly walks: number;
  readonly inTime: number;
  readonly points: number;
  readonly findings: number;
  readonly orders: number;
}

/** Counts the walks that were finished since an instant, epoch ms. */
export async function inspectionStatistics(pool: pg.Pool, site: string, since: number): Promise<InspectionStatistics> {
  const asked = [site, new Date(since)];
  const { rows: byRound } = await pool.query<RoundFigures>(
    `SELECT w.round, (array_agg(w.name ORDER BY w.finished_at DESC))[1] AS name, count(*)::int AS walks,
       (count(*) FILTER (WHERE w.in_time))::int AS "inTime", sum(r.points)::int AS points, sum(r.findings)::int AS findings,
       sum(r.orders)::int AS orders
     FROM inspection_walk w CROSS JOIN LATERAL (
       SELECT count(*) AS points, count(finding) AS findings, count(work_order) AS orders FROM inspection_result i
       WHERE i.site = w.site AND i.walk = w.id) r
     WHERE w.site = $1 AND w.finished_at >= $2 GROUP BY w.round ORDER BY findings DESC, w.round`,
    asked,
  );
  const { rows: byKind } = await pool.query<{ kind: FindingKind; count: number }>(
    `SELECT i.finding AS kind, count(*)::int AS count FROM inspection_result i JOIN inspection_walk w ON w.site = i.site AND w.id = i.walk
     WHERE w.site = $1 AND w.finished_at >= $2 AND i.finding IS NOT NULL GROUP BY i.finding ORDER BY count DESC, kind`,
    asked,
  );
  const sum = (of: (figures: RoundFigures) => number) => byRound.reduce((total, figures) => total + of(figures), 0);
  return {
    walks: sum(({ walks }) => walks),
    inTime: sum(({ inTime }) => inTime),
    points: sum(({ points }) => points),
    findings: sum(({ findings }) => findings),
    orders: sum(({ orders }) => orders),
    byKind,
    byRound,
  };
}
