import { useEffect, useId, useRef, useState } from 'react';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { useDesk } from './desk.ts';
import { useDeskKeys } from './desk-keys.ts';
import type { FoundHome } from './search/ask-models.ts';
import type { Found, FoundKind } from './search/found.ts';
import { readHomeAddress } from './search/query-place.ts';
import styles from './search/search.module.css';
import { SearchResults } from './search/search-results.tsx';
import { useSearch } from './search/use-search.ts';
import type { Selection } from './selection.ts';

/** A line of the list: a thing found, or the wish for more of a kind. */
type Option = { readonly key: string; readonly found: Found } | { readonly key: string; readonly more: FoundKind };

/** Finds anything of the estate by name, address, code or property; arrows choose, Enter flies there and opens it. */
export function SearchBox() {
  const { api } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const [entered, setEntered] = useState(false);
  const search = useSearch(query);
  const options: Option[] = search.groups.flatMap(({ kind, found, more }) => [
    ...found.map((one): Option => ({ key: one.key, found: one })),
    ...(more === 0 ? [] : [{ key: `more/${kind}`, more: kind }]),
  ]);
  const index = Math.max(
    0,
    options.findIndex(({ key }) => key === at),
  );
  useDeskKeys({
    '/': () => {
      input.current?.focus();
      return true;
    },
  });
  const go = (selection: Selection) => {
    desk.open(selection);
    setQuery('');
    setOpen(false);
    input.current?.blur();
  };
  const choose = (option: Option) => {
    if ('more' in option) {
      setAt(option.key);
      search.showMore(option.more);
      return;
    }
    const { found } = option;
    if (!isHome(found)) return go(found.selection);
    const { building, ifcSpaceGuid: space, floorNumber } = found.home;
    if (space === null) return go({ kind: 'building', code: building, storey: `${floorNumber}F` });
    // The record says the floor's number, the model the storey's name.
    void api.models
      .element(building, space)
      .then(({ storey }) => storey)
      .catch(() => `${floorNumber}F`)
      .then((storey) => go({ kind: 'building', code: building, storey, space }));
  };
  const enter = () => {
    // Whoever types an address and Enter means the home, though it is the server that knows it.
    if (search.asking && (options.length === 0 || readHomeAddress(query))) setEntered(true);
    else if (options[index]) choose(options[index]);
  };
  const first = options[0];
  useEffect(() => {
    if (!entered || search.asking) return;
    setEntered(false);
    if (first) choose(first);
  });
  const shown = open && query.trim() !== '';
  const step = (by: 1 | -1) => {
    const next = options[Math.min(Math.max(index + by, 0), options.length - 1)];
    setAt(next?.key ?? null);
  };
  return (
    <div className={styles.search}>
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label={format.text('search.label')}
        aria-expanded={shown}
        aria-controls={shown ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown && options[index] ? `${id}-${options[index].key}` : undefined}
        placeholder={format.text('search.placeholder')}
        value={query}
        data-testid="search"
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(null);
          setEntered(false);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'ArrowDown') step(1);
          else if (event.key === 'ArrowUp') step(-1);
          else if (event.key === 'Enter') enter();
          else if (event.key === 'Escape') event.currentTarget.blur();
          else return;
          event.preventDefault();
        }}
      />
      {shown && (
        <SearchResults
          id={id}
          query={query.trim()}
          search={search}
          chosen={options[index]?.key ?? null}
          onChoose={(found) => choose({ key: found.key, found })}
          onMore={(kind) => choose({ key: `more/${kind}`, more: kind })}
        />
      )}
    </div>
  );
}

function isHome(found: Found): found is FoundHome {
  return 'home' in found;
}
