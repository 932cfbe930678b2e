import { useState } from 'react';
import type { Alarm, AlarmAction } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import type { TextKey } from '../../../kit/i18n/texts.ts';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { TimelineEntry } from '../../../state/records/alarm-timeline.ts';
import styles from './alarm-card.module.css';

/** What the source or the clock did; the other kinds are actions of people. */
const SOURCE_WORDS: Partial<Record<TimelineEntry['kind'], TextKey>> = {
  raised: 'timeline.raised',
  recurred: 'timeline.recurred',
  returned: 'timeline.returned',
  escalated: 'timeline.escalated',
  closed: 'timeline.closed',
  sourceNormal: 'timeline.sourceNormal',
  grouped: 'timeline.grouped',
  ungrouped: 'timeline.ungrouped',
  reannounced: 'timeline.reannounced',
  stepOverdue: 'timeline.stepOverdue',
  actionAsked: 'timeline.actionAsked',
  actionEnded: 'timeline.actionEnded',
};

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
  const { api } = useCenter();
  const format = useFormat();
  const version = [alarm.id, alarm.case, alarm.active, alarm.acknowledged, alarm.shelvedUntil, alarm.lastTime].join(
    ' ',
  );
  const record = useLoaded(version, (signal) => api.alarm(alarm.id, signal));
  // What was told stays while it is asked for again.
  const timeline = record.last?.timeline;
  if (timeline) return <TimelineList timeline={timeline} />;
  if (record.state === 'failed') return <ProblemNotice cause={record.cause} onRetry={record.retry} />;
  return <LoadingNotice text={format.text('shell.loading')} />;
}

/** What happened to an alarm, in order. */
export function TimelineList({ timeline }: { timeline: readonly TimelineEntry[] }) {
  const { clock } = useCenter();
  const format = useFormat();
  return (
    <ol className={styles.entries}>
      {keyed(timeline).map(({ key, entry }) => (
        <li key={key}>
          <time dateTime={new Date(entry.time).toISOString()}>{format.moment(entry.time, clock.now())}</time>
          <span>{entryText(format, entry)}</span>
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

function entryText(format: Format, { kind, by, reason }: TimelineEntry): string {
  const source = SOURCE_WORDS[kind];
  const told = source ? format.text(source) : format.text(`action.${kind as AlarmAction}`);
  return [told, by?.displayName ?? '', reason ?? ''].filter(Boolean).join(' · ');
}
