import type { Alarm, Referral } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import type { Center } from '../../../state/center.ts';
import { useDesk } from '../desk.ts';
import { groupWords } from '../queue/group-words.ts';
import styles from './alarm-card.module.css';

/** Announced anew: acknowledged once, and waiting again. */
const isReannounced = ({ acknowledged, acknowledgedAt }: Alarm): boolean => !acknowledged && acknowledgedAt !== null;

/** To whom it was passed, and what came back. */
function referralWords(
  { partners, clock }: Center,
  format: Format,
  { to, at, receivedAt, reply, repliedAt }: Referral,
): string {
  const name = partners.get(to) ?? to;
  const time = (instant: number) => format.moment(instant, clock.now());
  if (reply !== null && repliedAt !== null) return format.text('mark.replied', { name, time: time(repliedAt), reply });
  if (receivedAt !== null) return format.text('mark.received', { name, time: time(receivedAt) });
  return format.text('mark.referred', { name, time: time(at) });
}

/** What is out of the ordinary about an alarm, each in words. */
export function AlarmMarks({ alarm }: { alarm: Alarm }) {
  const center = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const { active, sourceNormalAt, group } = alarm;
  const latched = active && sourceNormalAt !== null;
  const overdue = alarm.overdueSteps.filter((id) => !alarm.steps[id]).length;
  return (
    <ul className={styles.marks}>
      {alarm.falseAlarm && <li>{format.text('mark.falseAlarm')}</li>}
      {alarm.dismissalBy !== null && !alarm.falseAlarm && (
        <li className={styles.urgent} data-testid="dismissal">
          {format.text('mark.dismissal', { name: center.handlers.get(alarm.dismissalBy) ?? alarm.dismissalBy })}
        </li>
      )}
      {latched && (
        <li data-testid="latched">
          {format.text('mark.latched', { time: format.moment(sourceNormalAt, center.clock.now()) })}
        </li>
      )}
      {alarm.escalated && !alarm.acknowledged && <li className={styles.urgent}>{format.text('mark.escalated')}</li>}
      {isReannounced(alarm) && <li className={styles.urgent}>{format.text('mark.reannounced')}</li>}
      {overdue > 0 && <li className={styles.urgent}>{format.text('mark.stepsOverdue', { count: overdue })}</li>}
      {alarm.referrals.map((referral) => (
        <li key={referral.to} data-testid="referral">
          {referralWords(center, format, referral)}
        </li>
      ))}
      {group && (
        <li>
          <button type="button" onClick={() => desk.open({ kind: 'alarm', id: group.lead })}>
            {format.text('mark.member', { lead: group.lead, why: groupWords(center, format, group, alarm.code) })}
          </button>
        </li>
      )}
    </ul>
  );
}
