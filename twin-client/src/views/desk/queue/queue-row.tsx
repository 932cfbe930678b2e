import type { Alarm } from 'twin-core';
import { facilitySymbol } from '../../../facilities/overlay.ts';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { PriorityMark, priorityClass } from '../../../kit/marks.tsx';
import { placedName } from '../../../state/place-name.ts';
import type { AlarmDesk } from '../use-alarm-desk.ts';
import { alarmLabel, alarmOwner } from './alarm-words.ts';
import styles from './queue.module.css';

export interface QueueRowProps {
  readonly alarm: Alarm;
  readonly chosen: boolean;
  /** The most urgent one that waits: it alone stands on a warm ground. */
  readonly first: boolean;
  readonly work: AlarmDesk;
  onOpen(): void;
}

/** One alarm of the queue: opened by a click on it, acknowledged by its button. */
export function QueueRow({ alarm, chosen, first, work, onOpen }: QueueRowProps) {
  const { store, site, handlers } = useCenter();
  const format = useFormat();
  const now = useNow();
  const waiting = !alarm.acknowledged;
  const critical = alarm.priority === 1 && waiting;
  const device = store.device(alarm.device);
  const place = placedName(site, alarm, device?.name ?? alarm.device);
  const look = [styles.row, first && critical && styles.hot, chosen && styles.chosen, !waiting && styles.seen];
  return (
    <div className={look.filter(Boolean).join(' ')} data-alarm={alarm.id} data-testid="queue-row">
      <button type="button" className={styles.main} aria-current={chosen} onClick={onOpen} data-queue-row>
        <span className={styles.mark}>
          <PriorityMark priority={alarm.priority} symbol={facilitySymbol(store.catalogue.facility(alarm.facility))} />
        </span>
        <span className={styles.line}>
          <span className={styles.title}>{alarmLabel(store.catalogue, format, alarm)}</span>
          <span className={`${styles.age} ${critical ? priorityClass(1) : ''}`}>
            {format.duration(now - alarm.raisedAt)}
          </span>
        </span>
        <span className={styles.line}>
          <span className={styles.where} title={place}>
            {place}
            {alarm.occurrences > 1 && ` · ${format.text('queue.times', { count: alarm.occurrences })}`}
          </span>
          <span className={`${styles.who} ${waiting && alarm.active && alarm.escalated ? styles.overdue : ''}`}>
            {alarmOwner(format, handlers, alarm, now)}
          </span>
        </span>
      </button>
      {waiting && work.mayHandle && (
        <Button
          className={styles.acknowledge}
          disabled={work.pending.has(alarm.id)}
          data-testid="acknowledge"
          onClick={() => void work.handle(alarm.id, 'acknowledge')}
        >
          {format.text('action.acknowledge')}
        </Button>
      )}
    </div>
  );
}
