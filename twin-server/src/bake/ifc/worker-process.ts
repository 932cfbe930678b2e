import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { childEntry, loaderArguments } from '../../engines/child-entry.ts';
import { InputError } from '../../problem.ts';
import { type BakeLimits, LEAST_MS, timeFor } from './bake-limits.ts';
import type { PlacementOverride } from './georeference.ts';
import type { BakeProgress, BakeReport } from './report.ts';
import type { SourceLimits } from './source-limits.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-messages.ts';

const WATCH_MS = 100;
/** A bake that was ended because its time was over. */
export class OverTime extends InputError {}

/**
 * Where the worker's entry lies: beside this module as source, or `bake-worker.js` in the folder of the bundle (or the one
 * above it, since bundlers keep shared chunks in a folder of their own).
 */
export function defaultWorker(): string {
  return childEntry(import.meta.url, 'worker', 'bake-worker');
}

/**
 * How a worker's V8 runs: with a space for new objects that stays small, as few of a bake's die young. At 2 MiB collecting them took an
 * eighth more processor time, at 16 MiB the process grew by 20.
 */
export const WORKER_FLAGS: readonly string[] = ['--max-semi-space-size=8'];

/** How a worker's C library runs: with one heap for all threads. One each kept 50 MiB resident that nothing used. */
export const WORKER_ENVIRONMENT: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '1' };

/** Node's arguments for the worker: TypeScript needs tsx, and the parent's own debugging or loader flags are not for it. */
function nodeArguments(worker: string, { memoryMb }: BakeLimits): string[] {
  const flags = [...WORKER_FLAGS, `--max-old-space-size=${memoryMb}`];
  return [...flags, ...loaderArguments(worker)];
}

/** Resident set in MiB by Linux' /proc; null where there is none. */
function residentMb(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4096) / 2 ** 20;
  } catch {
    return null;
  }
}

const children = new Set<ChildProcess>();
// A worker deep in WebAssembly does not hear that its parent is gone.
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** A child process that bakes one file at a time and stays warm in between. After a failure it is ended and not used again. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #limits: BakeLimits;
  #alive = true;

  constructor(worker: string, limits: BakeLimits) {
    this.#limits = limits;
    this.#child = fork(worker, [], {
      execArgv: nodeArguments(worker, limits),
      env: { ...process.env, ...WORKER_ENVIRONMENT },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    children.add(this.#child);
    this.#child.once('exit', () => {
      this.#alive = false;
      children.delete(this.#child);
    });
    // Idle workers must not keep the parent from ending.
    this.#child.unref();
    this.#child.channel?.unref();
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Resident set in MiB now; 0 where it cannot be watched. */
  residentMb(): number {
    return residentMb(this.#child.pid) ?? 0;
  }

  /** Loads web-ifc. Rejects as bake does. */
  async warm(): Promise<void> {
    await this.#exchange({ kind: 'warm' }, LEAST_MS);
  }

  /**
   * Bakes one file into an existing folder. Rejects with InputError for a bad file or a broken limit, with the signal's
   * reason, with Error for a fault of ours; then the process is gone.
   */
  async bake(
    file: string,
    folder: string,
    override: PlacementOverride,
    onProgress: (progress: BakeProgress) => void,
    signal?: AbortSignal,
  ): Promise<BakeReport> {
    const request = { kind: 'bake', file, folder, override, limits: this.#sourceLimits } as const;
    const bytes = await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
    const answer = await this.#exchange(request, timeFor(file, bytes, this.#limits), onProgress, signal);
    if (answer.kind !== 'done') throw new Error(`${file}: the bake answered ${answer.kind}`);
    return answer.report;
  }

  /** The first statement of a file that is none, in words; null where there is none. Rejects as bake does. */
  async inspect(file: string, signal?: AbortSignal): Promise<string | null> {
    const request = { kind: 'inspect', file, limits: this.#sourceLimits } as const;
    const answer = await this.#exchange(request, Math.min(LEAST_MS, this.#limits.timeoutMs), () => {}, signal);
    return answer.kind === 'inspected' ? answer.fault : null;
  }

  get #sourceLimits(): SourceLimits {
    const { maxBytes, maxRatio } = this.#limits;
    return { maxBytes, maxRatio };
  }

  async #exchange(
    request: WorkerRequest,
    timeMs: number,
    onProgress: (progress: BakeProgress) => void = () => {},
    signal?: AbortSignal,
  ): Promise<WorkerAnswer> {
    this.#child.ref();
    this.#child.channel?.ref();
    try {
      signal?.throwIfAborted();
      const answer = await this.#ask(request, timeMs, onProgress, signal);
      this.#child.channel?.unref();
      this.#child.unref();
      return answer;
    } catch (cause) {
      await this.end();
      throw cause;
    }
  }

  #ask(
    request: WorkerRequest,
    timeMs: number,
    onProgress: (progress: BakeProgress) => void,
    signal: AbortSignal | undefined,
  ): Promise<WorkerAnswer> {
    const child = this.#child;
    const { memoryMb } = this.#limits;
    const place = request.kind === 'warm' ? 'bake' : request.file;
    return new Promise((resolve, reject) => {
      let errors = '';
      const finish = (act: () => void) => {
        clearTimeout(timer);
        clearInterval(watch);
        signal?.removeEventListener('abort', onAbort);
        child.off('message', onMessage);
        child.off('exit', onExit);
        child.off('error', fail);
        child.stderr?.off('data', onErrors);
        act();
      };
      const fail = (cause: unknown) => finish(() => reject(cause));
      const refuse = (reason: string) => fail(new InputError(reason, { place }));
      const onErrors = (chunk: Buffer) => {
        errors = (errors + chunk.toString()).slice(-2000);
      };
      const onAbort = () => fail(signal?.reason);
      const onMessage = (message: unknown) => {
        const answer = message as WorkerAnswer;
        if (answer.kind === 'progress') onProgress(answer.progress);
        else if (answer.kind === 'failed')
          fail(answer.input ? new InputError(answer.reason) : new Error(answer.reason));
        else finish(() => resolve(answer));
      };
      const onExit = (code: number | null, killedBy: NodeJS.Signals | null) => {
        // V8 aborts when its heap is full: the file was too big, not the program wrong.
        if (/heap out of memory|memory access out of bounds|RangeError: WebAssembly/i.test(errors)) {
          refuse(`needs more than ${memoryMb} MiB of memory`);
          return;
        }
        const last = errors.trim().split('\n').at(-1) ?? '';
        fail(new Error(`${place}: the bake ended by itself (${killedBy ?? code}) ${last}`.trim()));
      };
      const timer = setTimeout(() => {
        fail(new OverTime(`not baked within ${Math.ceil(timeMs / 100) / 10} s`, { place }));
      }, timeMs);
      const watch = setInterval(() => {
        if (this.residentMb() > memoryMb) refuse(`needs more than ${memoryMb} MiB of memory`);
      }, WATCH_MS);
      signal?.addEventListener('abort', onAbort, { once: true });
      child.on('message', onMessage);
      child.once('exit', onExit);
      child.once('error', fail);
      child.stderr?.on('data', onErrors);
      child.send(request, (cause) => {
        if (cause) fail(cause);
      });
    });
  }

  /** Ends the process, whatever it is doing; resolves when it is gone. */
  async end(): Promise<void> {
    if (!this.#alive) return;
    const gone = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.ref();
    this.#child.kill('SIGKILL');
    await gone;
  }
}
