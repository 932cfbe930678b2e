import { resolve } from 'node:path';
import { InputError } from '../../problem.ts';
import { replaceFolder } from '../output-folder.ts';
import { type BakeLimits, DEFAULT_LIMITS } from './bake-limits.ts';
import { readBakeExtras } from './baked.ts';
import type { PlacementOverride } from './georeference.ts';
import type { BakeProgress, BakeReport } from './report.ts';
import { TurnQueue } from './turn-queue.ts';
import { defaultWorker, OverTime, WorkerProcess } from './worker-process.ts';

const isBakedFolder = async (folder: string) => (await readBakeExtras(folder)) !== null;

/** How a pool runs its workers. */
export interface PoolOptions {
  /** Worker processes at most; 2 where not given. Each takes one file at a time and a few hundred MiB. */
  readonly size?: number;
  readonly limits?: Partial<BakeLimits>;
  /** Path of the worker's entry; found beside the program where not given. */
  readonly worker?: string;
}

/** One file to bake. */
export interface BakeJob extends PlacementOverride {
  readonly file: string;
  /** Folder to be made or replaced. */
  readonly out: string;
  readonly onProgress?: (progress: BakeProgress) => void;
  /** Cancels the job while it waits or runs: its worker is ended, `out` stays as before, bake rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Worker processes that stay warm: web-ifc's WebAssembly is several times faster from the second file on. A worker that
 * failed is replaced, so a bad file costs the next one a cold start and nothing else; so is one that a big file made grow
 * past `limits.idleMb`, since WebAssembly never gives memory back.
 */
export class BakePool {
  readonly #limits: BakeLimits;
  readonly #worker: string;
  readonly #turns: TurnQueue;
  readonly #size: number;
  readonly #idle: WorkerProcess[] = [];
  #closed = false;

  constructor({ size = 2, limits = {}, worker = defaultWorker() }: PoolOptions = {}) {
    this.#size = size;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#worker = worker;
    this.#turns = new TurnQueue(size);
  }

  /** Starts all workers and loads web-ifc into them, so that the first files need not wait for it. */
  async warm(): Promise<void> {
    await Promise.all(
      Array.from({ length: this.#size }, async () => {
        const turn = await this.#turns.take();
        const worker = this.#takeIdle() ?? new WorkerProcess(this.#worker, this.#limits);
        try {
          await worker.warm();
          await this.#keep(worker);
        } finally {
          turn.end();
        }
      }),
    );
  }

  /**
   * Bakes one file as soon as a worker is free, in the order asked. Throws InputError for a file that cannot be baked, an
   * output folder that cannot be written or a broken limit, and the reason of a signal; then the output folder is as before.
   */
  async bake(job: BakeJob): Promise<BakeReport> {
    const turn = await this.#turns.take(job.signal);
    try {
      return await replaceFolder(job.out, isBakedFolder, (folder) => this.#run(job, folder));
    } finally {
      turn.end();
    }
  }

  async #run({ file, out: _, onProgress, signal, ...override }: BakeJob, folder: string): Promise<BakeReport> {
    const worker = this.#takeIdle() ?? new WorkerProcess(this.#worker, this.#limits);
    const path = resolve(file);
    try {
      const report = await worker.bake(path, folder, override, onProgress ?? (() => {}), signal);
      await this.#keep(worker);
      return report;
    } catch (cause) {
      throw cause instanceof OverTime ? await this.#explain(cause, path, signal) : cause;
    }
  }

  /** web-ifc goes round for ever in some files that are no STEP: says where, if so. */
  async #explain(cause: OverTime, file: string, signal: AbortSignal | undefined): Promise<InputError> {
    const worker = new WorkerProcess(this.#worker, this.#limits);
    try {
      const fault = await worker.inspect(file, signal);
      await this.#keep(worker);
      return fault === null ? cause : new InputError(`${cause.message}; ${fault}`);
    } catch {
      return cause;
    }
  }

  #takeIdle(): WorkerProcess | null {
    // The one used last has the warmest code.
    for (let worker = this.#idle.pop(); worker; worker = this.#idle.pop()) if (worker.alive) return worker;
    return null;
  }

  async #keep(worker: WorkerProcess): Promise<void> {
    if (this.#closed || worker.residentMb() > this.#limits.idleMb) await worker.end();
    else this.#idle.push(worker);
  }

  /** Ends all workers: those that are idle now, the others when their file is done. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#idle.splice(0).map((worker) => worker.end()));
  }
}

/** Options of one bake: placement by the caller (degrees, ellipsoidal metres), progress, cancelling, and how its worker runs. */
export interface BakeOptions extends PlacementOverride, Omit<PoolOptions, 'size'> {
  readonly onProgress?: (progress: BakeProgress) => void;
  readonly signal?: AbortSignal;
}

/** Bakes one file into a folder in a process of its own. Throws InputError as BakePool.bake does. */
export async function bakeIfc(file: string, out: string, options: BakeOptions = {}): Promise<BakeReport> {
  const { limits, worker, ...rest } = options;
  const pool = new BakePool({ size: 1, limits, worker });
  try {
    return await pool.bake({ ...rest, file, out });
  } finally {
    await pool.close();
  }
}

/** What became of one of many files. */
export type BakeOutcome = { readonly job: BakeJob } & ({ readonly report: BakeReport } | { readonly error: Error });

/** Bakes many files, biggest wait shared by the pool's workers; one that fails does not stop the others. In the order of `jobs`. */
export async function bakeAll(jobs: readonly BakeJob[], options: PoolOptions = {}): Promise<BakeOutcome[]> {
  const pool = new BakePool(options);
  try {
    return await Promise.all(
      jobs.map(async (job): Promise<BakeOutcome> => {
        try {
          return { job, report: await pool.bake(job) };
        } catch (cause) {
          return { job, error: cause instanceof Error ? cause : new Error(String(cause)) };
        }
      }),
    );
  } finally {
    await pool.close();
  }
}
