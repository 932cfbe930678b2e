import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import styles from '../settings.module.css';
import levels from './broadcast.module.css';
import { usePlaceName } from './place-names.ts';
import { type SoundNames, soundWords, whoWords } from './sound-words.ts';

const SHOWN = 20;
const REFRESH_MS = 15_000;

/** What was played last, by which level, where, for how long, and by whom (7.2.5-4: the order is on record). */
export function BroadcastHistory({ names, version }: { names: SoundNames; version: number }) {
  const { api, handlers } = useCenter();
  const format = useFormat();
  const placeName = usePlaceName();
  const now = useNow();
  const period = Math.floor(now / REFRESH_MS);
  const { last } = useLoaded(`${version} ${period}`, (signal) => api.broadcast.history(SHOWN, signal));
  if (!last || last.length === 0) return null;
  return (
    <Panel title={format.text('broadcast.history')}>
      <div className={styles.scroll}>
        <table className={styles.table} data-testid="broadcast-history">
          <thead>
            <tr>
              <th scope="col">{format.text('broadcast.started')}</th>
              <th scope="col">{format.text('broadcast.level')}</th>
              <th scope="col">{format.text('broadcast.sound')}</th>
              <th scope="col">{format.text('broadcast.where')}</th>
              <th scope="col">{format.text('broadcast.who')}</th>
              <th scope="col" className={styles.number}>
                {format.text('broadcast.lasted')}
              </th>
            </tr>
          </thead>
          <tbody>
            {last.map((session) => (
              <tr key={session.id}>
                <td className={styles.time}>{format.moment(session.startedAt, now)}</td>
                <td className={levels[session.level]}>{format.text(`level.${session.level}`)}</td>
                <td>{soundWords(format, names, session.sound)}</td>
                <td>{session.places.map(placeName).join(format.text('settings.listed'))}</td>
                <td className={`${styles.quiet} ${styles.time}`}>{whoWords(format, session, handlers)}</td>
                <td className={styles.number}>
                  {session.endedAt === null
                    ? format.text('broadcast.underWay')
                    : format.duration(session.endedAt - session.startedAt)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
