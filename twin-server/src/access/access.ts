import type pg from 'pg';
import type { ApiKeyPrincipal, DevicePrincipal, GatewayPrincipal, UserPrincipal } from '../principal.ts';
import { Accounts } from './accounts.ts';
import { AuditLog } from './audit.ts';
import { AuditPolicies } from './audit-policies.ts';
import { BRAKE_LIMITS, Brake, type BrakeLimits } from './brake.ts';
import { MachineKeys } from './machine-keys.ts';
import { SESSION_LIMITS, type SessionLimits, Sessions } from './sessions.ts';
import { type Credentials, type RequestOrigin, SignIn, type SignInResult } from './sign-in.ts';

export type { Accounts } from './accounts.ts';
export { BY_SYSTEM } from './audit.ts';

/** How access is set up. */
export interface AccessOptions {
  /** The pages are reached over TLS only: cookies carry Secure and the __Host- prefix. */
  readonly secure?: boolean;
  /** The clock, epoch ms. */
  readonly now?: () => number;
  readonly limits?: Partial<SessionLimits & BrakeLimits>;
}

/** Everything about who is who: what main hands out, and what the command line uses. */
export interface Access {
  readonly accounts: Accounts;
  readonly audit: AuditLog;
  readonly policies: AuditPolicies;
  signIn(credentials: Credentials, from: RequestOrigin): Promise<SignInResult>;
  /** Ends the session a Cookie header carries; returns the Set-Cookie value that clears it. */
  signOut(cookieHeader: string | undefined, from: RequestOrigin): Promise<string>;
  /** From a raw Cookie header; counts as use of the session. */
  principalOfCookie(cookieHeader: string | undefined): Promise<UserPrincipal | null>;
  /** From a raw Authorization header. */
  principalOfBearer(authorization: string | undefined): Promise<ApiKeyPrincipal | null>;
  principalOfMqtt(
    username: string | undefined,
    password: string | Buffer | undefined,
    address: string | null,
  ): Promise<GatewayPrincipal | DevicePrincipal | null>;
  /** Forgets ended sessions and old failures; to be called every hour or so. */
  sweep(): Promise<void>;
}

/** Accounts, sessions, keys, brake and audit over one database. */
export function createAccess(pool: pg.Pool, options: AccessOptions = {}): Access {
  const { secure = false, now = Date.now, limits = {} } = options;
  const audit = new AuditLog(pool, now);
  const sessions = new Sessions(pool, now, { ...SESSION_LIMITS, ...limits }, secure);
  const brake = new Brake(pool, now, { ...BRAKE_LIMITS, ...limits });
  const signIn = new SignIn(pool, now, { sessions, brake, audit });
  const keys = new MachineKeys(pool, audit);
  return {
    accounts: new Accounts(pool, now, { sessions, audit }),
    audit,
    policies: new AuditPolicies(pool),
    signIn: (credentials, from) => signIn.attempt(credentials, from),
    signOut: async (cookieHeader, from) => {
      const principal = await sessions.principalOf(cookieHeader);
      if (principal)
        await audit.append({ principal, address: from.address }, { action: 'session.close', result: 'done' });
      return sessions.close(cookieHeader);
    },
    principalOfCookie: (cookieHeader) => sessions.principalOf(cookieHeader),
    principalOfBearer: (authorization) => keys.principalOfBearer(authorization),
    principalOfMqtt: (username, password, address) => keys.principalOfMqtt(username, password, address),
    sweep: async () => {
      await sessions.sweep();
      await brake.sweep();
    },
  };
}
