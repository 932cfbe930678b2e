import { useCallback, useEffect, useState } from 'react';
import { type ImportJob, isFinal } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';

/** How often the server is asked how far it is, milliseconds. */
const ASK_MS = 1000;

export interface Restore {
  /** The import that brings a version back, while it does. */
  readonly job: ImportJob | null;
  /** Why the last one did not come back. */
  readonly problem: string | null;
  /** Counts those that ended. */
  readonly round: number;
  start(version: number): void;
}

/** Brings back earlier models of a building, one at a time, and follows each until it stands. */
export function useRestore(building: string): Restore {
  const { imports } = useCenter().api;
  const format = useFormat();
  const [job, setJob] = useState<ImportJob | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const end = useCallback((reason: string | null) => {
    setJob(null);
    setProblem(reason);
    setRound((count) => count + 1);
  }, []);
  const start = (version: number) => {
    setProblem(null);
    imports.restore(building, version).then(setJob, (cause: unknown) => end(problemText(format, cause)));
  };
  useEffect(() => {
    if (job === null) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      imports.get(job.id, abort.signal).then(
        (now) => {
          if (abort.signal.aborted) return;
          if (!isFinal(now.stage)) return setJob(now);
          end(now.failure && `${format.text(`imports.failure.${now.failure.code}`)}: ${now.failure.detail}`);
        },
        // Not reachable now: it is asked again.
        () => !abort.signal.aborted && setJob({ ...job }),
      );
    }, ASK_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [job, imports, format, end]);
  return { job, problem, round, start };
}
