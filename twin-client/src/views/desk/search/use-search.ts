import { useEffect, useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { askModels } from './ask-models.ts';
import { FOUND_KINDS, type FoundGroup, type FoundKind } from './found.ts';
import { joinGroups } from './join-groups.ts';
import { searchEstate } from './search-estate.ts';

/** So long nobody types another letter: then the server is asked. */
const PAUSE_MS = 150;
/** How many of a kind are shown at first, and how many more every time they are asked for. */
const SHOWN: Readonly<Record<FoundKind, number>> = {
  buildings: 5,
  storeys: 4,
  homes: 5,
  devices: 5,
  spaces: 4,
  elements: 6,
  features: 5,
};
const MORE = 20;

/** What a search has come to. */
export interface Search {
  /** In the order of their kinds; none is empty and complete. */
  readonly groups: readonly FoundGroup[];
  /** Whether the server's part is still to come. */
  readonly asking: boolean;
  /** Why the server's part does not come; null where it did or may yet. */
  readonly failure: unknown;
  showMore(kind: FoundKind): void;
}

/** Finds things by a query: buildings and devices at once, what is in the models as soon as the server has answered. */
export function useSearch(query: string): Search {
  const { api, layers, site, store } = useCenter();
  const format = useFormat();
  const words = query.trim();
  const asked = usePause(words);
  const [shown, setShown] = useState<{ words: string; limits: Readonly<Record<FoundKind, number>> }>();
  const limits = shown?.words === words ? shown.limits : SHOWN;
  const key = asked !== '' && asked === words ? JSON.stringify([asked, limits, format.locale]) : null;
  const models = useLoaded(key, (signal) =>
    askModels(
      { api, layers, site, format, limits, isDevice: (code) => store.device(code) !== undefined },
      asked,
      signal,
    ),
  );
  const found = joinGroups([
    ...searchEstate(store.state, site.buildings, words, limits),
    ...(models.state === 'ready' && key !== null ? models.value : []),
  ]);
  return {
    groups: found.sort((a, b) => FOUND_KINDS.indexOf(a.kind) - FOUND_KINDS.indexOf(b.kind)),
    asking: words !== '' && models.state === 'loading',
    failure: models.state === 'failed' ? models.cause : null,
    showMore: (kind) => setShown({ words, limits: { ...limits, [kind]: limits[kind] + MORE } }),
  };
}

/** A text once it has rested. */
function usePause(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
