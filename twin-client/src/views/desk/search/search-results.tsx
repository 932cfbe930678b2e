import { type ReactNode, useEffect, useRef } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import type { Found, FoundKind } from './found.ts';
import styles from './search.module.css';
import type { Search } from './use-search.ts';

export interface SearchResultsProps {
  /** Begins the ids of the list and its options. */
  readonly id: string;
  readonly query: string;
  readonly search: Search;
  /** Key of the option the keyboard stands on: a thing's, or `more/<kind>`. */
  readonly chosen: string | null;
  onChoose(found: Found): void;
  onMore(kind: FoundKind): void;
}

/** The list under the search box: things by kind, how many there are besides, and what is still to come. */
export function SearchResults({ id, query, search, chosen, onChoose, onMore }: SearchResultsProps) {
  const format = useFormat();
  const { groups, asking, failure } = search;
  const option = (key: string, className: string | undefined, choose: () => void, content: ReactNode) => (
    <ResultOption key={key} id={`${id}-${key}`} selected={key === chosen} className={className} onChoose={choose}>
      {content}
    </ResultOption>
  );
  return (
    <div className={styles.results} data-testid="search-results" aria-busy={asking}>
      <div id={`${id}-list`} role="listbox" aria-label={format.text('search.label')}>
        {groups.map(({ kind, found, more }) => (
          <fieldset key={kind} className={styles.group} aria-labelledby={`${id}-${kind}`} data-group={kind}>
            <p id={`${id}-${kind}`} className={styles.kind}>
              {format.text(`search.group.${kind}`)}
            </p>
            {found.map((one) =>
              option(
                one.key,
                styles.result,
                () => onChoose(one),
                <>
                  <span>{one.name}</span>
                  <small>{one.detail}</small>
                  {one.note && <small className={styles.note}>{one.note}</small>}
                </>,
              ),
            )}
            {more !== 0 &&
              option(
                `more/${kind}`,
                styles.more,
                () => onMore(kind),
                more === 'some'
                  ? format.text('search.moreUncounted')
                  : format.text('search.more', { count: format.number(more) }),
              )}
          </fieldset>
        ))}
      </div>
      {asking && <p className={styles.hint}>{format.text('search.asking')}</p>}
      {failure !== null && <p className={styles.hint}>{problemText(format, failure)}</p>}
      {!asking && failure === null && groups.length === 0 && (
        <p className={styles.hint}>
          {format.text('search.none', { query })}
          <br />
          {format.text('search.noneHint')}
        </p>
      )}
    </div>
  );
}

interface ResultOptionProps {
  readonly id: string;
  readonly selected: boolean;
  readonly className: string | undefined;
  readonly children: ReactNode;
  onChoose(): void;
}

function ResultOption({ id, selected, className, children, onChoose }: ResultOptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={className}
      // Before the field loses the focus and the list closes.
      onPointerDown={(event) => {
        event.preventDefault();
        onChoose();
      }}
    >
      {children}
    </div>
  );
}
