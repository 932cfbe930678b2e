import { useCallback, useEffect, useRef, useState } from 'react';

/** What an answer came to so far. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly cause: unknown };

const LOADING = { state: 'loading' } as const;

/**
 * Asks for something and follows the answer; asks again when the key changes, and forgets the answer to an earlier key.
 * A null key asks nothing. `last` is the last answer to any key: for what is only refreshed.
 */
export function useLoaded<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
): Loaded<T> & { readonly last: T | null; retry(): void } {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ request: string | null; loaded: Loaded<T> }>({
    request: null,
    loaded: LOADING,
  });
  const [last, setLast] = useState<T | null>(null);
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  const request = key === null ? null : `${key} #${attempt}`;
  useEffect(() => {
    if (request === null) return;
    const abort = new AbortController();
    const tell = (loaded: Loaded<T>) => {
      if (abort.signal.aborted) return;
      setAnswer({ request, loaded });
      if (loaded.state === 'ready') setLast(loaded.value);
    };
    latest
      .current(abort.signal)
      .then((value) => tell({ state: 'ready', value }))
      .catch((cause: unknown) => tell({ state: 'failed', cause }));
    return () => abort.abort();
  }, [request]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...(answer.request === request ? answer.loaded : LOADING), last, retry };
}
