import type { FallsPort } from '../../state/ports/falls.ts';
import { ThrowTraceRecord } from '../../state/records/throw-trace.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Falling objects traced back (7.2.16-2). */
export function fallsPort(at: Address): FallsPort {
  const of = (alarm: string) => at(`/alarms/${encodeURIComponent(alarm)}/throw-trace`);
  return {
    trace: (alarm, signal) => ask(of(alarm), ThrowTraceRecord.nullable(), { signal }),
    confirm: (alarm, home, reason) =>
      ask(`${of(alarm)}/confirmation`, ThrowTraceRecord, { method: 'POST', body: { home, reason } }),
  };
}
