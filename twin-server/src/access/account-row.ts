import type { Permission, Principal, Role } from '../principal.ts';

/** A row of the account table; which of the nullable columns are set follows from kind. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly display_name: string;
  readonly kind: 'user' | 'apiKey' | 'gateway' | 'device';
  readonly role: Role | null;
  readonly site: string | null;
  readonly device: string | null;
  readonly scopes: Permission[] | null;
  readonly secret_hash: string;
  readonly disabled_at: Date | null;
}

/** Its columns, for a SELECT from `account a`. */
export const ACCOUNT_COLUMNS =
  'a.id, a.name, a.display_name, a.kind, a.role, a.site, a.device, a.scopes, a.secret_hash, a.disabled_at';

/** Who an account is once its secret was proved; the narrower type follows from the row's kind, which the caller asked for. */
export function principalOf<Type extends AccountRow['kind']>(
  row: AccountRow & { readonly kind: Type },
): Extract<Principal, { type: Type }>;
export function principalOf(row: AccountRow): Principal {
  const identity = { id: row.id, account: row.name, displayName: row.display_name };
  switch (row.kind) {
    case 'user':
      return { type: 'user', ...identity, role: row.role! };
    case 'apiKey':
      return { type: 'apiKey', ...identity, scopes: row.scopes!, site: row.site };
    case 'gateway':
      return { type: 'gateway', ...identity, site: row.site! };
    case 'device':
      return { type: 'device', ...identity, site: row.site!, device: row.device! };
  }
}
