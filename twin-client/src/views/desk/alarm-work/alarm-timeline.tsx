import { useState } from 'react';
import type { Alarm } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { AlarmRecord, TimelineEntry } from '../../../state/records/alarm-record.ts';
import { ToldWaysLines } from '../routes/told-ways.tsx';
import styles from './alarm-card.module.css';
import { entryWords } from './timeline-words.ts';

/** Everything that happened to an alarm, asked for when it is unfolded and again when the alarm changes. */
export function AlarmTimeline({ alarm }: { alarm: Alarm }) {
  const format = useFormat();
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.timeline} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{format.text('alarm.timeline')}</summary>
      {open && <Entries alarm={alarm} />}
    </details>
  );
}

function Entries({ alarm }: { alarm: Alarm }) {
  const { api, store } = useCenter();
  const format = useFormat();
  // A comment changes nothing of the alarm but its revision.
  const version = `${JSON.stringify(alarm)} ${store.alarmRevision(alarm)}`;
  const record = useLoaded(version, (signal) => api.alarm(alarm.id, signal));
  // What was told stays while it is asked for again.
  if (record.last) return <TimelineList record={record.last} />;
  if (record.state === 'failed') return <ProblemNotice cause={record.cause} onRetry={record.retry} />;
  return <LoadingNotice text={format.text('shell.loading')} />;
}

/** What happened to an alarm, in order. */
export function TimelineList({ record }: { record: AlarmRecord }) {
  const center = useCenter();
  const format = useFormat();
  return (
    <ol className={styles.entries}>
      {keyed(record.timeline).map(({ key, entry }) => (
        <li key={key}>
          <time dateTime={new Date(entry.time).toISOString()}>{format.moment(entry.time, center.clock.now())}</time>
          <div>
            {entryWords(center, format, record, entry)}
            {entry.told && <ToldWaysLines told={entry.told} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Several things may happen at one instant: they are told apart by their turn. */
function keyed(entries: readonly TimelineEntry[]): { key: string; entry: TimelineEntry }[] {
  const turns = new Map<string, number>();
  return entries.map((entry) => {
    const moment = `${entry.time} ${entry.kind}`;
    const turn = (turns.get(moment) ?? 0) + 1;
    turns.set(moment, turn);
    return { key: `${moment} ${turn}`, entry };
  });
}
