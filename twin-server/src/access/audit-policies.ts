import type pg from 'pg';
import { type Principal, ROLE_NAMES } from '../principal.ts';

/** Whose doings a policy is about: a person's role, or programs with a key for the HTTP API. */
export const AUDITED = [...ROLE_NAMES, 'apiKey'] as const;
export type Audited = (typeof AUDITED)[number];

/** What the operation log keeps of them; what was refused, and who came and went, it always keeps. */
export const KEPT = ['changes', 'changesAndReads'] as const;
export type Kept = (typeof KEPT)[number];

/** Where nothing was set: of other parties also what they looked at, since it is about people who live here. */
const PRESET: Readonly<Record<Audited, Kept>> = {
  administrator: 'changes',
  operator: 'changes',
  viewer: 'changes',
  partner: 'changesAndReads',
  apiKey: 'changes',
};

/** What the operation log keeps of whom (8.2.1-6). Held in memory, since each read asks; this process alone changes it. */
export class AuditPolicies {
  readonly #pool: pg.Pool;
  #kept: Promise<Map<Audited, Kept>> | null = null;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Of each, in the order of AUDITED. */
  async all(): Promise<ReadonlyMap<Audited, Kept>> {
    this.#kept ??= this.#load();
    try {
      return await this.#kept;
    } catch (cause) {
      // The database was away: the next one asks again.
      this.#kept = null;
      throw cause;
    }
  }

  /** Whether what this one looks at is kept; never of the program itself, nor of what speaks MQTT alone. */
  async keepsReads(principal: Principal): Promise<boolean> {
    const whose = principal.type === 'user' ? principal.role : principal.type === 'apiKey' ? 'apiKey' : null;
    return whose !== null && (await this.all()).get(whose) === 'changesAndReads';
  }

  async set(whose: Audited, keeps: Kept): Promise<void> {
    await this.#pool.query(
      `INSERT INTO audit_policy (role, keeps) VALUES ($1, $2) ON CONFLICT (role) DO UPDATE SET keeps = EXCLUDED.keeps`,
      [whose, keeps],
    );
    this.#kept = null;
  }

  async #load(): Promise<Map<Audited, Kept>> {
    const { rows } = await this.#pool.query<{ role: string; keeps: Kept }>('SELECT role, keeps FROM audit_policy');
    const set = new Map(rows.map(({ role, keeps }) => [role, keeps]));
    return new Map(AUDITED.map((whose) => [whose, set.get(whose) ?? PRESET[whose]]));
  }
}
