import type { Coverage, CoverageChange } from '../records/coverage.ts';

/** What cameras and fences cover. Rejects with a Problem. */
export interface CoveragePort {
  present(signal?: AbortSignal): Promise<Coverage>;
  /** As if these cameras were not there. */
  without(cameras: readonly string[], signal?: AbortSignal): Promise<CoverageChange>;
}
