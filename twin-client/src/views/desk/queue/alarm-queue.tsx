import { useRef, useState, useSyncExternalStore } from 'react';
import type { Alarm } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useIncidents, useRegistryRevision } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { TextKey } from '../../../kit/i18n/texts.ts';
import { EmptyNotice, LoadingNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { saveFile } from '../../../kit/save-file.ts';
import { VirtualList, type VirtualListHandle } from '../../../kit/virtual-list.tsx';
import { type Incident, isFolded } from '../../../state/incidents.ts';
import { type QueueFilter, useAddress, useDesk } from '../desk.ts';
import { useAlarmDesk } from '../use-alarm-desk.ts';
import { alarmCsv } from './alarm-csv.ts';
import { FloodNotice } from './flood-notice.tsx';
import { MemberRow } from './member-row.tsx';
import styles from './queue.module.css';
import { alarmOf, countIncidents, filterIncidents, isIncident, type QueueItem, queueItems } from './queue-filter.ts';
import { QueueRow } from './queue-row.tsx';
import { useQueueKeys, useRevealed } from './use-queue-keys.ts';

/** Heights of rows: an incident, one with a line that says what is folded under it, and a member. */
const rowRem = (item: QueueItem): number => (!isIncident(item) ? 3.4 : item.members.length > 0 ? 5.6 : 4);

const SHOWS: readonly QueueFilter['show'][] = ['all', 'waiting', 'hidden'];
const EMPTY: Readonly<Record<QueueFilter['show'], TextKey>> = {
  all: 'queue.empty',
  waiting: 'queue.emptyWaiting',
  hidden: 'queue.emptyHidden',
};

/** The alarm queue: incidents, most urgent first, worked from the row or by keyboard. `filters`: whether it may be narrowed. */
export function AlarmQueue({ filters = true }: { filters?: boolean }) {
  const desk = useDesk();
  const { store } = useCenter();
  const format = useFormat();
  const { selection } = useAddress();
  const incidents = useIncidents();
  const loaded = useRegistryRevision() > 0;
  const filter = useSyncExternalStore(desk.filter.subscribe, desk.filter.get);
  const work = useAlarmDesk();
  const list = useRef<VirtualListHandle>(null);
  const { unfolded, fold } = useUnfolded();
  const listed = filterIncidents(incidents, filter);
  const shown = queueItems(listed, unfolded);
  const { open, waiting, alarms } = countIncidents(incidents);
  const chosen = selection?.kind === 'alarm' ? rowOf(store.state.alarms, selection.id, unfolded) : null;
  useQueueKeys({ shown, chosen, list, work, fold });
  useRevealed({ shown, chosen, list });
  return (
    <Panel
      from="alarms"
      className={styles.queue}
      title={format.text('queue.title')}
      aside={
        <span data-testid="queue-counts">
          {format.text(alarms > open ? 'queue.countsFolded' : 'queue.counts', {
            open: format.number(open),
            waiting: format.number(waiting),
            alarms: format.number(alarms),
          })}
        </span>
      }
    >
      {filters && <Filters listed={listed} />}
      <FloodNotice />
      {shown.length > 0 ? (
        <VirtualList
          items={shown}
          rowRem={rowRem}
          keyOf={(item) => alarmOf(item).id}
          label={format.text('queue.title')}
          className={styles.list}
          handle={list}
          renderRow={(item, index) => {
            const { id } = alarmOf(item);
            const row = { work, chosen: id === chosen, onOpen: () => desk.open({ kind: 'alarm', id }) };
            return isIncident(item) ? (
              <QueueRow
                {...row}
                incident={item}
                first={index === 0}
                unfolded={unfolded.has(id)}
                onFold={(open) => fold(id, open)}
              />
            ) : (
              <MemberRow {...row} alarm={item} />
            );
          }}
        />
      ) : loaded ? (
        <EmptyNotice title={format.text(EMPTY[filter.show])}>
          {format.text(filter.show === 'all' && filter.facility === null ? 'queue.emptyHint' : 'queue.emptyFilterHint')}
        </EmptyNotice>
      ) : (
        <LoadingNotice text={format.text('queue.loading')} />
      )}
    </Panel>
  );
}

/** Which alarms are shown, by their state and by facility; and those that are, as a file. */
function Filters({ listed }: { listed: readonly Incident[] }) {
  const desk = useDesk();
  const center = useCenter();
  const { store } = center;
  const format = useFormat();
  const filter = useSyncExternalStore(desk.filter.subscribe, desk.filter.get);
  return (
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
      <Button
        look="quiet"
        disabled={listed.length === 0}
        title={format.text('list.csv')}
        data-testid="queue-csv"
        onClick={() => saveFile('alarms.csv', 'text/csv', alarmCsv(listed.flatMap(alarmsOf), center, format))}
      >
        {format.text('queue.csv')}
      </Button>
    </div>
  );
}

/** An incident's alarms, the leading one first. */
const alarmsOf = ({ lead, members }: Incident): readonly Alarm[] => [lead, ...members];

/** The row that stands for an alarm: its incident's where it is folded. */
function rowOf(open: ReadonlyMap<string, Alarm>, id: string, unfolded: ReadonlySet<string>): string {
  const alarm = open.get(id);
  const lead = alarm && isFolded(open, alarm) ? alarm.group!.lead : id;
  return unfolded.has(lead) ? id : lead;
}

/** Which incidents are unfolded, by the ids of their leading alarms. */
function useUnfolded() {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const fold = (lead: string, open: boolean) =>
    setUnfolded((before) => {
      const after = new Set(before);
      if (open) after.add(lead);
      else after.delete(lead);
      return after;
    });
  return { unfolded, fold };
}
