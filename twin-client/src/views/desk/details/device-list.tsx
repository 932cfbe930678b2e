import type { ReactNode } from 'react';
import type { AssetState, Device } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { StateMark } from '../../../kit/marks.tsx';
import { EmptyNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { saveFile } from '../../../kit/save-file.ts';
import { VirtualList } from '../../../kit/virtual-list.tsx';
import { DEVICE_STATES } from '../../../state/health.ts';
import { placeName } from '../../../state/place-name.ts';
import { useDesk } from '../desk.ts';
import { deviceCsv } from './device-csv.ts';
import styles from './device-list.module.css';

const ROW_REM = 3.2;

export interface DeviceListProps {
  readonly title: string;
  readonly devices: readonly Device[];
  /** What else there is to say of a device than how it is. */
  tell?(device: Device): string | null;
  /** Its state as an asset, for the file of the list; null where it is not known. */
  assetOf?(device: Device): AssetState | null;
  /** Above the list. */
  readonly children?: ReactNode;
}

/** Devices with how they are, the worst first; a click opens one and flies there. */
export function DeviceList({ title, devices, tell, assetOf, children }: DeviceListProps) {
  const center = useCenter();
  const { store, site } = center;
  const desk = useDesk();
  const format = useFormat();
  const rank = (device: Device) => DEVICE_STATES.indexOf(store.condition(device.slot)?.state ?? 'normal');
  const sorted = devices
    .map((device) => ({ device, rank: rank(device) }))
    .sort((a, b) => a.rank - b.rank || (a.device.code < b.device.code ? -1 : 1));
  const save = () => {
    const shown = sorted.map(({ device }) => device);
    saveFile('devices.csv', 'text/csv', deviceCsv(shown, center, format, assetOf));
  };
  return (
    <Panel
      from="baseAndLive"
      className={styles.panel}
      title={title}
      aside={
        <>
          <span data-testid="list-count">{format.text('list.count', { count: devices.length })}</span>
          <Button look="quiet" disabled={devices.length === 0} data-testid="list-csv" onClick={save}>
            {format.text('list.csv')}
          </Button>
        </>
      }
    >
      {children}
      {sorted.length === 0 ? (
        <EmptyNotice title={format.text('list.empty')}>{format.text('list.emptyHint')}</EmptyNotice>
      ) : (
        <VirtualList
          items={sorted}
          rowRem={ROW_REM}
          keyOf={({ device }) => device.code}
          label={title}
          className={styles.list}
          renderRow={({ device }) => {
            const condition = store.condition(device.slot);
            return (
              <button
                type="button"
                className={styles.row}
                data-code={device.code}
                onClick={() => desk.open({ kind: 'device', code: device.code })}
              >
                <span className={styles.name}>{device.name}</span>
                {condition && <StateMark state={condition.state} priority={condition.priority} />}
                <small>
                  {[device.code, placeName(site, device) || format.text('place.outdoors'), tell?.(device)]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </button>
            );
          }}
        />
      )}
    </Panel>
  );
}
