import { type ImportJob, isFinal } from 'twin-core';
import type { ImportsPort } from '../../../state/ports/imports.ts';
import { Problem } from '../../../state/problem.ts';
import { Signal } from '../../../state/signal.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import { type Draft, isModelFile, requestOf, suggestTarget, type Target, takenCodes } from './import-target.ts';

/** How often the server is asked: while an import is under way, and else, in milliseconds. */
const BUSY_MS = 1000;
const QUIET_MS = 15_000;
/** Share of the newest measurement in the smoothed speed. */
const SPEED_SHARE = 0.25;
const SPEED_MS = 400;

/** A file that this page sends. */
export interface Sending {
  readonly file: File;
  readonly target: Target | null;
  /** arrived: every byte is at the server, which has yet to say what it does with them. */
  readonly state: 'sending' | 'arrived' | 'interrupted' | 'failed';
  readonly sent: number;
  /** Smoothed; null before it is known. */
  readonly bytesPerSecond: number | null;
  readonly problem: Problem | null;
}

interface Sender {
  stop: (remove?: boolean) => void;
  /** The server knows what the file is to become. */
  submitted: boolean;
  measuredAt: number;
  measuredBytes: number;
}

/** What the import dialog asks of the page around it. */
export interface ImportDeskOptions {
  readonly port: ImportsPort;
  readonly buildings: () => readonly BuildingView[];
}

