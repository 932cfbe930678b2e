import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type FindingKind, type InspectionPoint, nextDueDay } from 'twin-core';
import { transact } from '../engines/transact.ts';
import { codeOf } from '../problem.ts';
import type { Round } from './inspection-rounds.ts';
import { insertOrder, type NewWorkOrder } from './work-orders.ts';
import { insertPhoto, type WorkPhoto } from './work-photos.ts';

/** A round as it is or was walked: its points as they were then. Times are epoch ms, people account ids. */
export interface Walk {
  readonly id: string;
  readonly round: string;
  readonly name: string;
  readonly points: readonly InspectionPoint[];
  readonly dueDay: string;
  readonly startedBy: string;
  readonly startedAt: number;
  readonly finishedBy: string | null;
  readonly finishedAt: number | null;
  readonly inTime: boolean | null;
}

/** What was found at a point; `finding` is null where it was as it should be. */
export interface PointResult {
  readonly point: number;
  readonly finding: FindingKind | null;
  readonly note: string | null;
  readonly photo: string | null;
  readonly workOrder: number | null;
  readonly lookedBy: string;
  readonly lookedAt: number;
}

/** Why something was not done: no such walk, finished, points left, no finding there, an order stands for it. */
export type WalkRefusal = 'unknown' | 'finished' | 'left' | 'noFinding' | 'ordered';

const epoch = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
const COLUMNS = `id, round, name, points, to_char(due_day, 'YYYY-MM-DD') AS "dueDay", started_by AS "startedBy", ${epoch('started_at')} AS "startedAt",
  finished_by AS "finishedBy", ${epoch('finished_at')} AS "finishedAt", in_time AS "inTime"`;
const UNIQUE_VIOLATION = '23505';

