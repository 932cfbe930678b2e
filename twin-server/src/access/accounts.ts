import { randomInt, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Permission, Role, UserPrincipal } from '../principal.ts';
import { codeOf, InputError } from '../problem.ts';
import { checkName, checkPassword } from './account-name.ts';
import { ACCOUNT_COLUMNS, type AccountRow, principalOf } from './account-row.ts';
import { type Actor, type AuditLog, BY_SYSTEM } from './audit.ts';
import { hashKey, hashPassword, makeSecret } from './secret.ts';
import type { Sessions } from './sessions.ts';

/** An account just made or given a new secret; the secret is told here once and never again. */
export interface NewSecret {
  readonly id: string;
  readonly account: string;
  readonly secret: string;
}

/** An account as administrators see it. Times are epoch ms. */
export interface AccountView {
  readonly id: string;
  readonly account: string;
  readonly displayName: string;
  readonly kind: AccountRow['kind'];
  readonly role: Role | null;
  readonly site: string | null;
  readonly device: string | null;
  readonly scopes: readonly Permission[] | null;
  readonly createdAt: number;
  readonly signedInAt: number | null;
  readonly disabled: boolean;
}

/** The name of the first administrator. */
const FIRST_ADMINISTRATOR = 'admin';

interface NewAccount {
  readonly id?: string;
  readonly name: string;
  readonly displayName: string;
  readonly kind: AccountRow['kind'];
  readonly role?: Role;
  readonly site?: string | null;
  readonly device?: string;
  readonly scopes?: readonly Permission[];
  readonly secretHash: string;
}

/** Makes accounts of people, programs, gateways and devices, and gives them their secrets. */
export class Accounts {
  readonly #pool: pg.Pool;
  readonly #now: () => number;
  readonly #sessions: Sessions;
  readonly #audit: AuditLog;

  constructor(pool: pg.Pool, now: () => number, parts: { sessions: Sessions; audit: AuditLog }) {
    this.#pool = pool;
    this.#now = now;
    this.#sessions = parts.sessions;
    this.#audit = parts.audit;
  }

