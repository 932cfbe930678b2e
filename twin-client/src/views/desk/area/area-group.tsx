import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './area.module.css';
import { useOpenRow } from './use-open-row.ts';
import type { WithinGroup, WithinKind, WithinRow } from './within-groups.ts';

/** Rows shown at first, and so many more at a time. */
const ROWS = 50;

/** One list of an area query; buildings lie open, the others open by a click. */
export function AreaGroup({ group: { group, count, listed, kinds } }: { group: WithinGroup }) {
  const format = useFormat();
  const single = kinds.length === 1 && kinds[0]!.label === '' ? kinds[0]! : null;
  return (
    <Fold
      title={format.text(`area.group.${group}`)}
      count={count}
      startsOpen={group === 'buildings'}
      testId={`area-${group}`}
    >
      {listed < count && (
        <p className={styles.note}>
          {format.text('area.cut', { shown: format.number(listed), count: format.number(count) })}
        </p>
      )}
      {single ? <Rows rows={single.rows} /> : kinds.map((kind) => <Kind key={kind.key} kind={kind} />)}
    </Fold>
  );
}

function Kind({ kind: { label, count, rows } }: { kind: WithinKind }) {
  return (
    <Fold title={label} count={count} inner>
      <Rows rows={rows} />
    </Fold>
  );
}

interface FoldProps {
  readonly title: string;
  readonly count: number;
  readonly startsOpen?: boolean;
  readonly inner?: boolean;
  readonly testId?: string;
  readonly children: React.ReactNode;
}

/** A heading with a number that opens what is below it; drawn only then. */
function Fold({ title, count, startsOpen = false, inner = false, testId, children }: FoldProps) {
  const format = useFormat();
  const [open, setOpen] = useState(startsOpen);
  return (
    <div className={inner ? styles.kind : styles.group} data-testid={testId}>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>{title}</span>
        <b>{format.number(count)}</b>
      </button>
      {open && children}
    </div>
  );
}

function Rows({ rows }: { rows: readonly WithinRow[] }) {
  const format = useFormat();
  const openRow = useOpenRow();
  const [shown, setShown] = useState(ROWS);
  return (
    <ul>
      {rows.slice(0, shown).map((row) => (
        <li key={row.key}>
          <button type="button" className={styles.row} data-code={row.code} onClick={() => openRow(row)}>
            <span>{row.name}</span>
            <small>{row.detail}</small>
          </button>
        </li>
      ))}
      {rows.length > shown && (
        <li>
          <Button look="quiet" onClick={() => setShown(shown + ROWS * 4)}>
            {format.text('area.more', { count: format.number(Math.min(ROWS * 4, rows.length - shown)) })}
          </Button>
        </li>
      )}
    </ul>
  );
}
