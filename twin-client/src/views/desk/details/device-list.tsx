import type { Device, DeviceState } from 'twin-core';
import { useCenter, useHealth, useRegistryRevision } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { StateMark } from '../../../kit/marks.tsx';
import { EmptyNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { VirtualList } from '../../../kit/virtual-list.tsx';
import { placeName } from '../../../state/place-name.ts';
import { useDesk } from '../desk.ts';
import styles from './device-list.module.css';

const ROW_REM = 3.2;

/** The devices in one state, by code. */
export function StateList({ state }: { state: DeviceState }) {
  const { store } = useCenter();
  const format = useFormat();
  useHealth();
  useRegistryRevision();
  const devices = store.state.devices.filter(
    (device) => device !== undefined && store.condition(device.slot)?.state === state,
  ) as Device[];
  const title = format.text('list.title', { state: format.text(`state.${state}`) });
  return <DeviceList title={title} devices={devices} />;
}

/** The devices of a zone. */
export function ZoneList({ zone }: { zone: string }) {
  const { store, site } = useCenter();
  useHealth();
  useRegistryRevision();
  const devices = store.state.devices.filter((device) => device?.zone === zone) as Device[];
  const name = site.zones.find(({ code }) => code === zone)?.name ?? zone;
  return <DeviceList title={name} devices={devices} />;
}

function DeviceList({ title, devices }: { title: string; devices: readonly Device[] }) {
  const { store, site } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const sorted = [...devices].sort((a, b) => (a.code < b.code ? -1 : 1));
  return (
    <Panel
      className={styles.panel}
      title={title}
      aside={<span data-testid="list-count">{format.text('list.count', { count: devices.length })}</span>}
    >
      {sorted.length === 0 ? (
        <EmptyNotice title={format.text('list.empty')} />
      ) : (
        <VirtualList
          items={sorted}
          rowRem={ROW_REM}
          keyOf={(device) => device.code}
          label={title}
          className={styles.list}
          renderRow={(device) => {
            const condition = store.condition(device.slot);
            return (
              <button
                type="button"
                className={styles.row}
                onClick={() => desk.open({ kind: 'device', code: device.code })}
              >
                <span className={styles.name}>{device.name}</span>
                {condition && <StateMark state={condition.state} priority={condition.priority} />}
                <small>
                  {device.code} · {placeName(site, device) || format.text('place.outdoors')}
                </small>
              </button>
            );
          }}
        />
      )}
    </Panel>
  );
}
