import type pg from 'pg';
import type { ApiKeyPrincipal, DevicePrincipal, GatewayPrincipal } from '../principal.ts';
import { ACCOUNT_COLUMNS, type AccountRow, principalOf } from './account-row.ts';
import type { AuditLog } from './audit.ts';
import { hashKey, verifyKey } from './secret.ts';

/** Proves the keys of programs, gateways and devices. */
export class MachineKeys {
  readonly #pool: pg.Pool;
  readonly #audit: AuditLog;
  /** What an unknown name is compared with, so that it takes as long as a known one. */
  readonly #nobody = hashKey('');

  constructor(pool: pg.Pool, audit: AuditLog) {
    this.#pool = pool;
    this.#audit = audit;
  }

  /** Whose key an Authorization header carries (`Bearer twin_<id>_<secret>`); null when it is nobody's. */
  async principalOfBearer(authorization: string | undefined): Promise<ApiKeyPrincipal | null> {
    const [, key, id] = /^Bearer +(twin_([0-9a-f]{32})_[A-Za-z0-9_-]{43})$/i.exec(authorization ?? '') ?? [];
    if (key === undefined || id === undefined) return null;
    const { rows } = await this.#pool.query<AccountRow & { kind: 'apiKey' }>(
      `SELECT ${ACCOUNT_COLUMNS} FROM account a WHERE a.id = $1 AND a.kind = 'apiKey' AND a.disabled_at IS NULL`,
      [id],
    );
    const [row] = rows;
    if (!verifyKey(row?.secret_hash ?? this.#nobody, key) || !row) return null;
    return principalOf(row);
  }

  /** The gateway or device that an MQTT CONNECT names; null when the name or the key is wrong. Refusals are audited. */
  async principalOfMqtt(
    username: string | undefined,
    password: string | Buffer | undefined,
    address: string | null,
  ): Promise<GatewayPrincipal | DevicePrincipal | null> {
    const { rows } = await this.#pool.query<AccountRow & { kind: 'gateway' | 'device' }>(
      `SELECT ${ACCOUNT_COLUMNS} FROM account a
       WHERE lower(a.name) = lower($1) AND a.kind IN ('gateway', 'device') AND a.disabled_at IS NULL`,
      [username?.replaceAll('\0', '') ?? ''],
    );
    const [row] = rows;
    const matches = verifyKey(row?.secret_hash ?? this.#nobody, password?.toString() ?? '');
    if (row && matches) return principalOf(row);
    if (row)
      await this.#audit.append({ principal: principalOf(row), address }, { action: 'mqtt.connect', result: 'failed' });
    return null;
  }
}
