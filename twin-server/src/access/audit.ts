import type pg from 'pg';
import type { Principal } from '../principal.ts';

/** On whose behalf something is done, and from which network address. */
export interface Actor {
  readonly principal: Principal | null;
  readonly address: string | null;
}

/** The program itself: at its start, and for its own command line. */
export const BY_SYSTEM: Actor = {
  principal: { type: 'system', id: '00000000-0000-0000-0000-000000000000', account: 'system', displayName: 'system' },
  address: null,
};

/** One line of the audit: what was done, to what, with what result. Never a secret, never a person's data. */
export interface AuditEntry {
  readonly action: string;
  /** A change where not given. */
  readonly kind?: 'change' | 'read';
  readonly subject?: string | null;
  readonly result: 'done' | 'refused' | 'failed';
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** An entry as it is read back; at is epoch ms. */
export interface AuditRecord extends Required<AuditEntry> {
  readonly id: number;
  readonly at: number;
  readonly account: string | null;
  readonly accountName: string | null;
  readonly address: string | null;
}

/** Which entries are looked for: all that are given must hold; from and until in epoch ms, from ≤ at < until. */
export interface AuditFilter {
  readonly accountName?: string | undefined;
  readonly kind?: 'change' | 'read' | undefined;
  readonly result?: AuditEntry['result'] | undefined;
  /** In the action or the subject, whatever the case of its letters. */
  readonly words?: string | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

/** Who did what, when, from where: appended to, and nothing else (the table refuses). */
export class AuditLog {
  readonly #pool: pg.Pool;
  readonly #now: () => number;
  /** On whose behalf a line was written: of a request that nobody told of, the API writes one itself. */
  readonly #told = new WeakSet<Actor>();

  constructor(pool: pg.Pool, now: () => number) {
    this.#pool = pool;
    this.#now = now;
  }

  async append(by: Actor, entry: AuditEntry): Promise<void> {
    const { principal, address } = by;
    await this.#pool.query(
      `INSERT INTO audit (at, account, account_name, action, kind, subject, result, address, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        new Date(this.#now()),
        principal?.id ?? null,
        principal?.account ?? null,
        entry.action,
        entry.kind ?? 'change',
        entry.subject ?? null,
        entry.result,
        address,
        entry.detail ?? null,
      ],
    );
    this.#told.add(by);
  }

  /** Whether a line was written on behalf of just this one: an API call is one. */
  hasTold(by: Actor): boolean {
    return this.#told.has(by);
  }

  /** The newest entries first, those before the id `before` where it is given. */
  async list(
    options: AuditFilter & { readonly before?: number | undefined; readonly limit: number },
  ): Promise<AuditRecord[]> {
    const { before, accountName, kind, result, words, from, until, limit } = options;
    const { rows } = await this.#pool.query(
      `SELECT id::float8 AS id, (extract(epoch FROM at) * 1000)::float8 AS at, account, account_name AS "accountName",
              action, kind, subject, result, address, detail
       FROM audit
       WHERE ($1::bigint IS NULL OR id < $1) AND ($2::text IS NULL OR account_name = $2) AND ($3::text IS NULL OR kind = $3)
         AND ($4::text IS NULL OR result = $4) AND ($5::text IS NULL OR strpos(lower(action || ' ' || coalesce(subject, '')), lower($5)) > 0)
         AND ($6::float8 IS NULL OR at >= to_timestamp($6 / 1000.0)) AND ($7::float8 IS NULL OR at < to_timestamp($7 / 1000.0))
       ORDER BY id DESC LIMIT $8`,
      [
        before ?? null,
        accountName ?? null,
        kind ?? null,
        result ?? null,
        words ?? null,
        from ?? null,
        until ?? null,
        limit,
      ],
    );
    return rows;
  }
}
