import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { Panel } from '../../../kit/panel.tsx';
import type { BroadcastSchedule, Repeat } from '../../../state/records/broadcast.ts';
import styles from '../settings.module.css';
import { dayWords } from '../weekdays.ts';
import { usePlaceName } from './place-names.ts';
import { type SoundNames, soundWords } from './sound-words.ts';

/** What is played by the clock, each with when it is due next. */
export function ScheduleTable({
  schedules,
  names,
  chosen,
  onChoose,
}: {
  schedules: readonly BroadcastSchedule[];
  names: SoundNames;
  chosen: string | null;
  onChoose(id: string): void;
}) {
  const { clock } = useCenter();
  const format = useFormat();
  const placeName = usePlaceName();
  return (
    <Panel
      title={format.text('broadcast.schedules')}
      aside={
        <Button data-testid="schedule-new" onClick={() => onChoose('')}>
          {format.text('broadcast.newSchedule')}
        </Button>
      }
    >
      {schedules.length === 0 && <p className={styles.calm}>{format.text('broadcast.noSchedules')}</p>}
      {schedules.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table} data-testid="schedules">
            <thead>
              <tr>
                <th scope="col">{format.text('broadcast.name')}</th>
                <th scope="col">{format.text('broadcast.sound')}</th>
                <th scope="col">{format.text('broadcast.where')}</th>
                <th scope="col">{format.text('broadcast.when')}</th>
                <th scope="col">{format.text('broadcast.next')}</th>
              </tr>
            </thead>
            <tbody>
              {schedules.map(({ id, name, sound, places, repeat, nextAt, enabled }) => (
                <tr
                  key={id}
                  className={styles.row}
                  aria-current={id === chosen}
                  data-schedule={id}
                  onClick={() => onChoose(id)}
                >
                  <td>
                    <button type="button" className={styles.pick}>
                      {name}
                    </button>
                  </td>
                  <td>{soundWords(format, names, sound)}</td>
                  <td>{places.map(placeName).join(format.text('settings.listed'))}</td>
                  <td>{repeatWords(format, repeat)}</td>
                  <td className={styles.quiet}>
                    {enabled
                      ? nextAt === null
                        ? format.text('settings.none')
                        : format.moment(nextAt, clock.now())
                      : format.text('broadcast.off')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function repeatWords(format: Format, repeat: Repeat): string {
  if (repeat.kind === 'once') return `${format.date(repeat.at)} ${format.hour(repeat.at)}`;
  const days = repeat.kind === 'daily' ? format.text('settings.everyDay') : dayWords(format, repeat.days);
  return `${days} ${repeat.time}`;
}
