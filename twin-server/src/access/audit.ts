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

/** Who did what, when, from where: appended to, and nothing else (the table refuses). */
export class AuditLog {
  readonly #pool: pg.Pool;
  readonly #now: () => number;

  constructor(pool: pg.Pool, now: () => number) {
    this.#pool = pool;
    this.#now = now;
  }

  async append(by: Actor, entry: AuditEntry): Promise<void> {
    const { principal, address } = by;
    await this.#pool.query(
      `INSERT INTO audit (at, account, account_name, action, subject, result, address, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        new Date(this.#now()),
        principal?.id ?? null,
        principal?.account ?? null,
        entry.action,
        entry.subject ?? null,
        entry.result,
        address,
        entry.detail ?? null,
      ],
    );
  }

  /** The newest entries first, those before the id `before` where it is given. */
  async list(options: { readonly before?: number; readonly limit: number }): Promise<AuditRecord[]> {
    const { rows } = await this.#pool.query(
      `SELECT id::float8 AS id, (extract(epoch FROM at) * 1000)::float8 AS at, account, account_name AS "accountName",
              action, subject, result, address, detail
       FROM audit WHERE $1::bigint IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [options.before ?? null, options.limit],
    );
    return rows;
  }
}
