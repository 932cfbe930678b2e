import type { ThrowTraceRecord } from '../records/throw-trace.ts';

/** Falling objects traced back. Rejects with a Problem. */
export interface FallsPort {
  /** Null while, or where, there is none. */
  trace(alarm: string, signal?: AbortSignal): Promise<ThrowTraceRecord | null>;
  /** Signs that it came from a home. */
  confirm(alarm: string, home: string, reason: string): Promise<ThrowTraceRecord>;
}
