import type { Alarm } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useDesk } from '../desk.ts';
import { alarmLabel, alarmOwner } from '../queue/alarm-words.ts';
import { groupWords } from '../queue/group-words.ts';
import styles from './alarm-card.module.css';

/** Members named on the card; the queue has them all. */
const LISTED = 20;

/** The evidences of an incident: every open alarm that is part of it, and why. */
export function IncidentMembers({ members }: { members: readonly Alarm[] }) {
  const center = useCenter();
  const desk = useDesk();
  const format = useFormat();
  if (members.length === 0) return null;
  const { store, handlers, clock } = center;
  return (
    <details className={styles.timeline} data-testid="members">
      <summary>{format.text('members.title', { count: format.number(members.length) })}</summary>
      <ul className={styles.members}>
        {members.slice(0, LISTED).map((alarm) => (
          <li key={alarm.id}>
            <button type="button" onClick={() => desk.open({ kind: 'alarm', id: alarm.id })}>
              {alarmLabel(store.catalogue, format, alarm)} · {store.device(alarm.device)?.name ?? alarm.device}
            </button>
            <small>
              {[
                alarm.group ? groupWords(center, format, alarm.group, alarm.code) : '',
                format.moment(alarm.time, clock.now()),
                alarmOwner(format, handlers, alarm, clock.now()),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
      {members.length > LISTED && (
        <p>{format.text('members.more', { count: format.number(members.length - LISTED) })}</p>
      )}
    </details>
  );
}
