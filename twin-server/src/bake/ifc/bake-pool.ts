import { resolve } from 'node:path';
import type { PlacementOverride } from './georeference.ts';
import { replaceFolder } from './output-folder.ts';
import type { BakeProgress, BakeReport } from './report.ts';
import { type BakeLimits, DEFAULT_LIMITS, defaultWorker, WorkerProcess } from './worker-process.ts';

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
}

/**
 * Worker processes that stay warm: web-ifc's WebAssembly is several times faster from the second file on. A worker that
 * failed is replaced, so a bad file costs the next one a cold start and nothing else.
 */
export class BakePool {
  readonly #size: number;
  readonly #limits: BakeLimits;
  readonly #worker: string;
  readonly #idle: WorkerProcess[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor({ size = 2, limits = {}, worker = defaultWorker() }: PoolOptions = {}) {
    this.#size = size;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#worker = worker;
  }

  /**
   * Bakes one file as soon as a worker is free. Throws InputError for a file that cannot be baked, an output folder that
   * cannot be written or a broken limit; then the output folder is as it was before.
   */
  async bake(job: BakeJob): Promise<BakeReport> {
    while (this.#busy >= this.#size) await new Promise<void>((free) => this.#waiting.push(free));
    this.#busy += 1;
    try {
      return await replaceFolder(job.out, (folder) => this.#run(job, folder));
    } finally {
      this.#busy -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #run({ file, out: _, onProgress, ...override }: BakeJob, folder: string): Promise<BakeReport> {
    let worker = this.#idle.pop();
    while (worker && !worker.alive) worker = this.#idle.pop();
    worker ??= new WorkerProcess(this.#worker, this.#limits);
    const report = await worker.bake({ file: resolve(file), folder, override }, onProgress ?? (() => {}));
    this.#idle.push(worker);
    return report;
  }

  /** Ends all workers. */
  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.end()));
  }
}

/** Options of one bake: placement by the caller (degrees, ellipsoidal metres), progress, and how its worker runs. */
export interface BakeOptions extends PlacementOverride, Omit<PoolOptions, 'size'> {
  readonly onProgress?: (progress: BakeProgress) => void;
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
