import type { CoveragePort } from '../../state/ports/coverage.ts';
import { Coverage, CoverageChange } from '../../state/records/coverage.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** What cameras and fences cover. */
export function coveragePort(at: Address): CoveragePort {
  return {
    present: (signal) => ask(at('/coverage'), Coverage, { signal }),
    whatIf: (cameras, removed, signal) =>
      ask(at('/coverage/what-if'), CoverageChange, { method: 'POST', body: { cameras, removed }, signal }),
  };
}
