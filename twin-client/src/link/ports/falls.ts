import type { FallsPort } from '../../state/ports/falls.ts';
import { Problem } from '../../state/problem.ts';
import { ThrowTraceRecord } from '../../state/records/throw-trace.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Falling objects traced back (7.2.16-2). */
export function fallsPort(at: Address): FallsPort {
  const of = (alarm: string) => at(`/alarms/${encodeURIComponent(alarm)}/throw-trace`);
  return {
    trace: async (alarm, signal) => {
      try {
        return await ask(of(alarm), ThrowTraceRecord, { signal });
      } catch (cause) {
        if (cause instanceof Problem && cause.status === 404) return null;
        throw cause;
      }
    },
    confirm: (alarm, home, reason) =>
      ask(`${of(alarm)}/confirmation`, ThrowTraceRecord, { method: 'POST', body: { home, reason } }),
  };
}
