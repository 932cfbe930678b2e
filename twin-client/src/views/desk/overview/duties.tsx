import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import styles from './overview.module.css';

/** Shifts change on the minute; a few minutes late is soon enough for an overview. */
const REFRESH_MS = 300_000;

/** Who is on duty now; names as this session may see them. */
export function Duties() {
  const { api } = useCenter();
  const format = useFormat();
  const period = Math.floor(useNow() / REFRESH_MS);
  const duties = useLoaded(`duties ${period}`, (signal) => api.duties(signal)).last ?? [];
  if (duties.length === 0) return null;
  return (
    <Panel
      title={format.text('duties.title')}
      from="duties"
      aside={format.text('duties.count', { count: duties.length })}
    >
      <ul className={styles.duties}>
        {duties.map(({ person, role, shift }) => (
          <li key={`${person.code} ${role}`}>
            <span className={styles.role}>{role}</span>
            <span className={styles.shift}>{shift}</span>
            <span className={styles.person}>{person.name}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
