import { SOURCE_LIMITS, type SourceLimits } from './source-limits.ts';

/** What one bake may take before its process is ended. */
export interface BakeLimits extends SourceLimits {
  /** Milliseconds for one file, however large; 10 minutes where not given. A small one is given less: see timeFor. */
  readonly timeoutMs: number;
  /** Resident set of the process in MiB; 4,096 where not given. Where it cannot be watched (not Linux), the heap's limit alone. */
  readonly memoryMb: number;
  /** Resident set in MiB that an idle worker may hold; 512 where not given. */
  readonly idleMb: number;
}

export const DEFAULT_LIMITS: BakeLimits = { timeoutMs: 600_000, memoryMb: 4_096, idleMb: 512, ...SOURCE_LIMITS };

/** Milliseconds that any file may take. */
export const LEAST_MS = 60_000;
// A cold worker that is alone bakes more than a megabyte a second: a file that needs ten times as long never ends.
const MS_PER_BYTE = 0.01;
// Of a packed file. What is in it is not known here.
const USUAL_RATIO = 10;

/** Milliseconds that a file of this size may take. */
export function timeFor(file: string, bytes: number, { timeoutMs }: BakeLimits): number {
  const unpacked = /\.(ifczip|zip)$/i.test(file) ? bytes * USUAL_RATIO : bytes;
  return Math.min(timeoutMs, LEAST_MS + unpacked * MS_PER_BYTE);
}
