import { facilitySymbol } from '../../../facilities/overlay.ts';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { PriorityMark, priorityClass } from '../../../kit/marks.tsx';
import type { Incident } from '../../../state/incidents.ts';
import { placedName } from '../../../state/place-name.ts';
import type { AlarmDesk } from '../use-alarm-desk.ts';
import { alarmLabel, alarmOwner } from './alarm-words.ts';
import { groupWords } from './group-words.ts';
import styles from './queue.module.css';

export interface QueueRowProps {
  readonly incident: Incident;
  readonly chosen: boolean;
  /** The most urgent one that waits: it alone stands on a warm ground. */
  readonly first: boolean;
  readonly unfolded: boolean;
  readonly work: AlarmDesk;
  onOpen(): void;
  onFold(open: boolean): void;
}

/** One incident of the queue: opened by a click on it, acknowledged by its button, unfolded by the line that says what it gathers. */
export function QueueRow({ incident, chosen, first, unfolded, work, onOpen, onFold }: QueueRowProps) {
  const { store, site, handlers } = useCenter();
  const format = useFormat();
  const now = useNow();
  const { lead, priority, members, waiting } = incident;
  const critical = priority === 1 && waiting !== null;
  const device = store.device(lead.device);
  const place = placedName(site, lead, device?.name ?? lead.device);
  const overdue = lead.escalated && !lead.acknowledged && lead.active;
  const mayAcknowledge = waiting !== null && work.mayHandle;
  const look = [styles.row, first && critical && styles.hot, chosen && styles.chosen, waiting === null && styles.seen];
  return (
    <div className={look.filter(Boolean).join(' ')} data-alarm={lead.id} data-testid="queue-row">
      <button type="button" className={styles.main} aria-current={chosen} onClick={onOpen} data-queue-row>
        <span className={styles.mark}>
          <PriorityMark priority={priority} symbol={facilitySymbol(store.catalogue.facility(lead.facility))} />
        </span>
        <span className={mayAcknowledge ? styles.beside : styles.line}>
          <span className={styles.title}>{alarmLabel(store.catalogue, format, lead)}</span>
          <span className={`${styles.age} ${critical ? priorityClass(1) : ''}`}>
            {format.duration(now - lead.raisedAt)}
          </span>
        </span>
        <span className={styles.line}>
          <span className={styles.where} title={place}>
            {place}
            {lead.occurrences > 1 && ` · ${format.text('queue.times', { count: lead.occurrences })}`}
          </span>
          <span className={`${styles.who} ${overdue ? styles.overdue : ''}`} data-testid="queue-owner">
            {alarmOwner(format, handlers, lead, now)}
          </span>
        </span>
      </button>
      {mayAcknowledge && (
        <Button
          className={styles.acknowledge}
          disabled={work.pending.has(waiting.id)}
          data-testid="acknowledge"
          onClick={() => void work.handle(waiting.id, 'acknowledge')}
        >
          {format.text('action.acknowledge')}
        </Button>
      )}
      {members.length > 0 && <FoldLine incident={incident} unfolded={unfolded} onFold={onFold} />}
    </div>
  );
}

/** How many alarms an incident gathers and why. */
function FoldLine({
  incident: { members },
  unfolded,
  onFold,
}: Pick<QueueRowProps, 'incident' | 'unfolded' | 'onFold'>) {
  const center = useCenter();
  const format = useFormat();
  const { group, code } = members[0]!;
  return (
    <button
      type="button"
      className={styles.fold}
      aria-expanded={unfolded}
      data-testid="unfold"
      data-members={members.length}
      onClick={() => onFold(!unfolded)}
    >
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d={unfolded ? 'M1 3h8L5 8z' : 'M3 1v8l5-4z'} fill="currentColor" />
      </svg>
      <span>
        {format.text('queue.folded', { count: format.number(members.length) })}
        {' · '}
        {group && groupWords(center, format, group, code)}
      </span>
    </button>
  );
}
