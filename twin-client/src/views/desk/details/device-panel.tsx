import { type Device, isCamera } from 'twin-core';
import { symbolOf } from '../../../facilities/overlay.ts';
import { panelOf } from '../../../facilities/panels.ts';
import { Button } from '../../../kit/button.tsx';
import { useAlarms, useCenter, useDevice, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Glyph } from '../../../kit/glyph.tsx';
import { StateMark } from '../../../kit/marks.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { may } from '../../../state/records/session.ts';
import { AlarmCard } from '../alarm-work/alarm-card.tsx';
import { CommandPanel } from '../commands/command-panel.tsx';
import { useDesk } from '../desk.ts';
import { SendToWall } from '../director/send-to-wall.tsx';
import { useAlarmDesk } from '../use-alarm-desk.ts';
import { CameraPanel } from '../video/camera-panel.tsx';
import { SubjectOrders } from '../work-orders/subject-orders.tsx';
import styles from './details.module.css';
import { DeviceRecord } from './device-record.tsx';

/** A device: how it is, what is open about it, what it measures, and what is recorded of it. */
export function DevicePanel({ device }: { device: Device }) {
  const { store, session } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const condition = useDevice(device.code)?.condition;
  const alarms = useAlarms().filter((alarm) => alarm.device === device.code);
  const work = useAlarmDesk();
  const LiveData = panelOf(device.facility);
  const kind = store.catalogue.kind(device.deviceKind);
  const isPicture = kind !== undefined && isCamera(kind.kind);
  return (
    <div data-device={device.code} data-testid="device-panel">
      <header className={styles.head}>
        <Glyph path={symbolOf(store.catalogue, device.deviceKind)} />
        <h2 className={styles.name}>{device.name}</h2>
        <span className={styles.buttons}>
          <Button onClick={() => desk.open({ kind: 'device', code: device.code })} data-testid="locate">
            {format.text('device.locate')}
          </Button>
          <SendToWall what={{ kind: isPicture ? 'camera' : 'device', code: device.code }} />
        </span>
        <p className={styles.sub}>
          {condition && <StateMark state={condition.state} priority={condition.priority} />}
          <span>{device.code}</span>
          <span>{kind ? format.label(kind.kind.label) : device.deviceKind}</span>
          <LastHeard time={store.state.heard[device.slot]!} />
        </p>
      </header>
      {isPicture && may(session, 'video.view') && <CameraPanel key={device.code} device={device} />}
      {alarms.length > 0 && (
        <Panel title={format.text('device.alarms')} from="alarms" aside={format.number(alarms.length)}>
          {alarms.map((alarm) => (
            <AlarmCard key={alarm.id} alarm={alarm} deviceKind={device.deviceKind} work={work} />
          ))}
        </Panel>
      )}
      <Panel title={format.text('device.values')} from="liveAndHistory" aside={format.text('device.valuesHint')}>
        <LiveData key={device.code} device={device} />
      </Panel>
      <CommandPanel key={device.code} device={device} />
      {may(session, 'order.view') && (
        <Panel title={format.text('order.ofSubject')} from="orders">
          <SubjectOrders
            key={device.code}
            alarm={null}
            device={device.code}
            title={format.text('order.repairOf', { device: device.name })}
            priority={3}
          />
        </Panel>
      )}
      <DeviceRecord device={device} />
    </div>
  );
}

function LastHeard({ time }: { time: number }) {
  const format = useFormat();
  const now = useNow();
  return (
    <span>
      {Number.isNaN(time)
        ? format.text('device.neverHeard')
        : format.text('device.lastHeard', { age: format.ago(now - time) })}
    </span>
  );
}
