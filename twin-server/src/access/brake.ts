import type pg from 'pg';

/** How guessing is slowed down. Times in milliseconds. */
export interface BrakeLimits {
  /** Failures after which an account is locked (clause 8.1.4-1). */
  readonly accountFailures: number;
  /** Failures after which a network address is locked: higher, because many people may share one. */
  readonly addressFailures: number;
  /** The first lock; each further failure doubles it, up to maxLockMs. */
  readonly lockMs: number;
  readonly maxLockMs: number;
  /** Failures are forgotten when none was added for this long after the last lock ended. */
  readonly forgetAfterMs: number;
}

/** 5 failures lock an account for 1 minute, then 2, 4 … up to an hour. */
export const BRAKE_LIMITS: BrakeLimits = {
  accountFailures: 5,
  addressFailures: 50,
  lockMs: 60_000,
  maxLockMs: 3_600_000,
  forgetAfterMs: 900_000,
};

/** What is guessed at, or from where; accounts that do not exist count like those that do. */
export type BrakeSubject = `account:${string}` | `address:${string}`;

/** Counts failed attempts to sign in, in the database, so that a restart or another node forgets none. */
export class Brake {
  readonly #pool: pg.Pool;
  readonly #now: () => number;
  readonly #limits: BrakeLimits;

  constructor(pool: pg.Pool, now: () => number, limits: BrakeLimits) {
    this.#pool = pool;
    this.#now = now;
    this.#limits = limits;
  }

  /** Milliseconds until none of the subjects is locked any more; 0 when none is. */
  async lockedForMs(subjects: readonly BrakeSubject[]): Promise<number> {
    const { rows } = await this.#pool.query<{ until: Date | null }>(
      'SELECT max(locked_until) AS until FROM sign_in_failure WHERE subject = ANY($1)',
      [subjects],
    );
    return Math.max(0, (rows[0]?.until?.getTime() ?? 0) - this.#now());
  }

  /** Counts a failure; returns for how long the subject is locked by it, 0 when it is not yet. */
  async countFailure(subject: BrakeSubject): Promise<number> {
    const { accountFailures, addressFailures, lockMs, maxLockMs, forgetAfterMs } = this.#limits;
    const limit = subject.startsWith('account:') ? accountFailures : addressFailures;
    const now = new Date(this.#now());
    const forgetBefore = new Date(this.#now() - forgetAfterMs);
    const { rows } = await this.#pool.query<{ failures: number }>(
      `INSERT INTO sign_in_failure AS f (subject, failures, last_at) VALUES ($1, 1, $2)
       ON CONFLICT (subject) DO UPDATE SET
         failures = CASE WHEN greatest(f.last_at, f.locked_until) < $3 THEN 1 ELSE f.failures + 1 END,
         last_at = $2
       RETURNING failures`,
      [subject, now, forgetBefore],
    );
    const over = (rows[0]?.failures ?? 1) - limit;
    if (over < 0) return 0;
    const lockedForMs = Math.min(maxLockMs, lockMs * 2 ** over);
    await this.#pool.query('UPDATE sign_in_failure SET locked_until = $2 WHERE subject = $1', [
      subject,
      new Date(this.#now() + lockedForMs),
    ]);
    return lockedForMs;
  }

  /** Forgets a subject's failures: its right secret was given. */
  async release(subject: BrakeSubject): Promise<void> {
    await this.#pool.query('DELETE FROM sign_in_failure WHERE subject = $1', [subject]);
  }

  /** Deletes what is forgotten anyway. */
  async sweep(): Promise<void> {
    await this.#pool.query('DELETE FROM sign_in_failure WHERE greatest(last_at, locked_until) < $1', [
      new Date(this.#now() - this.#limits.forgetAfterMs),
    ]);
  }
}
