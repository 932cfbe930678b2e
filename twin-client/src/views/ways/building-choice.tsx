import { useAlarms, useSite } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { Link } from '../link.tsx';
import { waysAddress } from './ways-address.ts';
import styles from './ways-page.module.css';

/** The buildings that have ways, those in which something burns first. */
export function BuildingChoice() {
  const site = useSite();
  const format = useFormat();
  const alarms = useAlarms();
  const fires = new Map<string, number>();
  for (const { building, procedure, active, falseAlarm } of alarms)
    if (building !== null && procedure === 'fire' && active && !falseAlarm)
      fires.set(building, (fires.get(building) ?? 0) + 1);
  const buildings = site.buildings
    .filter(({ model }) => model !== null)
    .sort((a, b) => (fires.get(b.code) ?? 0) - (fires.get(a.code) ?? 0));
  return (
    <ul className={styles.buildings} data-testid="ways-buildings">
      {buildings.map(({ code, name }) => (
        <li key={code}>
          <Link href={waysAddress({ building: code })} data-building={code}>
            <span>{name}</span>
            {fires.has(code) && <b>{format.text('ways.fires', { count: fires.get(code)! })}</b>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
