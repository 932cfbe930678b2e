import { useState, useSyncExternalStore } from 'react';
import type { Device, DeviceKind } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { CommandRecord } from '../../../state/records/device-command.ts';
import { commandLabel, outcomeWords } from '../alarm-work/action-words.ts';
import { argWords } from './command-args.ts';
import styles from './commands.module.css';

/** Commands listed first, and how many more each time they are asked for. */
const PAGE = 5;
/** The server gives out so many at once. */
const MOST = 50;

/** The last commands of a device with who gave them, when, and what became of them; follows those of other desks. */
export function CommandLog({ device, commands }: { device: Device; commands: NonNullable<DeviceKind['commands']> }) {
  const { api, store } = useCenter();
  const format = useFormat();
  const [limit, setLimit] = useState(PAGE);
  const revision = useSyncExternalStore(store.ordersRevision.subscribe, store.ordersRevision.get);
  const log = useLoaded(`${device.code} ${limit} ${revision}`, (signal) =>
    api.commands.last(device.code, limit, signal),
  );
  if (log.state === 'failed') return <ProblemNotice cause={log.cause} onRetry={log.retry} />;
  if (!log.last) return null;
  const { items, more } = log.last;
  return (
    <section className={styles.log} aria-label={format.text('commands.log')} data-testid="command-log">
      <h3>{format.text('commands.log')}</h3>
      {items.length === 0 && <p>{format.text('commands.none')}</p>}
      <ul>
        {items.map((record) => (
          <LogLine key={record.id} device={device} commands={commands} record={record} />
        ))}
      </ul>
      {more && limit < MOST && (
        <Button look="quiet" onClick={() => setLimit(Math.min(MOST, limit + 3 * PAGE))}>
          {format.text('commands.earlier')}
        </Button>
      )}
    </section>
  );
}

function LogLine({
  device,
  commands,
  record,
}: {
  device: Device;
  commands: NonNullable<DeviceKind['commands']>;
  record: CommandRecord;
}) {
  const center = useCenter();
  const format = useFormat();
  const { command, args, by, askedAt, ok } = record;
  const now = center.clock.now();
  const words = argWords(format, commands[command], args);
  const outcome = outcomeWords(format, { ...record, attempts: 1 }, null);
  return (
    <li data-ok={ok ?? 'pending'}>
      <span>
        {commandLabel(center, format, device.code, command)}
        {words && ` (${words})`}
      </span>
      <time dateTime={new Date(askedAt).toISOString()}>{format.moment(askedAt, now)}</time>
      <span className={ok === false ? styles.failed : styles.outcome}>
        {[by?.displayName ?? '', outcome].filter(Boolean).join(' \u00b7 ')}
      </span>
    </li>
  );
}
