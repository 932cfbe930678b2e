import { useFormat } from '../../kit/format-context.tsx';
import { priorityClass } from '../../kit/marks.tsx';
import type { DossierBook } from './dossier-book.ts';
import styles from './dossier-page.module.css';
import { Section } from './section.tsx';
import { wordFor } from './word-for.ts';

/** The alarms that the dossier is about. */
export function AlarmList({ book }: { book: DossierBook }) {
  const format = useFormat();
  const alarms = book.all('alarm');
  return (
    <Section title={format.text('dossier.alarms')} empty={alarms.length === 0 && format.text('dossier.noAlarms')}>
      <table className={styles.table}>
        <tbody>
          {alarms.map((alarm) => (
            <tr key={alarm.id}>
              <td>{`${format.date(alarm.raisedAt)} ${format.clock(alarm.raisedAt)}`}</td>
              <td>
                <b className={priorityClass(alarm.priority)}>{format.text(`priority.${alarm.priority}`)}</b>
              </td>
              <td>
                {format.label(alarm.label)} <span className={styles.small}>{alarm.id}</span>
              </td>
              <td>{book.nameOf(alarm.device)}</td>
              <td>{[alarm.buildingName, alarm.storey, alarm.space, alarm.zone].filter(Boolean).join(' ')}</td>
              <td>
                {[
                  wordFor(format, `case.${alarm.case}`, alarm.case),
                  alarm.falseAlarm ? format.text('mark.falseAlarm') : '',
                  alarm.closedAt === null ? '' : format.clock(alarm.closedAt),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
