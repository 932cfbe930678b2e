import { OccupancyPanel } from '../../../facilities/charging/occupancy-panel.tsx';
import { Measures } from '../../../facilities/environment/measures.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { DeviceHealth } from './device-health.tsx';
import { Duties } from './duties.tsx';
import { Families } from './families.tsx';
import styles from './overview.module.css';

/** The left side: the estate at a glance, everything in its fixed place. */
export function Overview() {
  const format = useFormat();
  return (
    <aside className={styles.overview} aria-label={format.text('desk.overview')}>
      <Families />
      <Panel title={format.text('environment.title')}>
        <Measures />
      </Panel>
      <DeviceHealth />
      <OccupancyPanel />
      <Duties />
    </aside>
  );
}
