import { type FormEvent, type ReactNode, useState } from 'react';
import { facilitySymbol } from '../../facilities/overlay.ts';
import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { PriorityMark } from '../../kit/marks.tsx';
import { LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import { type Column, DataTable } from '../../kit/table/data-table.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { FoundAlarm } from '../../state/records/past.ts';
import { SpanChoice, useSpan } from '../reports/span-choice.tsx';
import styles from './drill-page.module.css';

/** Alarms of the past by words, the newest first. `action`: what can be made of one, at the end of its row. */
export function PastAlarms({ title, action }: { title: string; action(alarm: FoundAlarm): ReactNode }) {
  const { api, clock, store } = useCenter();
  const format = useFormat();
  const { length, span, choose } = useSpan('day');
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const { from, to } = span;
  const loaded = useLoaded(`${words} ${from} ${to}`, (signal) => api.past.find(words, from, to, signal));
  const shown = loaded.state === 'ready' ? loaded.value : loaded.last;
  const columns: Column<FoundAlarm>[] = [
    {
      key: 'time',
      title: format.text('pastAlarms.time'),
      cell: ({ raisedAt }) => <time className={styles.time}>{format.moment(raisedAt, clock.now())}</time>,
    },
    {
      key: 'alarm',
      title: format.text('pastAlarms.alarm'),
      cell: ({ priority, facility, label }) => (
        <span className={styles.kind}>
          <PriorityMark priority={priority} symbol={facilitySymbol(store.catalogue.facility(facility))} />
          {format.label(label)}
        </span>
      ),
    },
    { key: 'device', title: format.text('pastAlarms.device'), cell: ({ deviceName }) => deviceName },
    { key: 'id', title: format.text('pastAlarms.number'), cell: ({ id }) => <small>{id}</small> },
    { key: 'action', title: format.text('pastAlarms.action'), cell: action },
  ];
  const send = (event: FormEvent) => {
    event.preventDefault();
    setWords(typed.trim());
  };
  return (
    <Panel
      title={title}
      from="alarmLog"
      aside={shown && format.text(shown.more ? 'replay.foundMore' : 'replay.found', { count: shown.items.length })}
    >
      <form className={styles.tools} onSubmit={send}>
        <SpanChoice length={length} choose={choose} />
        <TextField
          label={format.text('pastAlarms.words')}
          type="search"
          maxLength={200}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          data-testid="past-alarms-words"
        />
        <Button type="submit">{format.text('pastAlarms.find')}</Button>
      </form>
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {!shown && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {shown && (
        <DataTable
          columns={columns}
          rows={shown.items}
          keyOf={({ id }) => id}
          empty={format.text('pastAlarms.none')}
          testId="past-alarms"
        />
      )}
    </Panel>
  );
}
