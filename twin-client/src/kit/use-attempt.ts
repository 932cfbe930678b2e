import { useState } from 'react';
import { useFormat } from './format-context.tsx';
import { problemText } from './problem-text.ts';

/**
 * What a dialog does when it is sent. `attempt` does the act, and `then` when it was done; `pending` until it ends, so that nothing is sent
 * twice; `problem`: what stood against the last attempt, in the user's words. The dialog and what was written in it stay then.
 */
export function useAttempt() {
  const format = useFormat();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const attempt = async <T>(act: () => Promise<T>, then: (done: T) => void): Promise<void> => {
    setPending(true);
    setProblem(null);
    try {
      then(await act());
    } catch (cause) {
      setProblem(problemText(format, cause));
    }
    setPending(false);
  };
  return { problem, pending, attempt };
}
