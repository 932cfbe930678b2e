import { useEffect, useState } from 'react';
import { useCenter } from '../../kit/center-context.ts';
import type { OperationsReport } from '../../state/records/operations.ts';
import { addSample } from './samples.ts';

const POLL_MS = 2_000;

/** What was seen so far, and why nothing new comes. */
export interface Samples {
  readonly samples: readonly OperationsReport[];
  readonly problem: unknown;
}

/** Asks every two seconds how the server does and keeps the last minutes; one question at a time. */
export function useSamples(): Samples {
  const { api } = useCenter();
  const [seen, setSeen] = useState<Samples>({ samples: [], problem: null });
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const sample = await api.operations(abort.signal);
        setSeen(({ samples }) => ({ samples: addSample(samples, sample), problem: null }));
      } catch (problem) {
        if (abort.signal.aborted) return;
        setSeen(({ samples }) => ({ samples, problem }));
      }
      timer = setTimeout(() => void ask(), POLL_MS);
    };
    void ask();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [api]);
  return seen;
}
