import { useEffect } from 'react';
import { useLoaded } from '../../kit/use-loaded.ts';

/** How often it is asked whether something became of orders, ms: they are not pushed. */
const RENEW_MS = 5_000;

/** Asks, and asks again from time to time while the page is seen; `last` stays meanwhile. */
export function useRenewed<T>(key: string, load: (signal: AbortSignal) => Promise<T>) {
  const loaded = useLoaded(key, load);
  const { retry } = loaded;
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) retry();
    }, RENEW_MS);
    return () => clearInterval(timer);
  }, [retry]);
  return loaded;
}
