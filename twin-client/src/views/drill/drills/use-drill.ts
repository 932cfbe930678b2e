import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import type { DrillsPort } from '../../../state/ports/drills.ts';
import type { DrillDetail } from '../../../state/records/drill.ts';

/** When a drill is over its course says nothing more: it is asked for from time to time, too, ms. */
const RENEW_MS = 3_000;

/** The drill of this course, asked for again whenever its course says that it changed; `act` does something and takes what came of it. */
export function useDrill(port: DrillsPort, number: number) {
  const { course } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const progress = useSyncExternalStore(course!.progress.subscribe, course!.progress.get);
  const [drill, setDrill] = useState<DrillDetail | null>(null);
  const revision = progress?.revision ?? 0;
  useEffect(() => {
    // Which revision it was is the whole of why it is asked for again.
    void revision;
    const abort = new AbortController();
    const read = () =>
      port
        .get(number, abort.signal)
        .then((found) => !abort.signal.aborted && setDrill(found))
        // The link says when the server is away; it is asked again soon.
        .catch(() => undefined);
    void read();
    const timer = setInterval(() => void read(), RENEW_MS);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [port, number, revision]);
  const act = useCallback(
    async (doing: Promise<DrillDetail>) => {
      try {
        setDrill(await doing);
        return true;
      } catch (cause) {
        tell(problemText(format, cause), 'problem');
        return false;
      }
    },
    [format, tell],
  );
  return { drill, act };
}