  /** Makes the first administrator if there is none; `password` is null where the caller knew it or nothing was made. */
  async ensureAdministrator(
    password?: string,
  ): Promise<{ readonly created: boolean; readonly account: string; readonly password: string | null }> {
    const { rows } = await this.#pool.query<{ name: string }>(
      "SELECT name FROM account WHERE role = 'administrator' AND disabled_at IS NULL ORDER BY created_at LIMIT 1",
    );
    if (rows[0]) return { created: false, account: rows[0].name, password: null };
    const made = await this.createUser(
      { name: FIRST_ADMINISTRATOR, displayName: '系统管理员', role: 'administrator', password },
      BY_SYSTEM,
    );
    return { created: true, account: made.account, password: password === undefined ? made.secret : null };
  }

  /** An account for a person; without a password a random one is made. */
  async createUser(
    user: { readonly name: string; readonly displayName?: string; readonly role: Role; readonly password?: string },
    by: Actor,
  ): Promise<NewSecret> {
    const name = checkName(user.name);
    const secret = user.password ?? makePassword();
    checkPassword(secret, name);
    const { displayName = name, role } = user;
    const secretHash = await hashPassword(secret);
    return this.#insert({ name, displayName, kind: 'user', role, secretHash }, secret, by);
  }

  /** An MQTT account for a site's gateway. With `rotate` an existing gateway of that name and site gets a new key. */
  async createGateway(
    gateway: { readonly name: string; readonly site: string; readonly rotate?: boolean },
    by: Actor,
  ): Promise<NewSecret> {
    const name = checkName(gateway.name);
    const secret = makeSecret();
    return this.#insert(
      { name, displayName: name, kind: 'gateway', site: gateway.site, secretHash: hashKey(secret) },
      secret,
      by,
      gateway.rotate,
    );
  }

  /** An MQTT account for one device, named as the device where no name is given. With `rotate` it gets a new key. */
  async createDeviceKey(
    device: { readonly name?: string; readonly site: string; readonly device: string; readonly rotate?: boolean },
    by: Actor,
  ): Promise<NewSecret> {
    const name = checkName(device.name ?? device.device);
    const secret = makeSecret();
    const secretHash = hashKey(secret);
    return this.#insert(
      { name, displayName: name, kind: 'device', site: device.site, device: device.device, secretHash },
      secret,
      by,
      device.rotate,
    );
  }

  /** A key for the HTTP API with the listed scopes, for one site or all. */
  async createApiKey(
    key: { readonly name: string; readonly scopes: readonly Permission[]; readonly site?: string | null },
    by: Actor,
  ): Promise<NewSecret> {
    const name = checkName(key.name);
    if (key.scopes.length === 0) throw new InputError('expected at least one', { place: 'scopes' });
    const id = randomUUID();
    const secret = `twin_${id.replaceAll('-', '')}_${makeSecret()}`;
    const { scopes, site = null } = key;
    return this.#insert(
      { id, name, displayName: name, kind: 'apiKey', scopes, site, secretHash: hashKey(secret) },
      secret,
      by,
    );
  }

  /** Gives a person a new password (a random one where none is given) and ends all their sessions. */
  async resetPassword(account: string, by: Actor, password?: string): Promise<NewSecret> {
    const name = checkName(account);
    const secret = password ?? makePassword();
    checkPassword(secret, name);
    const { rows } = await this.#pool.query<{ id: string; name: string }>(
      "UPDATE account SET secret_hash = $2 WHERE lower(name) = lower($1) AND kind = 'user' RETURNING id, name",
      [name, await hashPassword(secret)],
    );
    const [row] = rows;
    if (!row) throw new InputError('no such account of a person', { place: name });
    await this.#sessions.closeAll(row.id);
    await this.#audit.append(by, { action: 'account.resetPassword', subject: row.name, result: 'done' });
    return { id: row.id, account: row.name, secret };
  }

  /** Removes the account of a program, gateway or device; one that is not there is gone already. People's accounts stay: the journal names them. */
  async remove(account: string, by: Actor): Promise<void> {
    const { rowCount } = await this.#pool.query(
      "DELETE FROM account WHERE lower(name) = lower($1) AND kind <> 'user'",
      [account],
    );
    if (rowCount) await this.#audit.append(by, { action: 'account.remove', subject: account, result: 'done' });
  }

  /** Every account, by name. */
  async list(): Promise<AccountView[]> {
    const { rows } = await this.#pool.query<AccountView>(
      `SELECT id, name AS account, display_name AS "displayName", kind, role, site, device, scopes,
              (extract(epoch FROM created_at) * 1000)::float8 AS "createdAt",
              (extract(epoch FROM signed_in_at) * 1000)::float8 AS "signedInAt", disabled_at IS NOT NULL AS disabled
       FROM account ORDER BY lower(name)`,
    );
    return rows;
  }

  /** Names of accounts by id, for showing who did something. */
  async namesOf(ids: Iterable<string>): Promise<Map<string, { account: string; displayName: string }>> {
    const { rows } = await this.#pool.query<{ id: string; account: string; displayName: string }>(
      'SELECT id, name AS account, display_name AS "displayName" FROM account WHERE id::text = ANY($1)',
      [[...new Set(ids)]],
    );
    return new Map(rows.map(({ id, account, displayName }) => [id, { account, displayName }]));
  }

  /** The people who may sign in, by name. */
  async people(): Promise<UserPrincipal[]> {
    const { rows } = await this.#pool.query<AccountRow & { kind: 'user' }>(
      `SELECT ${ACCOUNT_COLUMNS} FROM account a WHERE a.kind = 'user' AND a.disabled_at IS NULL ORDER BY lower(a.name)`,
    );
    return rows.map(principalOf);
  }

  async #insert(account: NewAccount, secret: string, by: Actor, rotate = false): Promise<NewSecret> {
    const { name, kind } = account;
    const conflict = rotate
      ? `ON CONFLICT (lower(name)) DO UPDATE SET secret_hash = EXCLUDED.secret_hash, disabled_at = NULL
         WHERE a.kind = EXCLUDED.kind AND a.site = EXCLUDED.site AND a.device IS NOT DISTINCT FROM EXCLUDED.device`
      : 'ON CONFLICT (lower(name)) DO NOTHING';
    const values = [
      account.id ?? randomUUID(),
      name,
      account.displayName,
      kind,
      account.role ?? null,
      account.site ?? null,
      account.device ?? null,
      account.scopes ?? null,
      account.secretHash,
      new Date(this.#now()),
      by.principal?.id ?? null,
    ];
    const id = await this.#pool
      .query<{ id: string }>(
        `INSERT INTO account AS a
           (id, name, display_name, kind, role, site, device, scopes, secret_hash, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ${conflict} RETURNING id`,
        values,
      )
      .then(({ rows }) => rows[0]?.id)
      .catch((cause: unknown) => {
        if (codeOf(cause) !== UNIQUE_VIOLATION) throw cause;
        throw new InputError('the device has an account of another name already', { place: name, cause });
      });
    if (id === undefined) throw new InputError('the name is taken by another account', { place: name });
    await this.#audit.append(by, { action: 'account.create', subject: name, result: 'done', detail: { kind, rotate } });
    return { id, account: name, secret };
  }
}

const UNIQUE_VIOLATION = '23505';

/** Letters and digits that are not taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be read and typed by a person: 4 groups of 5, 99 bits. */
function makePassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
