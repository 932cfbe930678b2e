import { useState } from 'react';
import { type Alarm, type AlarmAction, conditionOf, refusalOf } from 'twin-core';
import { facilitySymbol } from '../../../facilities/overlay.ts';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { PriorityMark, priorityClass } from '../../../kit/marks.tsx';
import type { AlarmActionBody } from '../../../state/api.ts';
import { alarmLabel, alarmOwner, alarmValue } from '../queue/alarm-words.ts';
import type { AlarmDesk } from '../use-alarm-desk.ts';
import styles from './alarm-card.module.css';
import { DismissDialog, NoteDialog, ShelveDialog } from './alarm-dialogs.tsx';
import { AlarmTimeline } from './alarm-timeline.tsx';
import { AssignDialog } from './assign-dialog.tsx';

/** The actions of the card in the order of their buttons; those the alarm refuses now are left out. */
const ACTIONS: readonly AlarmAction[] = [
  'acknowledge',
  'assign',
  'resolve',
  'dismiss',
  'shelve',
  'unshelve',
  'comment',
];

/** One open alarm with everything that can be done to it. */
export function AlarmCard({ alarm, deviceKind, work }: { alarm: Alarm; deviceKind: string; work: AlarmDesk }) {
  const { store, handlers } = useCenter();
  const format = useFormat();
  const now = useNow();
  const [asking, setAsking] = useState<AlarmAction | null>(null);
  const waiting = !alarm.acknowledged;
  const value = alarmValue(store.catalogue, format, alarm, deviceKind);
  const act = (action: AlarmAction, body: AlarmActionBody) => work.handle(alarm.id, action, body);
  const begin = (action: AlarmAction) => {
    if (action === 'acknowledge' || action === 'unshelve') void act(action, {});
    else setAsking(action);
  };
  const dialog = { alarm, onClose: () => setAsking(null), onAct: act };
  return (
    <article
      className={`${styles.card} ${waiting && alarm.priority === 1 ? styles.hot : ''}`}
      data-alarm-card={alarm.id}
    >
      <span className={styles.mark}>
        <PriorityMark priority={alarm.priority} symbol={facilitySymbol(store.catalogue.facility(alarm.facility))} />
      </span>
      <h3 className={styles.title}>{alarmLabel(store.catalogue, format, alarm)}</h3>
      <span className={`${styles.age} ${waiting ? priorityClass(alarm.priority) : ''}`}>
        {format.duration(now - alarm.raisedAt)}
      </span>
      <p className={styles.fact}>
        {[
          format.text('banner.raised', { time: format.moment(alarm.time, now) }),
          value,
          alarm.occurrences > 1 ? format.text('queue.times', { count: alarm.occurrences }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className={styles.fact} data-testid="alarm-condition" data-condition={conditionOf(alarm)}>
        {[alarm.id, format.text(`case.${alarm.case}`), alarmOwner(format, handlers, alarm, now)].join(' · ')}
      </p>
      {work.mayHandle && (
        <div className={styles.actions}>
          {ACTIONS.filter((action) => refusalOf(alarm, action) === null && offered(alarm, action)).map((action) => (
            <Button
              key={action}
              look={action === 'acknowledge' ? 'action' : 'plain'}
              disabled={work.pending.has(alarm.id)}
              data-testid={`action-${action}`}
              onClick={() => begin(action)}
            >
              {format.text(`action.${action}`)}
            </Button>
          ))}
        </div>
      )}
      <AlarmTimeline alarm={alarm} />
      {asking === 'assign' && <AssignDialog {...dialog} />}
      {asking === 'dismiss' && <DismissDialog {...dialog} />}
      {asking === 'shelve' && <ShelveDialog {...dialog} />}
      {(asking === 'comment' || asking === 'resolve') && <NoteDialog {...dialog} action={asking} />}
    </article>
  );
}

/** A case is resolved after it was acknowledged, not instead. */
function offered(alarm: Alarm, action: AlarmAction): boolean {
  return action !== 'resolve' || alarm.acknowledged;
}
