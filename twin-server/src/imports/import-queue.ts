import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type BuildingVersion,
  type ImportJob,
  type ImportPlacement,
  type ImportRequest,
  type ImportStage,
  isFinal,
  type ReachedStage,
} from 'twin-core';
import { reasonOf } from '../problem.ts';
import { failureOf } from './failure.ts';
import { isModelName } from './file-name.ts';
import type { ImportPorts } from './import-ports.ts';
import { ImportRefusal } from './import-refusal.ts';
import { type JobPosition, type JobRow, JobTable, type Outcome } from './job-table.ts';
import { ModelStore } from './model-store.ts';
import { runImport } from './run-import.ts';
import { Uploads } from './uploads.ts';
import type { VersionRow } from './version-table.ts';

/** Imports under way or waiting at most, of everybody and of one person. */
const MAX_ACTIVE = 64;
const MAX_ACTIVE_EACH = 24;
const SWEEP_MS = 3_600_000;
const PUMP_MS = 10_000;
/** The file of an interrupted import stays this long, to be tried again. */
const KEEP_FAILED_MS = 24 * 3_600_000;

/** Reason of an abort: who wants the running import to end, and what becomes of it. */
type Ending = 'cancelled' | 'stopping';

interface Running {
  readonly id: string;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
  stages: readonly ReachedStage[];
  fraction: number;
  committing: boolean;
}

/**
 * THE IMPORTS of one site: files arrive, wait their turn, are baked one at a time in processes of their own, and replace a building
 * only when all went well. Jobs outlive the process: what waited goes on, what was under way says that it was interrupted.
 */
export class ImportQueue {
  readonly uploads: Uploads;
  readonly #ports: ImportPorts;
  readonly #jobs: JobTable;
  readonly #models: ModelStore;
  #running: Running | null = null;
  #closed = false;
  #timers: readonly NodeJS.Timeout[] = [];
  /** Changes of jobs come one after the other: an upload that ends while it is cancelled, two that ask for one new code. */
  #turn: Promise<unknown> = Promise.resolve();

  /** `path`: the address of the uploads. */
  constructor(ports: ImportPorts, path: string) {
    this.#ports = ports;
    this.#jobs = new JobTable(ports.pool, ports.site);
    this.#models = new ModelStore(ports);
    this.uploads = new Uploads({
      folder: join(ports.dataDir, 'uploads'),
      path,
      onFinished: (id) => this.#background(() => this.#arrived(id)),
      onGone: (id) => this.#background(() => this.#uploadGone(id)),
    });
  }

