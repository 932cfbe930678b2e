import { useSyncExternalStore } from 'react';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { Wall } from '../../../state/records/wall.ts';

/** Also without a word from the server it is asked again now and then: whoever held the wall may have left. */
const RENEW_MS = 60_000;

/** What the wall shows, read again whenever somebody changes it; null until it is known. */
export function useWall(): { readonly wall: Wall | null; readonly cause: unknown; retry(): void } {
  const { api, store } = useCenter();
  const revision = useSyncExternalStore(store.wallRevision.subscribe, store.wallRevision.get);
  const turn = Math.floor(useNow() / RENEW_MS);
  const loaded = useLoaded(`wall ${revision} ${turn}`, (signal) => api.wall.read(signal));
  const { last, retry } = loaded;
  return { wall: last, cause: loaded.state === 'failed' ? loaded.cause : null, retry };
}

/** Whether a person holds the wall now. */
export const isHeld = (wall: Wall | null, now: number): boolean => wall?.holder != null && wall.holder.until > now;
