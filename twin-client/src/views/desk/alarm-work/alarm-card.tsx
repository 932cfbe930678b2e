import { type Alarm, conditionOf } from 'twin-core';
import { facilitySymbol } from '../../../facilities/overlay.ts';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { PriorityMark, priorityClass } from '../../../kit/marks.tsx';
import { may } from '../../../state/records/session.ts';
import { DossierOfAlarm } from '../../drill/dossiers/dossier-of-alarm.tsx';
import { DrillAlarm } from '../../drill/drills/drill-alarm.tsx';
import { ReplayAlarm } from '../../drill/replay/replay-alarm.tsx';
import { alarmLabel, alarmOwner, alarmValue } from '../queue/alarm-words.ts';
import { EvacuationPanel } from '../routes/evacuation-panel.tsx';
import type { AlarmDesk } from '../use-alarm-desk.ts';
import { AlarmClips } from '../video/alarm-clips.tsx';
import { SubjectOrders } from '../work-orders/subject-orders.tsx';
import { AlarmActions } from './alarm-actions.tsx';
import styles from './alarm-card.module.css';
import { AlarmMarks } from './alarm-marks.tsx';
import { AlarmTimeline } from './alarm-timeline.tsx';
import { evidencePicture, evidenceWords } from './evidence-words.ts';
import { FallTrace } from './fall-trace.tsx';
import { IncidentMembers } from './incident-members.tsx';
import { keepsOpen, keepsOpenText } from './keeps-open.ts';
import { LinkedActions } from './linked-actions.tsx';
import { ProcedureSteps } from './procedure-steps.tsx';

/** One open alarm with everything that can be done to it. */
export function AlarmCard({ alarm, deviceKind, work }: { alarm: Alarm; deviceKind: string; work: AlarmDesk }) {
  const { store, handlers, session } = useCenter();
  const format = useFormat();
  const now = useNow();
  const { catalogue, state } = store;
  const waiting = !alarm.acknowledged;
  const isFire = alarm.procedure === 'fire' && alarm.building !== null && !alarm.falseAlarm;
  const members = [...(state.members.get(alarm.id) ?? [])].flatMap((id) => state.alarms.get(id) ?? []);
  const evidence = evidenceWords(catalogue, format, alarm, deviceKind);
  const picture = evidencePicture(alarm);
  const keeps = keepsOpen(alarm, catalogue.procedureFor(alarm.code), members.length);
  return (
    <article
      className={`${styles.card} ${waiting && alarm.priority === 1 ? styles.hot : ''}`}
      data-alarm-card={alarm.id}
    >
      <header className={styles.head}>
        <PriorityMark priority={alarm.priority} symbol={facilitySymbol(catalogue.facility(alarm.facility))} />
        <h3 className={styles.title}>{alarmLabel(catalogue, format, alarm)}</h3>
        <span className={`${styles.age} ${waiting ? priorityClass(alarm.priority) : ''}`}>
          {format.duration(now - alarm.raisedAt)}
        </span>
        <p className={styles.fact}>
          {[
            format.text('banner.raised', { time: format.moment(alarm.time, now) }),
            alarmValue(catalogue, format, alarm, deviceKind),
            alarm.occurrences > 1 ? format.text('queue.times', { count: alarm.occurrences }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className={styles.fact} data-testid="alarm-condition" data-condition={conditionOf(alarm)}>
          {[alarm.id, format.text(`case.${alarm.case}`), alarmOwner(format, handlers, alarm, now)].join(' · ')}
        </p>
        {evidence.length > 0 && (
          <p className={styles.evidence} data-testid="evidence">
            {format.text('reported.title')} {evidence.join(' · ')}
          </p>
        )}
        <AlarmMarks alarm={alarm} />
      </header>
      {picture !== null && (
        <img
          className={styles.picture}
          src={picture}
          alt={format.text('reported.picture', { alarm: alarmLabel(catalogue, format, alarm) })}
          data-testid="evidence-picture"
        />
      )}
      {work.mayHandle && <AlarmActions alarm={alarm} work={work} />}
      <FallTrace alarm={alarm} />
      <p className={styles.keeps} data-testid="keeps-open">
        {keepsOpenText(format, keeps)}
      </p>
      <ProcedureSteps alarm={alarm} work={work} />
      {isFire && <EvacuationPanel building={alarm.building!} storey={alarm.storey} fireIn={alarm.space} />}
      <LinkedActions actions={alarm.actions} />
      {may(session, 'order.view') && (
        <SubjectOrders
          alarm={alarm.id}
          device={alarm.device}
          title={alarmLabel(catalogue, format, alarm)}
          priority={alarm.priority}
        />
      )}
      <IncidentMembers members={members} />
      <ReplayAlarm alarm={alarm} />
      <DrillAlarm id={alarm.id} />
      <DossierOfAlarm alarm={alarm.id} />
      <AlarmClips alarm={alarm} />
      <AlarmTimeline alarm={alarm} />
    </article>
  );
}
