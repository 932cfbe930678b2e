import type { Signal } from '../state/signal.ts';

/** A server that does not answer is asked again after this. */
const RETRY_MS = 2000;

export interface FollowOptions<T> {
  /** Grows when it should be read again. */
  readonly due: Signal<number>;
  readonly read: () => Promise<T>;
  /** It is another than before. */
  readonly onChange: (value: T) => void;
  readonly retryMs?: number;
}

/**
 * Reads again what the server holds (the site, its layers) whenever that is due, one reading at a time, and tells only of what differs
 * from the one held. Returns the function that ends it.
 */
export function followChanges<T>(held: T, { due, read, onChange, retryMs = RETRY_MS }: FollowOptions<T>): () => void {
  let text = JSON.stringify(held);
  let readUpto = due.get();
  let reading = false;
  let stopped = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const follow = async () => {
    clearTimeout(retry);
    reading = true;
    try {
      while (!stopped && readUpto !== due.get()) {
        const wanted = due.get();
        const value = await read();
        readUpto = wanted;
        const told = JSON.stringify(value);
        if (stopped || told === text) continue;
        text = told;
        onChange(value);
      }
    } catch {
      // Not reachable now; the link shows that.
      if (!stopped) retry = setTimeout(() => void follow(), retryMs);
    } finally {
      reading = false;
    }
  };
  const leave = due.subscribe(() => {
    if (!reading) void follow();
  });
  return () => {
    stopped = true;
    clearTimeout(retry);
    leave();
  };
}
