import type { Device, ZoneRecord } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { type Column, DataTable } from '../../../kit/table/data-table.tsx';
import type { ArmSchedule } from '../../../state/records/arming.ts';
import styles from '../settings.module.css';
import type { ArmState } from './arm-state.ts';
import { scheduleWords } from './schedule-words.ts';

/** A fence zone with its detectors as they stand now. */
export interface FenceZone extends ZoneRecord {
  readonly detectors: readonly { readonly device: Device; readonly armed: boolean | null }[];
  readonly state: ArmState;
}

/** The fence zones: whether each is armed, and by which schedule. */
export function ZoneTable({
  zones,
  schedules,
  chosen,
  onChoose,
}: {
  zones: readonly FenceZone[];
  schedules: ReadonlyMap<string, ArmSchedule>;
  chosen: string | null;
  onChoose(code: string): void;
}) {
  const format = useFormat();
  const columns: Column<FenceZone>[] = [
    { key: 'zone', title: format.text('arming.zone'), cell: ({ name }) => name },
    {
      key: 'code',
      title: format.text('arming.code'),
      cell: ({ code }) => <span className={styles.quiet}>{code}</span>,
    },
    {
      key: 'state',
      title: format.text('arming.state'),
      cell: ({ state }) => (
        <span className={state === 'armed' ? styles.changed : styles.quiet}>
          {format.text(`arming.state.${state}`)}
        </span>
      ),
    },
    {
      key: 'detectors',
      title: format.text('arming.detectors'),
      isNumber: true,
      cell: ({ detectors }) =>
        format.text('arming.armedOf', {
          armed: detectors.filter(({ armed }) => armed).length,
          count: detectors.length,
        }),
    },
    {
      key: 'schedule',
      title: format.text('arming.schedule'),
      cell: ({ code }) => (
        <span className={styles.quiet}>{scheduleWords(format, schedules.get(code)?.periods ?? null)}</span>
      ),
    },
  ];
  return (
    <Panel title={format.text('arming.zoneList')}>
      <DataTable
        columns={columns}
        rows={zones}
        keyOf={({ code }) => code}
        empty=""
        testId="zones"
        choice={{ chosen, onChoose }}
        dataOf={({ code, state }) => ({ 'data-zone': code, 'data-state': state })}
      />
    </Panel>
  );
}
