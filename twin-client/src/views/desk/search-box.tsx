import { useDeferredValue, useId, useRef, useState } from 'react';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { useDesk } from './desk.ts';
import { useDeskKeys } from './desk-keys.ts';
import styles from './scene-tools.module.css';
import { type Found, searchEstate } from './search-devices.ts';

const RESULTS = 12;

/** Finds devices and buildings by code or name; arrows choose, Enter flies there. */
export function SearchBox() {
  const { store, site } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const search = (words: string) => searchEstate(store.state, site.buildings, words, RESULTS);
  const { found, total } = search(useDeferredValue(query));
  useDeskKeys({
    '/': () => {
      input.current?.focus();
      return true;
    },
  });
  const choose = ({ selection }: Found) => {
    desk.open(selection);
    setQuery('');
    setOpen(false);
    input.current?.blur();
  };
  const enter = () => {
    // What is typed counts, not what the list has come to show of it.
    const first = search(query).found[at];
    if (first) choose(first);
  };
  const shown = open && query.trim() !== '';
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
        aria-activedescendant={shown && found[at] ? `${id}-${at}` : undefined}
        placeholder={format.text('search.placeholder')}
        value={query}
        data-testid="search"
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
          else if (event.key === 'Enter') enter();
          else if (event.key === 'Escape') event.currentTarget.blur();
          else return;
          event.preventDefault();
        }}
      />
      {shown && (
        <div className={styles.results}>
          <div id={`${id}-list`} role="listbox" aria-label={format.text('search.label')}>
            {found.map((entry, index) => (
              <div
                key={entry.key}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className={styles.result}
                // Before the field loses the focus and the list closes.
                onPointerDown={(event) => {
                  event.preventDefault();
                  choose(entry);
                }}
              >
                <span>{entry.name}</span>
                <small>{entry.selection.kind === 'building' ? format.text('search.building') : entry.code}</small>
              </div>
            ))}
          </div>
          {total === 0 && <p className={styles.hint}>{format.text('search.none', { query })}</p>}
          {total > found.length && (
            <p className={styles.hint}>{format.text('search.more', { count: total - found.length })}</p>
          )}
        </div>
      )}
    </div>
  );
}
