import type pg from 'pg';
import type { UserPrincipal } from '../principal.ts';
import { ACCOUNT_COLUMNS, type AccountRow, principalOf } from './account-row.ts';
import { digest, makeSecret } from './secret.ts';

/** How long a session lasts, in milliseconds. */
export interface SessionLimits {
  /** A session nobody used for this long ends. */
  readonly idleMs: number;
  /** A session ends after this, used or not. */
  readonly absoluteMs: number;
}

/** Half an hour unused, or twelve hours: a shift. */
export const SESSION_LIMITS: SessionLimits = { idleMs: 1_800_000, absoluteMs: 43_200_000 };

/** Use is written down at most this often, so that reading does not mean writing. */
const TOUCH_EVERY_MS = 60_000;

/** Sessions of signed-in people: an opaque random token in a cookie, its SHA-256 in the database. */
export class Sessions {
  readonly #pool: pg.Pool;
  readonly #now: () => number;
  readonly #limits: SessionLimits;
  readonly #cookie: string;
  readonly #attributes: string;

  /** secure: the pages are reached over TLS only, so the cookie must be too. */
  constructor(pool: pg.Pool, now: () => number, limits: SessionLimits, secure: boolean) {
    this.#pool = pool;
    this.#now = now;
    this.#limits = limits;
    this.#cookie = secure ? '__Host-twin_session' : 'twin_session';
    this.#attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  }

  /** Opens a session and returns the Set-Cookie value that carries it. */
  async open(account: string, address: string | null, userAgent: string | null): Promise<string> {
    const token = makeSecret();
    const { absoluteMs } = this.#limits;
    await this.#pool.query(
      `INSERT INTO session (token_hash, account, created_at, seen_at, expires_at, address, user_agent)
       VALUES ($1, $2, $3, $3, $4, $5, $6)`,
      [
        digest(token),
        account,
        new Date(this.#now()),
        new Date(this.#now() + absoluteMs),
        address,
        userAgent?.slice(0, 256) ?? null,
      ],
    );
    return `${this.#cookie}=${token}; Max-Age=${Math.floor(absoluteMs / 1000)}; ${this.#attributes}`;
  }

  /** Whose session a Cookie header carries, if it still lasts; counts as use of it. */
  async principalOf(cookieHeader: string | undefined): Promise<UserPrincipal | null> {
    const token = cookieOf(cookieHeader, this.#cookie);
    if (token === undefined) return null;
    const now = this.#now();
    const hash = digest(token);
    const { rows } = await this.#pool.query<AccountRow & { kind: 'user'; seen_at: Date }>(
      `SELECT ${ACCOUNT_COLUMNS}, s.seen_at FROM session s JOIN account a ON a.id = s.account
       WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3 AND a.disabled_at IS NULL AND a.kind = 'user'`,
      [hash, new Date(now), new Date(now - this.#limits.idleMs)],
    );
    const [row] = rows;
    if (!row) return null;
    if (now - row.seen_at.getTime() >= Math.min(TOUCH_EVERY_MS, this.#limits.idleMs / 10))
      await this.#pool.query('UPDATE session SET seen_at = $2 WHERE token_hash = $1', [hash, new Date(now)]);
    return principalOf(row);
  }

  /** Ends the session of a Cookie header and returns the Set-Cookie value that clears it. */
  async close(cookieHeader: string | undefined): Promise<string> {
    const token = cookieOf(cookieHeader, this.#cookie);
    if (token !== undefined) await this.#pool.query('DELETE FROM session WHERE token_hash = $1', [digest(token)]);
    return `${this.#cookie}=; Max-Age=0; ${this.#attributes}`;
  }

  /** Ends every session of an account: its password changed, or it may no longer sign in. */
  async closeAll(account: string): Promise<void> {
    await this.#pool.query('DELETE FROM session WHERE account = $1', [account]);
  }

  /** Deletes the sessions that have ended. */
  async sweep(): Promise<void> {
    await this.#pool.query('DELETE FROM session WHERE expires_at <= $1 OR seen_at <= $2', [
      new Date(this.#now()),
      new Date(this.#now() - this.#limits.idleMs),
    ]);
  }
}

/** The value of one cookie in a Cookie header (RFC 6265 4.2.1). */
function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || undefined;
  }
  return undefined;
}
