import type { GeoImportJob, GeoImportRequest } from 'twin-core';
import type { ImportsPort } from '../../../state/ports/imports.ts';
import type { LayerImportsPort } from '../../../state/ports/layer-imports.ts';
import { Problem } from '../../../state/problem.ts';
import { Signal } from '../../../state/signal.ts';
import { type GeoDraft, type GeoTarget, geoRequestOf, suggestGeoTarget } from './geo-draft.ts';

/** How often the server is asked while an import is under way, in milliseconds. */
const BUSY_MS = 700;

/** A file that this page sends. */
export interface GeoSending {
  readonly key: number;
  readonly file: File;
  readonly sent: number;
  /** Why it does not arrive, or is not taken; null while it goes on. */
  readonly problem: Problem | null;
}

export interface GeoDeskOptions {
  readonly port: LayerImportsPort;
  readonly upload: ImportsPort['upload'];
  /** Longitude and latitude of the site. */
  readonly middle: readonly [number, number];
}

/** Whether an import is over. */
export function isOver({ stage }: GeoImportJob): boolean {
  return stage === 'done' || stage === 'failed' || stage === 'cancelled';
}

/** The imports of layers of this page: files chosen, on their way, and what the server says of all of them. */
export class GeoDesk {
  readonly drafts = new Signal<readonly GeoDraft[]>([]);
  readonly sendings = new Signal<readonly GeoSending[]>([]);
  readonly jobs = new Signal<readonly GeoImportJob[]>([]);
  readonly #options: GeoDeskOptions;
  readonly #stops = new Map<number, (remove?: boolean) => void>();
  #numbered = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: GeoDeskOptions) {
    this.#options = options;
    void this.#ask();
  }

  /** Takes files that were dropped or chosen. */
  take(files: readonly File[]): void {
    const { middle } = this.#options;
    const drafts = files.map((file) => ({ id: ++this.#numbered, file, target: suggestGeoTarget(file.name, middle) }));
    this.drafts.set([...this.drafts.get(), ...drafts]);
  }

  change(draft: GeoDraft, target: GeoTarget): void {
    this.drafts.set(this.drafts.get().map((one) => (one.id === draft.id ? { ...one, target } : one)));
  }

  discard(draft: GeoDraft): void {
    this.drafts.set(this.drafts.get().filter(({ id }) => id !== draft.id));
  }

  /** Sends a file to become what its draft says. */
  start(draft: GeoDraft): void {
    this.discard(draft);
    const { file, id: key } = draft;
    const request = geoRequestOf(draft.target);
    let upload = '';
    this.sendings.set([...this.sendings.get(), { key, file, sent: 0, problem: null }]);
    const stop = this.#options.upload(file, {
      onCreated: (id) => {
        upload = id;
      },
      onProgress: (sent) => this.#put(key, { sent }),
      onInterrupted: () => undefined,
      onDone: () => void this.#submit(key, upload, request),
      onFailed: (problem) => this.#put(key, { problem }),
    });
    this.#stops.set(key, stop);
  }

  /** Gives up a file on its way, or one that was not taken. */
  giveUp(key: number): void {
    this.#stops.get(key)?.(true);
    this.#drop(key);
  }

  /** Rejects with a Problem where it cannot be. */
  async again(job: GeoImportJob, request: GeoImportRequest): Promise<void> {
    await this.#options.port.again(job.id, request);
    await this.#ask();
  }

  /** Rejects with a Problem where it cannot be. */
  async forget(job: GeoImportJob): Promise<void> {
    await this.#options.port.forget(job.id);
    await this.#ask();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const stop of this.#stops.values()) stop();
  }

  async #submit(key: number, upload: string, request: GeoImportRequest): Promise<void> {
    try {
      await this.#options.port.submit(upload, request);
      this.#drop(key);
    } catch (cause) {
      this.#put(key, { problem: cause instanceof Problem ? cause : new Problem(-1, String(cause)) });
    }
    await this.#ask();
  }

  #put(key: number, change: Partial<GeoSending>): void {
    this.sendings.set(this.sendings.get().map((one) => (one.key === key ? { ...one, ...change } : one)));
  }

  #drop(key: number): void {
    this.#stops.delete(key);
    this.sendings.set(this.sendings.get().filter((one) => one.key !== key));
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const jobs = await this.#options.port.list();
      if (JSON.stringify(jobs) !== JSON.stringify(this.jobs.get())) this.jobs.set(jobs);
    } catch {
      // Not reachable now: what is shown stays.
    }
    clearTimeout(this.#timer);
    if (this.#closed || this.jobs.get().every(isOver)) return;
    this.#timer = setTimeout(() => void this.#ask(), BUSY_MS);
  }
}
