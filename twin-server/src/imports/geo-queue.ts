import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GeoImportJob, GeoImportReport, GeoImportRequest } from 'twin-core';
import { InputError, reasonOf } from '../problem.ts';
import { ImportRefusal } from './import-refusal.ts';
import type { Uploads } from './uploads.ts';

/** One import to be done. */
export interface GeoOrder {
  readonly path: string;
  readonly fileName: string;
  readonly request: GeoImportRequest;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  readonly onStage: (stage: 'read' | 'store', fraction: number) => void;
}

/** What the queue needs of the rest of the server. */
export interface GeoQueuePorts {
  readonly uploads: Uploads;
  readonly dataDir: string;
  /** Reads the file and stores the layer. Rejects with InputError for a file that cannot be taken, or with the signal's reason. */
  run(order: GeoOrder): Promise<GeoImportReport>;
  /** Hears of faults of ours. */
  readonly onFault: (reason: string) => void;
}

/** Imports waiting at most, and those over that are remembered. */
const MOST_WAITING = 24;
const REMEMBERED = 20;

interface Entry {
  job: GeoImportJob;
  readonly dryRun: boolean;
  readonly path: string;
  readonly abort: AbortController;
}

/**
 * Imports of layers by browser: a file that was uploaded whole waits its turn, is read and checked, and replaces its layer only when all
 * went well. A file that was refused is kept while its import is remembered, so that it can be taken anyway without being sent again.
 */
export class GeoQueue {
  readonly #ports: GeoQueuePorts;
  readonly #entries: Entry[] = [];
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(ports: GeoQueuePorts) {
    this.#ports = ports;
  }

  get #folder(): string {
    return join(this.#ports.dataDir, 'layer-imports');
  }

  /** Removes the files of an earlier process, whose imports nobody remembers. */
  async open(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Asks for an import of an uploaded file. Throws ImportRefusal where the file is not here whole. */
  async submit(upload: string, request: GeoImportRequest, dryRun: boolean): Promise<GeoImportJob> {
    const file = await this.#ports.uploads.find(upload);
    if (!file) throw new ImportRefusal('unknown', `no upload ${upload}`);
    if (file.offset !== file.bytes)
      throw new ImportRefusal(
        'conflict',
        `upload ${upload} has ${file.offset} of ${file.bytes} bytes: send the rest first`,
      );
    this.#admit();
    const id = randomUUID();
    const path = join(this.#folder, id, file.fileName);
    await this.#ports.uploads.take(upload, path);
    return this.#enter({ id, fileName: file.fileName, bytes: file.bytes, request, path, dryRun });
  }

  /** Tries the file of an import once more, told otherwise. Throws ImportRefusal where it is not here any more. */
  again(id: string, request: GeoImportRequest): GeoImportJob {
    const before = this.#entry(id);
    if (before.job.stage !== 'failed')
      throw new ImportRefusal('conflict', `the import is ${before.job.stage}, not failed`);
    this.#admit();
    this.#entries.splice(this.#entries.indexOf(before), 1);
    const { fileName, bytes } = before.job;
    return this.#enter({ id, fileName, bytes, request, path: before.path, dryRun: before.dryRun });
  }

  /** Newest first. */
  list(): readonly GeoImportJob[] {
    return this.#entries.map(({ job }) => job).reverse();
  }

  get(id: string): GeoImportJob | null {
    return this.#entries.find(({ job }) => job.id === id)?.job ?? null;
  }

  /** Ends an import, or forgets one that is over. Throws ImportRefusal for an unknown one. */
  async cancel(id: string): Promise<void> {
    const entry = this.#entry(id);
    if (isOver(entry.job)) await this.#forget(entry);
    else if (entry.job.stage === 'queued') await this.#finish(entry, { stage: 'cancelled' });
    else {
      entry.abort.abort(new Error('cancelled'));
      await this.#running;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { abort } of this.#entries) abort.abort(new Error('the server is stopping'));
    await this.#running;
  }

  #admit(): void {
    if (this.#entries.filter(({ job }) => !isOver(job)).length >= MOST_WAITING)
      throw new ImportRefusal('conflict', `${MOST_WAITING} imports are under way: wait for one to end`);
  }

  #enter({
    path,
    dryRun,
    ...job
  }: Pick<GeoImportJob, 'id' | 'fileName' | 'bytes' | 'request'> & Pick<Entry, 'path' | 'dryRun'>): GeoImportJob {
    const entry: Entry = {
      job: {
        ...job,
        stage: 'queued',
        fraction: 0,
        requestedAt: Date.now(),
        finishedAt: null,
        report: null,
        failure: null,
      },
      dryRun,
      path,
      abort: new AbortController(),
    };
    this.#entries.push(entry);
    this.#pump();
    return entry.job;
  }

  #entry(id: string): Entry {
    const entry = this.#entries.find(({ job }) => job.id === id);
    if (!entry) throw new ImportRefusal('unknown', `no import ${id}`);
    return entry;
  }

  #pump(): void {
    if (this.#running || this.#closed) return;
    const next = this.#entries.find(({ job }) => job.stage === 'queued');
    if (!next) return;
    this.#running = this.#carryOut(next).finally(() => {
      this.#running = null;
      this.#pump();
    });
  }

  async #carryOut(entry: Entry): Promise<void> {
    const { path, dryRun, abort } = entry;
    const { fileName, request } = entry.job;
    try {
      const report = await this.#ports.run({
        path,
        fileName,
        request,
        dryRun,
        signal: abort.signal,
        onStage: (stage, fraction) => {
          entry.job = { ...entry.job, stage, fraction };
        },
      });
      await this.#finish(entry, { stage: 'done', fraction: 1, report });
    } catch (cause) {
      if (abort.signal.aborted) await this.#finish(entry, { stage: 'cancelled' });
      else {
        if (!(cause instanceof InputError)) this.#ports.onFault(reasonOf(cause));
        const failure = cause instanceof InputError ? cause.message : 'a fault of the server; its log says more';
        await this.#finish(entry, { stage: 'failed', failure });
      }
    }
  }

  async #finish(entry: Entry, outcome: Partial<GeoImportJob>): Promise<void> {
    entry.job = { ...entry.job, ...outcome, finishedAt: Date.now() };
    if (entry.job.stage !== 'failed') await this.#removeFile(entry);
    const over = this.#entries.filter(({ job }) => isOver(job));
    for (const old of over.slice(0, Math.max(0, over.length - REMEMBERED))) await this.#forget(old);
  }

  async #forget(entry: Entry): Promise<void> {
    this.#entries.splice(this.#entries.indexOf(entry), 1);
    await this.#removeFile(entry);
  }

  async #removeFile({ job }: Entry): Promise<void> {
    await rm(join(this.#folder, job.id), { recursive: true, force: true });
  }
}

function isOver({ stage }: GeoImportJob): boolean {
  return stage === 'done' || stage === 'failed' || stage === 'cancelled';
}
