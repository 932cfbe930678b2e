import type { Device, ZoneRecord } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
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
  return (
    <Panel title={format.text('arming.zoneList')}>
      <div className={styles.scroll}>
        <table className={styles.table} data-testid="zones">
          <thead>
            <tr>
              <th scope="col">{format.text('arming.zone')}</th>
              <th scope="col">{format.text('arming.code')}</th>
              <th scope="col">{format.text('arming.state')}</th>
              <th scope="col" className={styles.number}>
                {format.text('arming.detectors')}
              </th>
              <th scope="col">{format.text('arming.schedule')}</th>
            </tr>
          </thead>
          <tbody>
            {zones.map(({ code, name, detectors, state }) => (
              <tr
                key={code}
                className={styles.row}
                aria-current={code === chosen}
                data-zone={code}
                data-state={state}
                onClick={() => onChoose(code)}
              >
                <td>
                  <button type="button" className={styles.pick}>
                    {name}
                  </button>
                </td>
                <td className={styles.quiet}>{code}</td>
                <td className={state === 'armed' ? styles.changed : styles.quiet}>
                  {format.text(`arming.state.${state}`)}
                </td>
                <td className={styles.number}>
                  {format.text('arming.armedOf', {
                    armed: detectors.filter(({ armed }) => armed).length,
                    count: detectors.length,
                  })}
                </td>
                <td className={styles.quiet}>{scheduleWords(format, schedules.get(code)?.periods ?? null)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
