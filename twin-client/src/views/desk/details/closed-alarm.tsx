import type { Device } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { Problem } from '../../../state/problem.ts';
import { may } from '../../../state/records/session.ts';
import { DossierOfAlarm } from '../../drill/dossiers/dossier-of-alarm.tsx';
import { DrillAlarm } from '../../drill/drills/drill-alarm.tsx';
import { ReplayAlarm } from '../../drill/replay/replay-alarm.tsx';
import { TimelineList } from '../alarm-work/alarm-timeline.tsx';
import { SubjectOrders } from '../work-orders/subject-orders.tsx';
import styles from './details.module.css';
import { DevicePanel } from './device-panel.tsx';

/** An alarm that is closed: what happened to it, and its device. known: the device, where it was seen while open. */
export function ClosedAlarm({ id, known }: { id: string; known: Device | null }) {
  const { api, store, session } = useCenter();
  const format = useFormat();
  const record = useLoaded(id, (signal) => api.alarm(id, signal));
  const device = known ?? (record.state === 'ready' ? store.device(record.value.device) : undefined);
  if (record.state === 'failed') {
    const unknown = record.cause instanceof Problem && record.cause.status === 404;
    return unknown ? (
      <EmptyNotice title={format.text('details.notFound', { code: id })} />
    ) : (
      <ProblemNotice cause={record.cause} onRetry={record.retry} />
    );
  }
  return (
    <>
      <Panel title={format.text('details.alarmGone', { id })} from="alarmLog">
        <div className={styles.note}>
          {record.state === 'ready' ? (
            <>
              {record.value.falseAlarm && <p data-testid="false-alarm">{format.text('mark.falseAlarm')}</p>}
              <ReplayAlarm alarm={record.value} />
              <DrillAlarm id={id} />
              <DossierOfAlarm alarm={id} />
              <TimelineList record={record.value} />
            </>
          ) : (
            <LoadingNotice text={format.text('shell.loading')} />
          )}
        </div>
        {device && may(session, 'order.view') && (
          <SubjectOrders alarm={id} device={device.code} title={id} priority={3} isOver />
        )}
      </Panel>
      {device && <DevicePanel key={device.code} device={device} />}
    </>
  );
}