/** The imports of this page: files chosen, files on their way, and what the server says of all imports, its own and others'. */
export class ImportDesk {
  readonly open = new Signal(false);
  readonly drafts = new Signal<readonly Draft[]>([]);
  readonly jobs = new Signal<readonly ImportJob[]>([]);
  /** By upload id; a file whose upload could not be begun stands under its name. */
  readonly sendings = new Signal<ReadonlyMap<string, Sending>>(new Map());
  /** Names of chosen files that are no models. */
  readonly refused = new Signal<readonly string[]>([]);
  /** Whether the last question to the server was answered. */
  readonly reachable = new Signal(true);
  readonly #port: ImportsPort;
  readonly #buildings: () => readonly BuildingView[];
  readonly #senders = new Map<string, Sender>();
  #drafted = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor({ port, buildings }: ImportDeskOptions) {
    this.#port = port;
    this.#buildings = buildings;
    void this.#ask();
  }

  /** Takes files that were dropped or chosen: one that an import waits for goes on, the others ask what they are to become. */
  take(files: readonly File[]): void {
    this.open.set(true);
    const models = files.filter(isModelFile);
    this.refused.set(files.filter((file) => !isModelFile(file)).map(({ name }) => name));
    for (const file of models) {
      const waiting = this.jobs
        .get()
        .find((job) => this.isWaiting(job) && job.bytes === file.size && sameName(job, file));
      if (waiting?.upload) this.#send(file, null, waiting.upload);
      else {
        const taken = takenCodes(this.jobs.get(), this.drafts.get());
        const target = suggestTarget(file.name, this.#buildings(), taken);
        this.drafts.set([...this.drafts.get(), { id: ++this.#drafted, file, target }]);
      }
    }
  }

  /** An import whose file stopped arriving, and that nobody here sends. */
  isWaiting({ stage, upload }: ImportJob): boolean {
    return stage === 'upload' && upload !== null && !this.#senders.has(upload);
  }

  change(draft: Draft, target: Target): void {
    this.drafts.set(this.drafts.get().map((one) => (one.id === draft.id ? { ...one, target } : one)));
  }

  discard(draft: Draft): void {
    this.drafts.set(this.drafts.get().filter(({ id }) => id !== draft.id));
  }

  /** Sends a file to become what its draft says. */
  start(draft: Draft): void {
    this.discard(draft);
    this.#send(draft.file, draft.target);
  }

  /** Ends an import. Rejects with a Problem where it cannot be. */
  async cancel(job: ImportJob): Promise<void> {
    if (job.upload !== null) this.#stop(job.upload);
    await this.#port.cancel(job.id);
    await this.#ask();
  }

  /** Rejects with a Problem where it cannot be. */
  async again(job: ImportJob): Promise<void> {
    await this.#port.again(job.id);
    await this.#ask();
  }

  /** Sends a file once more whose upload could not be begun. */
  retry(key: string): void {
    const sending = this.sendings.get().get(key);
    if (!sending) return;
    this.forget(key);
    this.#send(sending.file, sending.target);
  }

  /** Gives up a file that could not be sent. */
  forget(key: string): void {
    this.#senders.get(key)?.stop(true);
    this.#stop(key);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const sender of this.#senders.values()) sender.stop();
  }

  #send(file: File, target: Target | null, resume?: string): void {
    // Until the server names the upload, the file stands under its own name.
    let key = resume ?? `${file.name} ${++this.#drafted}`;
    const sender: Sender = {
      stop: () => undefined,
      submitted: resume !== undefined,
      measuredAt: performance.now(),
      measuredBytes: Number.NaN,
    };
    this.#senders.set(key, sender);
    this.#put(key, { file, target, state: 'sending', sent: 0, bytesPerSecond: null, problem: null });
    sender.stop = this.#port.upload(
      file,
      {
        onCreated: (upload) => {
          this.#rename(key, upload);
          key = upload;
          if (target) void this.#submit(key, target);
        },
        onProgress: (sent) => this.#put(key, { state: 'sending', sent, ...this.#speed(sender, key, sent) }),
        onInterrupted: () => this.#put(key, { state: 'interrupted', bytesPerSecond: null }),
        onDone: () => {
          this.#put(key, { state: 'arrived', sent: file.size, bytesPerSecond: null });
          void this.#ask();
        },
        onFailed: (problem) => this.#put(key, { state: 'failed', problem, bytesPerSecond: null }),
      },
      resume,
    );
  }

  async #submit(upload: string, target: Target): Promise<void> {
    try {
      await this.#port.submit(requestOf(upload, target));
      const sender = this.#senders.get(upload);
      if (sender) sender.submitted = true;
      await this.#ask();
    } catch (cause) {
      this.#senders.get(upload)?.stop(true);
      this.#put(upload, { state: 'failed', problem: problemOf(cause), bytesPerSecond: null });
    }
  }

  #speed(sender: Sender, key: string, sent: number): { readonly bytesPerSecond?: number } {
    const now = performance.now();
    const elapsed = now - sender.measuredAt;
    if (Number.isNaN(sender.measuredBytes)) [sender.measuredAt, sender.measuredBytes] = [now, sent];
    if (elapsed < SPEED_MS) return {};
    const measured = ((sent - sender.measuredBytes) * 1000) / elapsed;
    [sender.measuredAt, sender.measuredBytes] = [now, sent];
    const before = this.sendings.get().get(key)?.bytesPerSecond ?? measured;
    return { bytesPerSecond: Math.max(0, before + (measured - before) * SPEED_SHARE) };
  }

  #put(key: string, change: Partial<Sending>): void {
    const before = this.sendings.get().get(key);
    if (!before && !('file' in change)) return;
    this.sendings.set(new Map(this.sendings.get()).set(key, { ...before, ...change } as Sending));
  }

  #rename(from: string, to: string): void {
    const sender = this.#senders.get(from);
    const sending = this.sendings.get().get(from);
    if (!sender || !sending) return;
    this.#senders.delete(from);
    this.#senders.set(to, sender);
    const all = new Map(this.sendings.get());
    all.delete(from);
    this.sendings.set(all.set(to, sending));
  }

  #stop(key: string): void {
    this.#senders.get(key)?.stop();
    this.#senders.delete(key);
    const all = new Map(this.sendings.get());
    if (all.delete(key)) this.sendings.set(all);
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const jobs = await this.#port.list();
      this.reachable.set(true);
      if (JSON.stringify(jobs) !== JSON.stringify(this.jobs.get())) this.jobs.set(jobs);
      // An answer lost on the way: the server has the file although its sender does not know.
      const awaited = new Set(jobs.flatMap(({ upload }) => upload ?? []));
      for (const [key, { state }] of this.sendings.get()) {
        if (awaited.has(key)) continue;
        if (state === 'arrived' && this.#senders.get(key)?.submitted) this.#stop(key);
        if (state === 'interrupted') this.#settle(key, jobs);
      }
    } catch {
      // Not reachable now: what is shown stays, and it is asked again.
      this.reachable.set(false);
    }
    if (this.#closed) return;
    // Two questions may have been under way; one goes on.
    clearTimeout(this.#timer);
    const busy = this.sendings.get().size > 0 || this.jobs.get().some(({ stage }) => !isFinal(stage));
    this.#timer = setTimeout(() => void this.#ask(), busy ? BUSY_MS : QUIET_MS);
  }

  #settle(key: string, jobs: readonly ImportJob[]): void {
    const { file } = this.sendings.get().get(key)!;
    if (jobs.some((job) => job.stage !== 'upload' && job.bytes === file.size && sameName(job, file))) this.#stop(key);
  }
}

const sameName = ({ fileName }: ImportJob, { name }: File) => fileName.toLowerCase() === name.toLowerCase();

function problemOf(cause: unknown): Problem {
  return cause instanceof Problem ? cause : new Problem(-1, String(cause));
}
