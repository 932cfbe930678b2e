import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { InputError } from '../../problem.ts';
import type { BakeProgress, BakeReport } from './report.ts';
import type { BakeAnswer, BakeRequest } from './worker-messages.ts';

/** What one bake may take before its process is ended. */
export interface BakeLimits {
  /** Milliseconds for one file; 10 minutes where not given. */
  readonly timeoutMs: number;
  /** Resident set of the process in MiB; 4,096 where not given. Where it cannot be watched (not Linux), the heap's limit alone. */
  readonly memoryMb: number;
}

export const DEFAULT_LIMITS: BakeLimits = { timeoutMs: 600_000, memoryMb: 4_096 };

const WATCH_MS = 200;

/**
 * Where the worker's entry lies: beside this module as source, or `bake-worker.js` in the folder of the bundle (or the one
 * above it, since bundlers keep shared chunks in a folder of their own).
 */
export function defaultWorker(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = [join(here, 'worker.ts'), join(here, 'bake-worker.js'), join(here, '..', 'bake-worker.js')];
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`no bake worker beside ${here}: looked for ${candidates.join(', ')}`);
  return found;
}

/** Node's arguments for the worker: TypeScript needs tsx, and the parent's own debugging or loader flags are not for it. */
function nodeArguments(worker: string, { memoryMb }: BakeLimits): string[] {
  const heap = `--max-old-space-size=${memoryMb}`;
  if (!worker.endsWith('.ts')) return [heap];
  return [heap, '--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}

/** Resident set in MiB by Linux' /proc; null where there is none. */
function residentMb(pid: number): number | null {
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

  /** Bakes one file. Rejects with InputError for a bad file or a broken limit, with Error for a fault of ours; then the process is gone. */
  async bake(request: BakeRequest, onProgress: (progress: BakeProgress) => void): Promise<BakeReport> {
    this.#child.ref();
    this.#child.channel?.ref();
    try {
      const report = await this.#ask(request, onProgress);
      this.#child.channel?.unref();
      this.#child.unref();
      return report;
    } catch (cause) {
      await this.end();
      throw cause;
    }
  }

  #ask(request: BakeRequest, onProgress: (progress: BakeProgress) => void): Promise<BakeReport> {
    const child = this.#child;
    const { timeoutMs, memoryMb } = this.#limits;
    const refused = (reason: string) => new InputError(reason, { place: request.file });
    return new Promise((resolve, reject) => {
      let errors = '';
      const onErrors = (chunk: Buffer) => {
        errors = (errors + chunk.toString()).slice(-2000);
      };
      const finish = (act: () => void) => {
        clearTimeout(timer);
        clearInterval(watch);
        child.off('message', onMessage);
        child.off('exit', onExit);
        child.off('error', onError);
        child.stderr?.off('data', onErrors);
        act();
      };
      const onMessage = (message: unknown) => {
        const answer = message as BakeAnswer;
        if (answer.kind === 'progress') onProgress(answer.progress);
        else if (answer.kind === 'done') finish(() => resolve(answer.report));
        else finish(() => reject(answer.input ? new InputError(answer.reason) : new Error(answer.reason)));
      };
      const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
        // V8 aborts when its heap is full: the file was too big, not the program wrong.
        if (/heap out of memory|memory access out of bounds|RangeError: WebAssembly/i.test(errors)) {
          finish(() => reject(refused(`needs more than ${memoryMb} MiB of memory`)));
        } else {
          const last = errors.trim().split('\n').at(-1) ?? '';
          finish(() =>
            reject(new Error(`${request.file}: the bake ended by itself (${signal ?? code}) ${last}`.trim())),
          );
        }
      };
      const onError = (cause: Error) => finish(() => reject(cause));
      const timer = setTimeout(
        () => finish(() => reject(refused(`not baked within ${timeoutMs / 1000} s`))),
        timeoutMs,
      );
      const watch = setInterval(() => {
        const resident = child.pid === undefined ? null : residentMb(child.pid);
        if (resident !== null && resident > memoryMb) {
          finish(() => reject(refused(`needs more than ${memoryMb} MiB of memory`)));
        }
      }, WATCH_MS);
      child.on('message', onMessage);
      child.once('exit', onExit);
      child.once('error', onError);
      child.stderr?.on('data', onErrors);
      child.send(request, (cause) => {
        if (cause) onError(cause);
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
