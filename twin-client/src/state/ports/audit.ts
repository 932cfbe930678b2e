import type { AuditLine, AuditPolicy } from '../records/audit.ts';

/** Which lines of the operation log are looked for; from and until in epoch ms. */
export interface AuditAsked {
  readonly account?: string | undefined;
  readonly kind?: AuditLine['kind'] | undefined;
  readonly result?: AuditLine['result'] | undefined;
  /** A part of the action or of what it was done to. */
  readonly q?: string | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

/** The operation log (8.2.1-5) and its policies (8.2.1-6). */
export interface AuditPort {
  /** The newest first; `next` is where the page after begins. */
  page(
    asked: AuditAsked,
    cursor: string | null,
    signal?: AbortSignal,
  ): Promise<{ readonly items: readonly AuditLine[]; readonly next: string | null }>;
  policies(signal?: AbortSignal): Promise<readonly AuditPolicy[]>;
  setPolicy(policy: AuditPolicy): Promise<void>;
}
