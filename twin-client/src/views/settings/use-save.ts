import { useState } from 'react';
import { useFormat } from '../../kit/format-context.tsx';
import { problemText } from '../../kit/problem-text.ts';
import { Problem } from '../../state/problem.ts';
import { faultWords } from './fault-words.ts';

/** How the last attempt to store something went. */
export interface Save {
  readonly busy: boolean;
  /** What stood against it as a whole; null where nothing did, or where it is said at its fields. */
  readonly problem: string | null;
  /** Somebody else changed it meanwhile. */
  readonly conflict: boolean;
  /** What is wrong with a field of the body, or of what is below it; null for nothing. */
  faultOf(field: string): string | null;
  /** Resolves with whether it was done. */
  run(act: () => Promise<unknown>): Promise<boolean>;
  clear(): void;
}

/** Stores something once, and keeps what stood against it until the next attempt. `fields`: those that say their faults themselves. */
export function useSave(fields: readonly string[]): Save {
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const [cause, setCause] = useState<unknown>(null);
  const faults = cause instanceof Problem ? cause.faults : [];
  const isAt = (field: string, at: string) => at === field || at.startsWith(`${field}.`);
  const conflict = cause instanceof Problem && cause.status === 409;
  const elsewhere = faults.filter(({ field }) => !fields.some((one) => isAt(one, field)));
  const told = elsewhere.map(({ field, reason }) => `${field}: ${faultWords(format, reason)}`);
  return {
    busy,
    conflict,
    problem:
      cause === null || conflict || (faults.length > 0 && told.length === 0)
        ? null
        : told.join('; ') || problemText(format, cause),
    faultOf: (field) => {
      const fault = faults.find((one) => isAt(field, one.field));
      return fault ? faultWords(format, fault.reason) : null;
    },
    async run(act) {
      setBusy(true);
      setCause(null);
      try {
        await act();
        return true;
      } catch (problem) {
        setCause(problem);
        return false;
      } finally {
        setBusy(false);
      }
    },
    clear: () => setCause(null),
  };
}
