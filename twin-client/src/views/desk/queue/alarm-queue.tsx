import { useRef, useSyncExternalStore } from 'react';
import { useAlarms, useCenter, useRegistryRevision } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { TextKey } from '../../../kit/i18n/texts.ts';
import { EmptyNotice, LoadingNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { VirtualList, type VirtualListHandle } from '../../../kit/virtual-list.tsx';
import { type QueueFilter, useAddress, useDesk } from '../desk.ts';
import { useAlarmDesk } from '../use-alarm-desk.ts';
import styles from './queue.module.css';
import { countAlarms, filterAlarms } from './queue-filter.ts';
import { QueueRow } from './queue-row.tsx';
import { useQueueKeys } from './use-queue-keys.ts';

const ROW_REM = 4;
const SHOWS: readonly QueueFilter['show'][] = ['all', 'waiting', 'hidden'];
const EMPTY: Readonly<Record<QueueFilter['show'], TextKey>> = {
  all: 'queue.empty',
  waiting: 'queue.emptyWaiting',
  hidden: 'queue.emptyHidden',
};

/** The alarm queue: most urgent first, worked from the row or by keyboard. */
export function AlarmQueue() {
  const desk = useDesk();
  const { store } = useCenter();
  const format = useFormat();
  const { selection } = useAddress();
  const alarms = useAlarms();
  const loaded = useRegistryRevision() > 0;
  const filter = useSyncExternalStore(desk.filter.subscribe, desk.filter.get);
  const work = useAlarmDesk();
  const list = useRef<VirtualListHandle>(null);
  const shown = filterAlarms(alarms, filter);
  const { open, waiting } = countAlarms(alarms);
  const chosen = selection?.kind === 'alarm' ? selection.id : null;
  useQueueKeys({ shown, chosen, list, work });
  return (
    <Panel
      className={styles.queue}
      title={format.text('queue.title')}
      aside={<span data-testid="queue-counts">{format.text('queue.counts', { open, waiting })}</span>}
    >
      <div className={styles.filters}>
        <Choice
          label={format.text('queue.title')}
          value={filter.show}
          options={SHOWS.map((value) => ({ value, label: format.text(`queue.filter.${value}`) }))}
          onChoose={(show) => desk.filter.set({ ...filter, show })}
        />
        <select
          aria-label={format.text('queue.facility')}
          value={filter.facility ?? ''}
          onChange={(event) => desk.filter.set({ ...filter, facility: event.target.value || null })}
        >
          <option value="">{format.text('queue.facilityAll')}</option>
          {store.catalogue.facilities.map((facility) => (
            <option key={facility.id} value={facility.id}>
              {format.label(facility.label)}
            </option>
          ))}
        </select>
      </div>
      {shown.length > 0 ? (
        <VirtualList
          items={shown}
          rowRem={ROW_REM}
          keyOf={(alarm) => alarm.id}
          label={format.text('queue.title')}
          className={styles.list}
          handle={list}
          renderRow={(alarm, index) => (
            <QueueRow
              alarm={alarm}
              chosen={alarm.id === chosen}
              first={index === 0}
              work={work}
              onOpen={() => desk.open({ kind: 'alarm', id: alarm.id })}
            />
          )}
        />
      ) : loaded ? (
        <EmptyNotice title={format.text(EMPTY[filter.show])} />
      ) : (
        <LoadingNotice text={format.text('queue.loading')} />
      )}
    </Panel>
  );
}
