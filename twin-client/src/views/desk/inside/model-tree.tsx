import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { BuildingOutline } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { plainClass } from '../../../state/building-look.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import { useAddress, useDesk } from '../desk.ts';
import { className } from '../model-tools/class-name.ts';
import type { Selection } from '../selection.ts';
import styles from './model-tree.module.css';
import { TreeLine } from './tree-line.tsx';
import { treeMove, typeAhead } from './tree-moves.ts';
import { searchRows, type TreeRow, treeRows } from './tree-rows.ts';
import { useElementLists } from './use-element-lists.ts';

/** Height of a row, rem, and rows drawn beyond those in view. */
const ROW_REM = 1.75;
const OVERSCAN = 6;
/** Elements a search shows. */
const FOUND = 60;
/** Letters typed within this belong to one word, milliseconds. */
const TYPING_MS = 800;

/** The building as a tree: site, building, storeys, rooms, elements by class; with a search over all of them. */
export function ModelTree({ building, outline }: { building: BuildingView; outline: BuildingOutline }) {
  const { api, site } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const { selection } = useAddress();
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(['site', 'building']));
  const [query, setQuery] = useState('');
  const words = useDeferredValue(query.trim());
  const { lists, load } = useElementLists(building.code);
  const found = useLoaded(words === '' ? null : words, async (signal) => {
    await new Promise((done) => setTimeout(done, 150));
    signal.throwIfAborted();
    return (await api.models.elements({ q: words, building: building.code, limit: FOUND }, signal)).items;
  });
  const rows = useMemo(() => {
    const classLabel = (ifcClass: string) => className(format, plainClass(ifcClass));
    const source = { site: format.label(site.name), building: building.name, outline, open, lists, classLabel };
    if (words === '') return treeRows(source);
    return searchRows(source, words, found.state === 'ready' ? found.value : []);
  }, [building.name, format, found, lists, open, outline, site.name, words]);

  const toggle = (row: TreeRow, to: boolean) => {
    const next = new Set(open);
    if (to) next.add(row.key);
    else next.delete(row.key);
    setOpen(next);
    if (to && row.needs) load(row.needs);
  };
  const choose = (row: TreeRow) => {
    const { target } = row;
    const wish = selectionOf(target, building.code, outline);
    if (wish) desk.open(wish);
    else if (target.kind === 'more') load(target.query);
    else if (row.open !== null) toggle(row, !row.open);
  };
  return (
    <div className={styles.tree}>
      <input
        type="search"
        className={styles.search}
        aria-label={format.text('tree.search')}
        placeholder={format.text('tree.search')}
        value={query}
        data-testid="tree-search"
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && query !== '') {
            setQuery('');
            event.preventDefault();
            event.stopPropagation();
          }
        }}
      />
      <TreeBox
        rows={rows}
        chosen={rows.findIndex(({ target }) => isChosen(target, selection))}
        onToggle={toggle}
        onChoose={choose}
      />
      {words !== '' && rows.length === 0 && found.state !== 'loading' && (
        <p className={styles.none}>{format.text('tree.none', { query: words })}</p>
      )}
    </div>
  );
}

interface TreeBoxProps {
  readonly rows: readonly TreeRow[];
  /** The row of what the desk has selected; −1 where it is not unfolded. */
  readonly chosen: number;
  onToggle(row: TreeRow, open: boolean): void;
  onChoose(row: TreeRow): void;
}

/** The rows in view, and the keys that move among all of them. */
function TreeBox({ rows, chosen, onToggle, onChoose }: TreeBoxProps) {
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const typed = useRef({ word: '', at: 0 });
  const [active, setActive] = useState(0);
  const [view, setView] = useState({ top: 0, height: 400 });
  const at = Math.min(active, rows.length - 1);
  const rowPx = ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const reveal = (index: number) => {
    const element = box.current;
    if (!element || index < 0) return;
    const top = index * rowPx;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowPx > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + rowPx - element.clientHeight;
    }
  };
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setView({ top: element.scrollTop, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const go = (index: number) => {
    setActive(index);
    reveal(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[at];
    const move = treeMove(rows, at, event.key);
    if (row && move) {
      go(move.to);
      if (move.act === 'choose') onChoose(row);
      else if (move.act) onToggle(row, move.act === 'open');
    } else if (event.key.length === 1) {
      const now = event.timeStamp;
      const word = now - typed.current.at < TYPING_MS ? typed.current.word + event.key : event.key;
      typed.current = { word, at: now };
      const found = typeAhead(rows, at, word);
      if (found >= 0) go(found);
    } else return;
    // The desk's own keys are not meant.
    event.preventDefault();
    event.stopPropagation();
  };
  const first = Math.max(0, Math.floor(view.top / rowPx) - OVERSCAN);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / rowPx) + OVERSCAN);
  return (
    <div
      ref={box}
      role="tree"
      tabIndex={0}
      aria-label={format.text('inside.tree')}
      aria-activedescendant={rows[at] ? rowId(at) : undefined}
      className={styles.box}
      data-testid="tree"
      onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
      onKeyDown={onKeyDown}
      onClick={({ target }) => {
        const clicked = target instanceof Element ? target : null;
        const index = Number(clicked?.closest('[data-row]')?.getAttribute('data-row') ?? -1);
        const row = rows[index];
        if (!row) return;
        setActive(index);
        if (clicked?.closest('[data-twist="true"]')) onToggle(row, !row.open);
        else onChoose(row);
      }}
    >
      <div role="presentation" style={{ height: rows.length * rowPx, position: 'relative' }}>
        {rows.slice(first, last).map((row, offset) => {
          const index = first + offset;
          return (
            <TreeLine
              key={row.key}
              id={rowId(index)}
              row={row}
              active={index === at}
              chosen={index === chosen}
              style={{ top: index * rowPx, height: rowPx }}
              index={index}
            />
          );
        })}
      </div>
    </div>
  );
}

const rowId = (index: number) => `tree-row-${index}`;

/** What choosing a row selects; null where it only folds or loads. */
function selectionOf(target: TreeRow['target'], code: string, outline: BuildingOutline): Selection | null {
  if (target.kind === 'building') return { kind: 'building', code, storey: null };
  if (target.kind === 'storey') return { kind: 'building', code, storey: target.storey.name };
  if (target.kind === 'space') {
    const storey = outline.storeys.find(({ globalId }) => globalId === target.space.storey);
    return { kind: 'building', code, storey: storey?.name ?? null, space: target.space.globalId };
  }
  if (target.kind !== 'element') return null;
  const { storey, globalId } = target.element;
  return { kind: 'building', code, storey, element: globalId };
}

function isChosen(target: TreeRow['target'], selection: Selection | null): boolean {
  if (selection?.kind !== 'building') return false;
  const { element, space, storey } = selection;
  if (element) return target.kind === 'element' && target.element.globalId === element;
  if (space) return target.kind === 'space' && target.space.globalId === space;
  if (storey !== null) return target.kind === 'storey' && target.storey.name === storey;
  return target.kind === 'building';
}
