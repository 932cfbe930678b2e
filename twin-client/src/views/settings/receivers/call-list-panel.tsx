import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import styles from '../settings.module.css';

/** Shifts change on the minute; a few minutes late is soon enough. */
const REFRESH_MS = 300_000;

/** Who is on the call list of every alarm now: the people on duty, after whoever looks after the device. */
export function CallListPanel() {
  const { api } = useCenter();
  const format = useFormat();
  const period = Math.floor(useNow() / REFRESH_MS);
  const { last: duties } = useLoaded(`calls ${period}`, (signal) => api.duties(signal));
  return (
    <Panel title={format.text('receivers.callList')} aside={format.text('receivers.callListAside')}>
      {duties?.length === 0 && <p className={styles.calm}>{format.text('receivers.nobody')}</p>}
      {duties && duties.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table} data-testid="call-list">
            <thead>
              <tr>
                <th scope="col">{format.text('receivers.person')}</th>
                <th scope="col">{format.text('receivers.role')}</th>
                <th scope="col">{format.text('receivers.shift')}</th>
                <th scope="col">{format.text('receivers.phone')}</th>
              </tr>
            </thead>
            <tbody>
              {duties.map(({ person, role, shift }) => (
                <tr key={`${person.code} ${role}`}>
                  <td>{person.name}</td>
                  <td>{role}</td>
                  <td className={styles.quiet}>{shift}</td>
                  <td>{person.phone ?? format.text('settings.none')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
