import { useCallback, useEffect, useRef, useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { type ElementList, type ListQuery, listKey } from './tree-rows.ts';

/** Elements asked for at once. */
const PAGE = 200;

/** Lists of a building's elements, loaded page by page as the tree is unfolded. */
export function useElementLists(building: string): {
  readonly lists: ReadonlyMap<string, ElementList>;
  /** Loads the first page of a list, or the next one. */
  load(query: ListQuery): void;
} {
  const { api } = useCenter();
  const [lists, setLists] = useState<ReadonlyMap<string, ElementList>>(new Map());
  const latest = useRef(lists);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => {
    abort.current = new AbortController();
    return () => abort.current?.abort();
  }, []);
  const put = useCallback((key: string, list: ElementList) => {
    latest.current = new Map(latest.current).set(key, list);
    setLists(latest.current);
  }, []);
  const load = useCallback(
    (query: ListQuery) => {
      const key = listKey(query);
      const known = latest.current.get(key);
      if (known?.state === 'loading' || (known?.state === 'ready' && known.next === null)) return;
      const items = known?.items ?? [];
      const cursor = known?.next ?? undefined;
      put(key, { items, next: cursor ?? null, state: 'loading' });
      const signal = abort.current?.signal;
      api.models
        .elements({ ...query, building, limit: PAGE, ...(cursor ? { cursor } : {}) }, signal)
        .then((reply) => put(key, { items: [...items, ...reply.items], next: reply.next, state: 'ready' }))
        .catch(() => {
          if (!signal?.aborted) put(key, { items, next: cursor ?? null, state: 'failed' });
        });
    },
    [api, building, put],
  );
  return { lists, load };
}
