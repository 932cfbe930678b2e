import type { Signal } from '../state/signal.ts';
import type { SiteView } from '../state/site-view.ts';

/** A server that does not answer is asked again after this. */
const RETRY_MS = 2000;

export interface SiteFollowerOptions {
  /** Grows when the site should be read again. */
  readonly due: Signal<number>;
  readonly read: () => Promise<SiteView>;
  /** The site is another than before. */
  readonly onSite: (site: SiteView) => void;
  readonly retryMs?: number;
}

/**
 * Reads the site again whenever that is due, one reading at a time, and tells only of a site that differs from the one held.
 * Returns the function that ends it.
 */
export function followSite(held: SiteView, { due, read, onSite, retryMs = RETRY_MS }: SiteFollowerOptions): () => void {
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
        const site = await read();
        readUpto = wanted;
        const told = JSON.stringify(site);
        if (stopped || told === text) continue;
        text = told;
        onSite(site);
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
