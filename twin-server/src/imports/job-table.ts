import type pg from 'pg';
import { type ImportFailure, ImportPlacement, type ImportReport, type ImportStage, ReachedStage } from 'twin-core';
import { z } from 'zod';

/** What a job was asked for, as its row keeps it. */
const StoredRequest = z.object({
  isNew: z.boolean(),
  /** Name asked for a new building. */
  name: z.string().nullable(),
  placement: ImportPlacement,
  /** The upload it waits for or came from; null where it restores a version. */
  upload: z.string().nullable(),
  /** The version whose record comes back with its model. */
  restores: z.number().int().nullable(),
});
export type StoredRequest = z.infer<typeof StoredRequest>;

/** A row of import_job. Times are epoch ms. */
export interface JobRow {
  readonly id: string;
  readonly building: string;
  readonly request: StoredRequest;
  readonly fileName: string;
  readonly bytes: number;
  /** The file, relative to the data folder; '' while it arrives. */
  readonly sourcePath: string;
  /** Account id. */
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly finishedAt: number | null;
  readonly stage: ImportStage;
  readonly fraction: number;
  readonly stages: readonly ReachedStage[];
  readonly report: ImportReport | null;
  readonly failure: ImportFailure | null;
}

const StoredStages = z.array(ReachedStage);

interface RawRow extends Omit<JobRow, 'request' | 'bytes' | 'stages'> {
  readonly request: unknown;
  readonly stages: unknown;
  readonly bytes: string;
}

/** Where a page of jobs ended: when it was asked for (epoch ms), and its id. */
export type JobPosition = readonly [requestedAt: number, id: string];

const COLUMNS = `id, building, request, file_name AS "fileName", bytes, source_path AS "sourcePath", requested_by AS "requestedBy",
  (extract(epoch FROM requested_at) * 1000)::float8 AS "requestedAt", (extract(epoch FROM finished_at) * 1000)::float8 AS "finishedAt",
  stage, fraction, stages, report, failure`;

const FINAL = `('done', 'failed', 'cancelled')`;

/** What came of a job that is over: its report where it went well, its failure where it did not. */
export interface Outcome {
  readonly report?: ImportReport;
  readonly failure?: ImportFailure;
}

/** The imports of one site, kept over restarts. */
export class JobTable {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  async insert(job: JobRow): Promise<void> {
    await this.#pool.query(
      `INSERT INTO import_job (site, id, building, request, file_name, bytes, source_path, requested_by, requested_at, stage, fraction, stages)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000), $10, 0, $11)`,
      [
        this.#site,
        job.id,
        job.building,
        JSON.stringify(job.request),
        job.fileName,
        job.bytes,
        job.sourcePath,
        job.requestedBy,
        job.requestedAt,
        job.stage,
        JSON.stringify(job.stages),
      ],
    );
  }

  async get(id: string): Promise<JobRow | null> {
    return (await this.#read('id = $2', [id]))[0] ?? null;
  }

  /** The newest, newest first; after a position, those before it. One more than `limit` where there are more. */
  async newest(limit: number, after: JobPosition | null): Promise<JobRow[]> {
    const before = after === null ? '' : 'AND (requested_at, id) < (to_timestamp($3 / 1000.0::float8), $4)';
    const order = 'requested_at DESC, id DESC LIMIT $2';
    return this.#read(`true ${before}`, [limit + 1, ...(after ?? [])], order);
  }

  /** Those that are not over, oldest first. */
  async active(): Promise<JobRow[]> {
    return this.#read(`stage NOT IN ${FINAL}`, [], 'requested_at, id');
  }

  async ofUpload(upload: string): Promise<JobRow | null> {
    return (await this.#read(`request->>'upload' = $2 AND stage NOT IN ${FINAL}`, [upload]))[0] ?? null;
  }

  /** The queued jobs in the order of their turns: people take turns, and each one's own come in the order asked. */
  async queued(): Promise<JobRow[]> {
    return this.#read(
      `stage = 'queued'`,
      [],
      `row_number() OVER (PARTITION BY requested_by ORDER BY requested_at, id),
       (SELECT max(other.started_at) FROM import_job other WHERE other.site = $1 AND other.requested_by = import_job.requested_by) NULLS FIRST,
       requested_at, id`,
    );
  }

  /** The file is here: the job waits for its turn. */
  async queue(id: string, sourcePath: string, stages: readonly ReachedStage[]): Promise<void> {
    await this.#pool.query(
      `UPDATE import_job SET stage = 'queued', fraction = 0, source_path = $3, failure = NULL, started_at = NULL, finished_at = NULL,
         stages = $4
       WHERE site = $1 AND id = $2`,
      [this.#site, id, sourcePath, JSON.stringify(stages)],
    );
  }

  async start(id: string, stages: readonly ReachedStage[]): Promise<void> {
    await this.#pool.query(
      `UPDATE import_job SET stage = 'parse', started_at = now(), stages = $3 WHERE site = $1 AND id = $2`,
      [this.#site, id, JSON.stringify(stages)],
    );
  }

  /** Of two that overtake each other the one with more stages stands. */
  async reach(id: string, stage: ImportStage, stages: readonly ReachedStage[]): Promise<void> {
    await this.#pool.query(
      `UPDATE import_job SET stage = $3, stages = $4 WHERE site = $1 AND id = $2
         AND stage NOT IN ('queued', 'done', 'failed', 'cancelled') AND jsonb_array_length(stages) < $5`,
      [this.#site, id, stage, JSON.stringify(stages), stages.length],
    );
  }

  async finish(
    id: string,
    stage: 'done' | 'failed' | 'cancelled',
    stages: readonly ReachedStage[],
    { report, failure }: Outcome = {},
  ): Promise<void> {
    await this.#pool.query(
      `UPDATE import_job SET stage = $3, fraction = CASE WHEN $3 = 'done' THEN 1 ELSE fraction END, finished_at = now(),
         stages = $4, report = $5, failure = $6
       WHERE site = $1 AND id = $2`,
      [
        this.#site,
        id,
        stage,
        JSON.stringify(stages),
        report ? JSON.stringify(report) : null,
        failure ? JSON.stringify(failure) : null,
      ],
    );
  }

  async #read(condition: string, values: readonly unknown[], order = 'requested_at'): Promise<JobRow[]> {
    const { rows } = await this.#pool.query<RawRow>(
      `SELECT ${COLUMNS} FROM import_job WHERE site = $1 AND ${condition} ORDER BY ${order}`,
      [this.#site, ...values],
    );
    return rows.map((row) => ({
      ...row,
      bytes: Number(row.bytes),
      request: StoredRequest.parse(row.request),
      stages: StoredStages.parse(row.stages),
    }));
  }
}
