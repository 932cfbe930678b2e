import type pg from 'pg';
import type { UserPrincipal } from '../principal.ts';
import { ACCOUNT_COLUMNS, type AccountRow, principalOf } from './account-row.ts';
import type { AuditLog } from './audit.ts';
import type { Brake } from './brake.ts';
import { hashPassword, makeSecret, verifyPassword } from './secret.ts';
import type { Sessions } from './sessions.ts';

/** What a person types. */
export interface Credentials {
  readonly account: string;
  readonly password: string;
}

/** Where a request comes from. */
export interface RequestOrigin {
  readonly address: string | null;
  readonly userAgent?: string | null;
}

/** What came of an attempt. `cookie` is a Set-Cookie value; a refusal never tells whether the account exists. */
export type SignInResult =
  | { readonly ok: true; readonly principal: UserPrincipal; readonly cookie: string }
  | { readonly ok: false; readonly reason: 'credentials' | 'locked'; readonly retryAfterMs: number };

/** Checks passwords, under the brake, and opens sessions. */
export class SignIn {
  readonly #pool: pg.Pool;
  readonly #now: () => number;
  readonly #sessions: Sessions;
  readonly #brake: Brake;
  readonly #audit: AuditLog;
  readonly #lanes = new Map<string, Promise<unknown>>();
  /** What an unknown name is compared with, so that it takes as long as a known one. */
  #nobody: Promise<string> | undefined;

  constructor(pool: pg.Pool, now: () => number, parts: { sessions: Sessions; brake: Brake; audit: AuditLog }) {
    this.#pool = pool;
    this.#now = now;
    this.#sessions = parts.sessions;
    this.#brake = parts.brake;
    this.#audit = parts.audit;
  }

  /** One attempt. Attempts on one account are taken one after another, so that guessing in parallel gains nothing. */
  async attempt(credentials: Credentials, from: RequestOrigin): Promise<SignInResult> {
    const name = credentials.account.normalize('NFC').trim().toLowerCase();
    const before = this.#lanes.get(name) ?? Promise.resolve();
    const turn = before.then(() => this.#check(name, credentials.password, from));
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#lanes.set(name, settled);
    try {
      return await turn;
    } finally {
      if (this.#lanes.get(name) === settled) this.#lanes.delete(name);
    }
  }

  async #check(name: string, password: string, from: RequestOrigin): Promise<SignInResult> {
    const account = `account:${name}` as const;
    const address = `address:${from.address ?? 'unknown'}` as const;
    const lockedForMs = await this.#brake.lockedForMs([account, address]);
    if (lockedForMs > 0) return { ok: false, reason: 'locked', retryAfterMs: lockedForMs };
    const row = await this.#find(name);
    if (!(await this.#matches(row, password)) || !row || row.disabled_at !== null)
      return this.#fail(row, account, address, from);
    const principal = principalOf(row);
    const cookie = await this.#sessions.open(row.id, from.address, from.userAgent ?? null);
    await this.#brake.release(account);
    await this.#pool.query('UPDATE account SET signed_in_at = $2 WHERE id = $1', [row.id, new Date(this.#now())]);
    await this.#audit.append({ principal, address: from.address }, { action: 'session.open', result: 'done' });
    return { ok: true, principal, cookie };
  }

  async #find(name: string): Promise<(AccountRow & { kind: 'user' }) | undefined> {
    const { rows } = await this.#pool.query<AccountRow & { kind: 'user' }>(
      `SELECT ${ACCOUNT_COLUMNS} FROM account a WHERE lower(a.name) = lower($1) AND a.kind = 'user'`,
      [name],
    );
    return rows[0];
  }

  async #matches(row: AccountRow | undefined, password: string): Promise<boolean> {
    this.#nobody ??= hashPassword(makeSecret());
    return verifyPassword(row?.secret_hash ?? (await this.#nobody), password);
  }

  async #fail(
    row: (AccountRow & { kind: 'user' }) | undefined,
    account: `account:${string}`,
    address: `address:${string}`,
    from: RequestOrigin,
  ): Promise<SignInResult> {
    const accountLockMs = await this.#brake.countFailure(account);
    const addressLockMs = await this.#brake.countFailure(address);
    // The name as typed is not kept when it is nobody's: people type their password there.
    await this.#audit.append(
      { principal: row ? principalOf(row) : null, address: from.address },
      {
        action: 'session.open',
        subject: row?.name ?? null,
        result: 'failed',
        detail: { accountLockMs, addressLockMs },
      },
    );
    return { ok: false, reason: 'credentials', retryAfterMs: Math.max(accountLockMs, addressLockMs) };
  }
}
