import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import type { DrillDetail, DrillEntry } from '../../../state/records/drill.ts';
import styles from './drill-panel.module.css';
import { minutes } from './minutes.ts';

export interface DrillMessagesProps {
  readonly drill: DrillDetail;
  /** Says something to a role, or to all; null where nothing can be said. */
  readonly onSay: ((to: string, text: string) => Promise<boolean>) | null;
}

/** What people are told and say to each other, as by telephone. */
export function DrillMessages({ drill, onSay }: DrillMessagesProps) {
  const format = useFormat();
  const [to, setTo] = useState('all');
  const [text, setText] = useState('');
  const end = useRef<HTMLOListElement>(null);
  const count = drill.entries.length;
  useEffect(() => {
    if (count > 0) end.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  return (
    <section className={`${styles.part} ${styles.messages}`} aria-label={format.text('drill.situation')}>
      <h3>{format.text('drill.situation')}</h3>
      {count === 0 && <p className={styles.calm}>{format.text('drill.quiet')}</p>}
      <ol ref={end} className={styles.entries} role="log" data-testid="drill-entries">
        {drill.entries.map((entry, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are only added
          <Line key={i} entry={entry} drill={drill} />
        ))}
      </ol>
      {onSay && (
        <form
          className={styles.steering}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') void onSay(to, text).then((said) => said && setText(''));
          }}
        >
          <SelectField
            label={format.text('drill.to')}
            value={to}
            data-testid="drill-to"
            onChange={({ target }) => setTo(target.value)}
          >
            <option value="all">{format.text('drill.everybody')}</option>
            {drill.roles.map(({ id, label }) => (
              <option key={id} value={id}>
                {format.label(label)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={format.text('drill.words')}
            value={text}
            maxLength={500}
            data-testid="drill-words"
            onChange={({ target }) => setText(target.value)}
          />
          <Button type="submit" data-testid="drill-say" disabled={text.trim() === ''}>
            {format.text('drill.say')}
          </Button>
        </form>
      )}
    </section>
  );
}

function Line({ entry, drill }: { entry: DrillEntry; drill: DrillDetail }) {
  const { store } = useCenter();
  const format = useFormat();
  const { at, kind, by, to, text, device } = entry;
  const roleOf = (id: string | null) => {
    if (id === 'all') return format.text('drill.everybody');
    const found = drill.roles.find((role) => role.id === id);
    return found ? format.label(found.label) : (id ?? '');
  };
  const words = text ? format.label(text) : '';
  const name = device === null ? '' : (store.device(device)?.name ?? device);
  const isSaid = kind === 'message' || kind === 'say';
  return (
    <li data-kind={kind}>
      <time>{minutes(at)}</time>
      <span>
        {isSaid ? (
          <>
            <b>
              {by?.name ?? format.text('drill.exercise')} → {roleOf(to)}
            </b>{' '}
            {words}
          </>
        ) : (
          <>
            {by && <b>{by.name} </b>}
            {format.text(`drill.entry.${kind}`, { role: roleOf(to), device: name, text: words })}
          </>
        )}
      </span>
    </li>
  );
}
