import type { Alarm } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { placedName } from '../../../state/place-name.ts';
import type { AlarmDesk } from '../use-alarm-desk.ts';
import { alarmLabel, alarmOwner } from './alarm-words.ts';
import { groupWords } from './group-words.ts';
import styles from './queue.module.css';

export interface MemberRowProps {
  readonly alarm: Alarm;
  readonly chosen: boolean;
  readonly work: AlarmDesk;
  onOpen(): void;
}

/** One alarm of an unfolded incident: what it is, where, and why it stands there. */
export function MemberRow({ alarm, chosen, work, onOpen }: MemberRowProps) {
  const center = useCenter();
  const { store, site, handlers } = center;
  const format = useFormat();
  const now = useNow();
  const place = placedName(site, alarm, store.device(alarm.device)?.name ?? alarm.device);
  const why = alarm.group ? groupWords(center, format, alarm.group, alarm.code) : '';
  const mayAcknowledge = !alarm.acknowledged && work.mayHandle;
  const look = [styles.row, styles.member, chosen && styles.chosen, alarm.acknowledged && styles.seen];
  return (
    <div className={look.filter(Boolean).join(' ')} data-alarm={alarm.id} data-testid="member-row">
      <button type="button" className={styles.main} aria-current={chosen} onClick={onOpen} data-queue-row>
        <span className={mayAcknowledge ? styles.beside : styles.line}>
          <span className={styles.title}>
            {alarmLabel(store.catalogue, format, alarm)} · {place}
          </span>
          <span className={styles.who}>{format.duration(now - alarm.raisedAt)}</span>
        </span>
        <span className={styles.line}>
          <span className={styles.where} title={why}>
            {why}
          </span>
          <span className={styles.who}>{alarmOwner(format, handlers, alarm, now)}</span>
        </span>
      </button>
      {mayAcknowledge && (
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