/** Rounds that are and were walked, with what was found at each point. */
export class InspectionWalks {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** Begins to walk a round; null where somebody walks it already. */
  async start({ id: round, record: { name, points, dueDay } }: Round, by: string, at: number): Promise<string | null> {
    const id = randomUUID();
    try {
      await this.#pool.query(
        `INSERT INTO inspection_walk (site, id, round, name, points, due_day, started_by, started_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [this.#site, id, round, name, JSON.stringify(points), dueDay, by, new Date(at)],
      );
      return id;
    } catch (cause) {
      if (codeOf(cause) === UNIQUE_VIOLATION) return null;
      throw cause;
    }
  }

  async get(id: string): Promise<Walk | null> {
    const { rows } = await this.#pool.query<Walk>(
      `SELECT ${COLUMNS} FROM inspection_walk WHERE site = $1 AND id = $2`,
      [this.#site, id],
    );
    return rows[0] ?? null;
  }

  /** By point. */
  async results(walk: string): Promise<PointResult[]> {
    const { rows } = await this.#pool.query<PointResult>(
      `SELECT point, finding, note, photo, work_order::float8 AS "workOrder", looked_by AS "lookedBy", ${epoch('looked_at')} AS "lookedAt"
       FROM inspection_result WHERE site = $1 AND walk = $2 ORDER BY point`,
      [this.#site, walk],
    );
    return rows;
  }

  /** Finished walks of a round, the newest first. */
  async finished(round: string, limit: number): Promise<(Walk & { readonly findings: number })[]> {
    const { rows } = await this.#pool.query<Walk & { findings: number }>(
      `SELECT ${COLUMNS}, (SELECT count(*) FROM inspection_result i WHERE i.site = w.site AND i.walk = w.id AND i.finding IS NOT NULL)::int
         AS findings
       FROM inspection_walk w WHERE site = $1 AND round = $2 AND finished_at IS NOT NULL ORDER BY finished_at DESC, id LIMIT $3`,
      [this.#site, round, limit],
    );
    return rows;
  }

  /** Says what is at a point; said again it replaces what was said, its photo with it, as long as no order stands for it. */
  record(
    walk: string,
    { point, finding, note, lookedBy, lookedAt }: Omit<PointResult, 'photo' | 'workOrder'>,
  ): Promise<WalkRefusal | null> {
    return this.#inWalk(walk, async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO inspection_result AS r (site, walk, point, finding, note, looked_by, looked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (site, walk, point) DO UPDATE SET finding = excluded.finding, note = excluded.note, photo = NULL,
           looked_by = excluded.looked_by, looked_at = excluded.looked_at WHERE r.work_order IS NULL`,
        [this.#site, walk, point, finding, note, lookedBy, new Date(lookedAt)],
      );
      return rowCount === 1 ? null : 'ordered';
    });
  }

  /** Puts a photo to a finding. */
  addPhoto(walk: string, point: number, photo: WorkPhoto): Promise<WalkRefusal | null> {
    return this.#inWalk(walk, async (client) => {
      const found = await this.#finding(client, walk, point);
      if (typeof found === 'string') return found;
      await insertPhoto(client, this.#site, photo, null);
      await client.query('UPDATE inspection_result SET photo = $4 WHERE site = $1 AND walk = $2 AND point = $3', [
        this.#site,
        walk,
        point,
        photo.id,
      ]);
      return null;
    });
  }

  /** Opens a work order for a finding, its photo with it. */
  openOrder(
    walk: string,
    point: number,
    order: NewWorkOrder,
    by: string,
    at: number,
  ): Promise<{ readonly number: number } | { readonly refused: WalkRefusal }> {
    return transact(this.#pool, async (client) => {
      const found = await this.#finding(client, walk, point);
      if (typeof found === 'string') return { refused: found };
      const { photo } = found;
      const number = await insertOrder(client, this.#site, order, { by, at, photo });
      await client.query('UPDATE inspection_result SET work_order = $4 WHERE site = $1 AND walk = $2 AND point = $3', [
        this.#site,
        walk,
        point,
        number,
      ]);
      await client.query('UPDATE work_photo SET work_order = $3 WHERE site = $1 AND id = $2', [
        this.#site,
        photo,
        number,
      ]);
      return { number };
    });
  }

  /** Ends a walk of which every point was looked at, and says when its round is due next. `day`: YYYY-MM-DD of the site. */
  finish(walk: string, by: string, at: number, day: string): Promise<WalkRefusal | null> {
    return this.#inWalk(walk, async (client, { round, points, dueDay }) => {
      const { rowCount } = await client.query('SELECT 1 FROM inspection_result WHERE site = $1 AND walk = $2', [
        this.#site,
        walk,
      ]);
      if (rowCount! < points.length) return 'left';
      await client.query(
        `UPDATE inspection_walk SET finished_by = $3, finished_at = $4, in_time = $5 WHERE site = $1 AND id = $2`,
        [this.#site, walk, by, new Date(at), day <= dueDay],
      );
      const { rows } = await client.query<{ days: number }>(
        'SELECT interval_days AS days FROM inspection_round WHERE site = $1 AND id = $2 AND due_day = $3 FOR UPDATE',
        [this.#site, round, dueDay],
      );
      if (rows[0])
        await client.query('UPDATE inspection_round SET due_day = $3 WHERE site = $1 AND id = $2', [
          this.#site,
          round,
          nextDueDay(dueDay, rows[0].days, day),
        ]);
      return null;
    });
  }

  /** Runs with an open walk that nobody else changes meanwhile. */
  #inWalk(
    id: string,
    act: (client: pg.PoolClient, walk: Walk) => Promise<WalkRefusal | null>,
  ): Promise<WalkRefusal | null> {
    return transact(this.#pool, async (client) => {
      const { rows } = await client.query<Walk>(
        `SELECT ${COLUMNS} FROM inspection_walk WHERE site = $1 AND id = $2 FOR UPDATE`,
        [this.#site, id],
      );
      if (!rows[0]) return 'unknown';
      return rows[0].finishedAt === null ? act(client, rows[0]) : 'finished';
    });
  }

  /** What was found at a point, for nobody else to change; a refusal where nothing was, or an order stands for it. */
  async #finding(client: pg.PoolClient, walk: string, point: number) {
    const { rows } = await client.query<Pick<PointResult, 'finding' | 'photo' | 'workOrder'>>(
      `SELECT finding, photo, work_order::float8 AS "workOrder" FROM inspection_result
       WHERE site = $1 AND walk = $2 AND point = $3 FOR UPDATE`,
      [this.#site, walk, point],
    );
    const [found] = rows;
    if (!found?.finding) return 'noFinding' as const;
    return found.workOrder === null ? found : ('ordered' as const);
  }
}
