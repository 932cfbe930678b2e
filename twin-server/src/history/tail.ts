import type { Pool } from 'pg';
import type { LoggedBatch } from '../journal/observation-segment.ts';
import { dayOf } from '../journal/partitions.ts';
import { readBatches } from '../journal/read-batches.ts';
import { readProgress } from './progress.ts';

/** Batches read at once, and observations held at most (20 bytes each): what is beyond waits for the next sealing. */
const BATCHES_A_READ = 2_000;
const HELD = 1_000_000;

/** The batches of a branch that are in no series yet, held in memory. */
export class Tail {
  readonly #pool: Pool;
  readonly #site: string;
  readonly #branch: number;
  #batches: LoggedBatch[] = [];
  #count = 0;
  #refreshing: Promise<boolean> | null = null;

  constructor(pool: Pool, site: string, branch: number) {
    this.#pool = pool;
    this.#site = site;
    this.#branch = branch;
  }

  get batches(): readonly LoggedBatch[] {
    return this.#batches;
  }

  /** Observations held. */
  get count(): number {
    return this.#count;
  }

  /** Reads what was committed since; resolves to whether that is all of it, false when there is more than is held at most. */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#read().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #read(): Promise<boolean> {
    const { sealedUpto, sealedDay } = await readProgress(this.#pool, this.#site, this.#branch);
    const kept = this.#batches.findIndex(({ seq }) => seq > sealedUpto);
    this.#batches = kept < 0 ? [] : this.#batches.slice(kept);
    this.#count = this.#batches.reduce((sum, { event }) => sum + event.datastreams.length, 0);
    while (this.#count < HELD) {
      const last = this.#batches.at(-1);
      const read = await readBatches(this.#pool, {
        site: this.#site,
        branch: this.#branch,
        after: last?.seq ?? sealedUpto,
        upto: Number.MAX_SAFE_INTEGER,
        days: [last ? dayOf(last.recordedAt) : (sealedDay ?? '-infinity'), 'infinity'],
        limit: BATCHES_A_READ,
      });
      if (read.length === 0) return true;
      this.#batches = this.#batches.concat(read);
      this.#count += read.reduce((sum, { event }) => sum + event.datastreams.length, 0);
    }
    return false;
  }
}
