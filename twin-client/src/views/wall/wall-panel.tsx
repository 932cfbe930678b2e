import type { ReactNode } from 'react';
import type { Alarm, WallPanelKind } from 'twin-core';
import { OccupancyPanel } from '../../facilities/charging/occupancy-panel.tsx';
import { ENVIRONMENT, Measures, WATER } from '../../facilities/environment/measures.tsx';
import { FacilityFigures } from '../../facilities/figures/facility-figures.tsx';
import { ACCESS, ENERGY, PARKING } from '../../facilities/figures/figures.ts';
import { useSite } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { Panel } from '../../kit/panel.tsx';
import { useDesk } from '../desk/desk.ts';
import { DeviceHealth } from '../desk/overview/device-health.tsx';
import { Duties } from '../desk/overview/duties.tsx';
import { Families } from '../desk/overview/families.tsx';
import { AlarmQueue } from '../desk/queue/alarm-queue.tsx';
import { CamerasPanel } from './cameras-panel.tsx';
import { DensityPanel } from './density-panel.tsx';
import { MetricsPanel } from './metrics-panel.tsx';
import { ProcedurePanel } from './procedure-panel.tsx';
import styles from './wall-panels.module.css';
import { WallScene } from './wall-scene.tsx';

export interface WallPanelProps {
  readonly kind: WallPanelKind;
  /** The most urgent alarm that nobody has acknowledged. */
  readonly top: Alarm | null;
  /** Codes of cameras that were sent to the wall. */
  readonly cameras: readonly string[];
  /** Width of the panel to its height. */
  readonly aspect: number;
}

/** What stands in a place of the wall. */
export function WallPanelBody({ kind, top, cameras, aspect }: WallPanelProps): ReactNode {
  switch (kind) {
    case 'scene':
      return <WallScene top={top} />;
    case 'queue':
      return (
        <div className={styles.list}>
          <AlarmQueue filters={false} />
        </div>
      );
    case 'cameras':
      return <CamerasPanel top={top} sent={cameras} aspect={aspect} />;
    case 'procedure':
      return <ProcedurePanel top={top} />;
    case 'metrics':
      return <MetricsPanel />;
    case 'density':
      return <DensityPanel />;
    default:
      return (
        <div className={styles.plain}>
          <Overview kind={kind} />
        </div>
      );
  }
}

/** What the wall has in common with the left side of the desk. */
function Overview({
  kind,
}: {
  kind: Exclude<WallPanelKind, 'scene' | 'queue' | 'cameras' | 'procedure' | 'metrics' | 'density'>;
}) {
  const format = useFormat();
  const site = useSite();
  const desk = useDesk();
  switch (kind) {
    case 'families':
      return <Families />;
    case 'environment':
      return (
        <Panel title={format.text('environment.title')}>
          <Measures of={ENVIRONMENT} />
        </Panel>
      );
    case 'water':
      return (
        <Panel title={format.text('wall.water')}>
          <Measures of={WATER} />
        </Panel>
      );
    case 'energy':
      return (
        <Panel title={format.text('wall.panel.energy')}>
          <FacilityFigures of={ENERGY} />
        </Panel>
      );
    case 'access':
      return (
        <Panel title={format.text('wall.panel.access')}>
          <FacilityFigures of={ACCESS} />
        </Panel>
      );
    case 'parking':
      return (
        <Panel title={format.text('wall.panel.parking')}>
          <FacilityFigures of={PARKING} />
        </Panel>
      );
    case 'devices':
      return <DeviceHealth />;
    case 'charging':
      return <OccupancyPanel from={site.frame} onFound={(code) => desk.open({ kind: 'device', code })} />;
    case 'duties':
      return <Duties />;
  }
}