  /** Takes up what an earlier process left. */
  async open(): Promise<void> {
    await mkdir(join(this.#ports.dataDir, 'imports'), { recursive: true, mode: 0o700 });
    for (const job of await this.#jobs.active()) {
      if (job.stage === 'upload') {
        const upload = await this.uploads.find(job.request.upload ?? '');
        if (!upload) await this.#expire(job);
        else if (upload.offset === upload.bytes) await this.#enqueue(job);
      } else if (job.stage !== 'queued') {
        const detail = `the server ended while the import was at '${job.stage}'; nothing was changed`;
        await this.#models.recover(job.building, tilesOf(this.#ports.dataDir, job));
        await this.#finish(job, 'failed', { failure: { code: 'interrupted', detail } });
      }
    }
    await this.uploads.open();
    await this.#removeOld();
    this.#timers = [
      setInterval(() => this.#background(() => Promise.all([this.uploads.sweep(), this.#removeOld()])), SWEEP_MS),
      // A database that was away leaves jobs waiting that nothing else wakes.
      setInterval(() => this.#pump(), PUMP_MS),
    ];
    this.#pump();
  }

  /** Asks for an import of a file that is here or on its way. Throws ImportRefusal where it cannot be. */
  submit({ upload, building, placement }: ImportRequest, by: string): Promise<ImportJob> {
    return this.#next(async () => {
      const file = await this.uploads.find(upload);
      if (!file) throw new ImportRefusal('unknown', `no upload ${upload}`);
      if (!isModelName(file.fileName))
        throw new ImportRefusal(
          'invalid',
          `${file.fileName}: expected .ifc or .ifczip; a layer is imported by /layer-imports`,
        );
      const active = await this.#admit(by);
      if (active.some(({ request }) => request.upload === upload))
        throw new ImportRefusal('conflict', `upload ${upload} is imported already`);
      const isNew = 'new' in building;
      const present = this.#ports.building(building.code);
      if (isNew && present) throw new ImportRefusal('conflict', `building ${building.code} exists already`);
      if (isNew && active.some((job) => job.building === building.code))
        throw new ImportRefusal('conflict', `building ${building.code} is imported already`);
      if (!isNew && !present) throw new ImportRefusal('unknown', `no building ${building.code}`);
      const whole = file.offset === file.bytes;
      const job = newJob({
        building: building.code,
        fileName: file.fileName,
        bytes: file.bytes,
        by,
        request: {
          isNew,
          name: isNew ? (building.name ?? null) : null,
          placement: placement ?? (isNew ? 'file' : 'keep'),
          upload,
          restores: null,
        },
      });
      await this.#jobs.insert(job);
      if (whole) await this.#enqueue(job);
      return this.#require(job.id);
    });
  }

  /** Brings an earlier model of a building back, with its record, as its newest version. */
  restore(building: string, version: number, by: string): Promise<ImportJob> {
    return this.#next(async () => {
      const row = await this.#version(building, version);
      await this.#admit(by);
      const placement: ImportPlacement = row.record.placement;
      const job = newJob({
        building,
        fileName: row.fileName,
        bytes: row.bytes,
        by,
        request: { isNew: false, name: null, placement, upload: null, restores: version },
      });
      await this.#models.copySource(row, join(this.#ports.dataDir, sourcePathOf(job)));
      await this.#jobs.insert(job);
      await this.#jobs.queue(job.id, sourcePathOf(job), withStage([], 'queued'));
      this.#pump();
      return this.#require(job.id);
    });
  }

  /** The newest imports first, from a position on, and where the page ends; the first page has all that are under way. */
  async list(
    limit: number,
    after: JobPosition | null = null,
  ): Promise<{ readonly jobs: ImportJob[]; readonly end: JobPosition | null }> {
    const order = (await this.#jobs.queued()).map(({ id }) => id);
    const rows = await this.#jobs.newest(limit, after);
    const active = await this.#jobs.active();
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const listed = new Set(page.map(({ id }) => id));
    const shown =
      after === null
        ? [...page, ...active.filter(({ id }) => !listed.has(id)).reverse()]
        : page.filter(({ id }) => !active.some((job) => job.id === id));
    const jobs = await Promise.all(shown.map((job) => this.#view(job, order)));
    return { jobs, end: last ? [last.requestedAt, last.id] : null };
  }

  async get(id: string): Promise<ImportJob | null> {
    const job = await this.#jobs.get(id);
    return (
      job &&
      this.#view(
        job,
        (await this.#jobs.queued()).map((queued) => queued.id),
      )
    );
  }

  /** Ends an import and removes what it made; the building stays as it was. Throws ImportRefusal for one that is over. */
  async cancel(id: string): Promise<ImportJob> {
    const running = this.#running;
    if (running?.id === id) {
      if (running.committing) throw new ImportRefusal('conflict', 'the building is being replaced just now');
      running.abort.abort('cancelled' satisfies Ending);
      await running.ended;
      return this.#require(id);
    }
    return this.#next(async () => {
      const job = await this.#jobs.get(id);
      if (!job) throw new ImportRefusal('unknown', `no import ${id}`);
      if (isFinal(job.stage)) throw new ImportRefusal('conflict', `the import is over: ${job.stage}`);
      if (job.stage === 'upload' && job.request.upload !== null) await this.uploads.remove(job.request.upload);
      await this.#finish(job, 'cancelled');
      await this.#clear(job);
      return this.#require(id);
    });
  }

  /** Queues an import once more that was interrupted. Throws ImportRefusal where its file is gone. */
  again(id: string): Promise<ImportJob> {
    return this.#next(async () => {
      const job = await this.#jobs.get(id);
      if (!job) throw new ImportRefusal('unknown', `no import ${id}`);
      if (!(await this.#isRepeatable(job))) throw new ImportRefusal('conflict', 'its file is not here any more');
      await this.#admit(job.requestedBy);
      await this.#jobs.queue(id, job.sourcePath, withStage([], 'queued'));
      this.#pump();
      return this.#require(id);
    });
  }

  /** The models a building has and had, newest first. */
  async versions(building: string): Promise<BuildingVersion[]> {
    return (await this.#models.versionsOf(building)).map(
      ({ version, fileName, bytes, sha256, source, storedBy, storedAt }, index) => ({
        version,
        fileName,
        bytes,
        sha256,
        source,
        storedBy,
        storedAt: Math.round(storedAt),
        current: index === 0,
      }),
    );
  }

  /** The file of a version under its own name, and where it lies. Throws ImportRefusal where there is none. */
  async versionFile(building: string, version: number): Promise<{ readonly name: string; readonly path: string }> {
    const row = await this.#version(building, version);
    return { name: row.fileName, path: this.#models.sourceOf(row) };
  }

  async #version(building: string, version: number): Promise<VersionRow> {
    const row = (await this.#models.versionsOf(building)).find((one) => one.version === version);
    if (!row) throw new ImportRefusal('unknown', `building ${building} has no version ${version}`);
    return row;
  }

  /** Stops: what is under way is put back and goes on at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.#running?.abort.abort('stopping' satisfies Ending);
    await this.#running?.ended;
    await this.#turn.catch(() => undefined);
  }

  async #admit(by: string): Promise<readonly JobRow[]> {
    const active = await this.#jobs.active();
    const own = active.filter(({ requestedBy }) => requestedBy === by).length;
    if (active.length >= MAX_ACTIVE || own >= MAX_ACTIVE_EACH)
      throw new ImportRefusal('conflict', `${active.length} imports are under way: wait for one to end`);
    return active;
  }

  async #arrived(upload: string): Promise<void> {
    await this.#next(async () => {
      const job = await this.#jobs.ofUpload(upload);
      if (job?.stage === 'upload') await this.#enqueue(job);
    });
  }

  async #uploadGone(upload: string): Promise<void> {
    await this.#next(async () => {
      const job = await this.#jobs.ofUpload(upload);
      if (job?.stage === 'upload') await this.#expire(job);
    });
  }

  async #expire(job: JobRow): Promise<void> {
    const detail = 'the file did not arrive whole within a day, or its upload was given up';
    await this.#finish(job, 'failed', { failure: { code: 'uploadExpired', detail } });
  }

  async #enqueue(job: JobRow): Promise<void> {
    const path = sourcePathOf(job);
    await this.uploads.take(job.request.upload!, join(this.#ports.dataDir, path));
    await this.#jobs.queue(job.id, path, withStage(job.stages, 'queued'));
    this.#pump();
  }

  #pump(): void {
    this.#background(async () => {
      if (this.#running || this.#closed) return;
      const [job] = await this.#jobs.queued();
      if (!job || this.#running || this.#closed) return;
      this.#run(job);
    });
  }

  #run(job: JobRow): void {
    const abort = new AbortController();
    let end = () => {};
    const running: Running = {
      id: job.id,
      abort,
      ended: new Promise<void>((resolve) => {
        end = resolve;
      }),
      stages: withStage(job.stages, 'parse'),
      fraction: 0,
      committing: false,
    };
    this.#running = running;
    this.#background(async () => {
      try {
        await this.#carryOut(job, running);
      } finally {
        this.#running = null;
        end();
        this.#pump();
      }
    });
  }

  async #carryOut(job: JobRow, running: Running): Promise<void> {
    const { log, dataDir } = this.#ports;
    const { signal } = running.abort;
    try {
      await this.#jobs.start(job.id, running.stages);
      const report = await runImport(this.#ports, this.#models, job, {
        tiles: tilesOf(dataDir, job),
        signal,
        onProgress: (stage, fraction) => {
          running.fraction = fraction;
          if (stage === stageOf(running)) return;
          const stages = withStage(running.stages, stage);
          running.stages = stages;
          this.#background(() => this.#jobs.reach(job.id, stage, stages));
        },
        onCommit: () => {
          running.committing = true;
        },
      });
      await this.#finish(running, 'done', { report });
    } catch (cause) {
      if (signal.reason === ('stopping' satisfies Ending)) {
        await this.#jobs.queue(job.id, job.sourcePath, job.stages);
        return;
      }
      if (signal.aborted) await this.#finish(running, 'cancelled');
      else {
        const failure = failureOf(cause, { path: join(dataDir, job.sourcePath), name: job.fileName });
        log.warn({ import: job.id, building: job.building, reason: reasonOf(cause) }, 'an import failed');
        await this.#finish(running, 'failed', { failure });
      }
    }
    await this.#clear(job);
  }

  async #finish(
    { id, stages }: Pick<JobRow, 'id' | 'stages'>,
    stage: 'done' | 'failed' | 'cancelled',
    outcome?: Outcome,
  ): Promise<void> {
    await this.#jobs.finish(id, stage, withStage(stages, stage), outcome);
  }

  /** Removes the folder of an import. */
  async #clear({ id }: JobRow): Promise<void> {
    await rm(join(this.#ports.dataDir, 'imports', id), { recursive: true, force: true });
  }

  /** Removes the folders of imports that are over and that nobody tried again in time. */
  async #removeOld(): Promise<void> {
    const folder = join(this.#ports.dataDir, 'imports');
    const active = new Set((await this.#jobs.active()).map(({ id }) => id));
    for (const id of await readdir(folder)) {
      if (active.has(id)) continue;
      const finishedAt = (await this.#jobs.get(id).catch(() => null))?.finishedAt ?? 0;
      if (Date.now() - finishedAt > KEEP_FAILED_MS) await rm(join(folder, id), { recursive: true, force: true });
    }
  }

  async #view(job: JobRow, order: readonly string[]): Promise<ImportJob> {
    const { id, building, request, fileName, bytes, requestedBy, requestedAt, finishedAt, report, failure } = job;
    const running = this.#running?.id === id && !isFinal(job.stage) ? this.#running : null;
    const waiting = order.indexOf(id);
    return {
      id,
      building,
      name: request.name,
      isNew: request.isNew,
      fileName,
      bytes,
      stage: running ? stageOf(running) : job.stage,
      fraction: running?.fraction ?? (await this.#restingFraction(job)),
      stages: [...(running ?? job).stages],
      ahead: waiting < 0 ? 0 : waiting + (this.#running ? 1 : 0),
      requestedBy,
      requestedAt,
      finishedAt,
      report,
      failure,
      upload: job.stage === 'upload' ? request.upload : null,
      repeatable: await this.#isRepeatable(job),
    };
  }

  async #restingFraction({ stage, request, bytes }: JobRow): Promise<number> {
    if (stage !== 'upload') return stage === 'done' ? 1 : 0;
    const upload = await this.uploads.find(request.upload ?? '');
    return upload && bytes > 0 ? upload.offset / bytes : 0;
  }

  async #isRepeatable({ stage, sourcePath }: JobRow): Promise<boolean> {
    if (stage !== 'failed' || sourcePath === '') return false;
    return (await stat(join(this.#ports.dataDir, sourcePath)).catch(() => null)) !== null;
  }

  async #require(id: string): Promise<ImportJob> {
    const view = await this.get(id);
    if (!view) throw new ImportRefusal('unknown', `no import ${id}`);
    return view;
  }

  /** Runs a change after those before it. */
  #next<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(change);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Runs what nobody waits for; a failure is logged and the job is found again at the next start. */
  #background(act: () => Promise<unknown>): void {
    act().catch((cause: unknown) => this.#ports.log.error({ reason: reasonOf(cause) }, 'imports: a step failed'));
  }
}

/** Stages with one more, reached now. */
function withStage(stages: readonly ReachedStage[], stage: ImportStage): readonly ReachedStage[] {
  return [...stages, { stage, at: Date.now() }];
}

const stageOf = ({ stages }: Running): ImportStage => stages.at(-1)?.stage ?? 'parse';

/** Where a job's file lies, relative to the data folder. */
function sourcePathOf({ id, fileName }: Pick<JobRow, 'id' | 'fileName'>): string {
  return join('imports', id, fileName);
}

/** Where a job's tiles are made. */
function tilesOf(dataDir: string, { id }: Pick<JobRow, 'id'>): string {
  return join(dataDir, 'imports', id, 'tiles');
}

function newJob(of: {
  readonly building: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly by: string;
  readonly request: JobRow['request'];
}): JobRow {
  const requestedAt = Date.now();
  return {
    id: randomUUID(),
    building: of.building,
    request: of.request,
    fileName: of.fileName,
    bytes: of.bytes,
    sourcePath: '',
    requestedBy: of.by,
    requestedAt,
    finishedAt: null,
    stage: 'upload',
    fraction: 0,
    stages: [{ stage: 'upload', at: requestedAt }],
    report: null,
    failure: null,
  };
}
