import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import type { PastPort } from '../../../state/ports/past.ts';
import type { Bookmark } from '../../../state/records/past.ts';
import styles from './replay.module.css';

export interface BookmarksProps {
  readonly at: number;
  readonly port: PastPort;
  /** Those of the time line's span. */
  readonly marks: readonly Bookmark[];
  onSeek(at: number): void;
  onChanged(): void;
}

/** Marks this instant for everybody; lists and removes what was marked around it. */
export function Bookmarks({ at, port, marks, onSeek, onChanged }: BookmarksProps) {
  const format = useFormat();
  const tell = useToast();
  const [label, setLabel] = useState('');
  const act = (doing: Promise<unknown>) =>
    void doing.then(onChanged).catch((cause: unknown) => tell(problemText(format, cause), 'problem'));
  const save = () => {
    if (label.trim() === '') return;
    act(port.mark(Math.round(at), label.trim()));
    setLabel('');
  };
  return (
    <details className={styles.menu} data-testid="replay-marks">
      <summary>
        {format.text('replay.marks')} {marks.length > 0 && format.number(marks.length)}
      </summary>
      <div>
        <label>
          <span>{format.text('replay.markLabel')}</span>
          <input
            value={label}
            maxLength={200}
            data-testid="replay-mark-label"
            onChange={({ target }) => setLabel(target.value)}
            onKeyDown={({ key }) => key === 'Enter' && save()}
          />
        </label>
        <Button look="action" disabled={label.trim() === ''} data-testid="replay-mark" onClick={save}>
          {format.text('replay.mark')} {format.clock(at)}
        </Button>
        <ul>
          {marks.map((mark) => (
            <li key={mark.id}>
              <button type="button" onClick={() => onSeek(mark.at)}>
                {format.clock(mark.at)} {mark.label} <small>{mark.by}</small>
              </button>
              <Button
                look="quiet"
                aria-label={format.text('replay.unmark', { label: mark.label })}
                onClick={() => act(port.unmark(mark.id))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
