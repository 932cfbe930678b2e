import { useState, useSyncExternalStore } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { ArmRecord } from '../../../state/records/arming.ts';
import { commandLabel, outcomeWords } from '../../desk/alarm-work/action-words.ts';
import styles from './arm-log.module.css';

const PAGE = 10;
/** The server gives out so many at once. */
const MOST = 1000;

/** When a zone's detectors were armed and disarmed, by whom or by the schedule, and what became of it; follows other desks. */
export function ArmLog({ zone }: { zone: string }) {
  const { api, store } = useCenter();
  const format = useFormat();
  const [limit, setLimit] = useState(PAGE);
  const revision = useSyncExternalStore(store.ordersRevision.subscribe, store.ordersRevision.get);
  const log = useLoaded(`${zone} ${limit} ${revision}`, (signal) => api.settings.armLog(zone, limit, signal));
  return (
    <Panel title={format.text('arming.log')}>
      {log.state === 'failed' && <ProblemNotice cause={log.cause} onRetry={log.retry} />}
      {log.last?.length === 0 && <p className={styles.calm}>{format.text('arming.noLog')}</p>}
      <ul className={styles.log} data-testid="arm-log">
        {log.last?.map((record) => (
          <LogLine key={record.id} record={record} />
        ))}
      </ul>
      {log.last && log.last.length === limit && limit < MOST && (
        <div className={styles.foot}>
          <Button look="quiet" onClick={() => setLimit(Math.min(MOST, limit + 3 * PAGE))}>
            {format.text('commands.earlier')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function LogLine({ record }: { record: ArmRecord }) {
  const center = useCenter();
  const format = useFormat();
  const { device, command, by, schedule, askedAt, ok } = record;
  const who = schedule ? format.text('arming.bySchedule') : (by?.displayName ?? format.text('handover.someone'));
  const outcome = outcomeWords(format, { ...record, attempts: 1 }, null);
  return (
    <li data-ok={ok ?? 'pending'} data-by={schedule ? 'schedule' : 'person'}>
      <b>{commandLabel(center, format, device, command)}</b>
      <time dateTime={new Date(askedAt).toISOString()}>{format.moment(askedAt, center.clock.now())}</time>
      <span>{center.store.device(device)?.name ?? device}</span>
      <span className={ok === false ? styles.failed : undefined}>{`${who} \u00b7 ${outcome}`}</span>
    </li>
  );
}
