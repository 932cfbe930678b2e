import { OccupancyPanel } from '../../../facilities/charging/occupancy-panel.tsx';
import { ENVIRONMENT, Measures } from '../../../facilities/environment/measures.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useAddress, useDesk } from '../desk.ts';
import { DeviceHealth } from './device-health.tsx';
import { Duties } from './duties.tsx';
import { Families } from './families.tsx';
import styles from './overview.module.css';

/** The left side: the estate at a glance, everything in its fixed place. */
export function Overview() {
  const { site, store } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const { selection } = useAddress();
  const selected = selection?.kind === 'device' ? store.device(selection.code) : undefined;
  return (
    <aside className={styles.overview} aria-label={format.text('desk.overview')}>
      <Families />
      <Panel title={format.text('environment.title')} from="liveAndHistory">
        <Measures of={ENVIRONMENT} />
      </Panel>
      <DeviceHealth />
      <OccupancyPanel from={selected?.location ?? site.frame} onFound={(code) => desk.open({ kind: 'device', code })} />
      <Duties />
    </aside>
  );
}
