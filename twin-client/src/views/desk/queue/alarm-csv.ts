import { type Alarm, conditionOf, localIso } from 'twin-core';
import { csvFile } from '../../../kit/csv.ts';
import type { Format } from '../../../kit/i18n/format.ts';
import type { Center } from '../../../state/center.ts';
import { placeName } from '../../../state/place-name.ts';
import { alarmLabel } from './alarm-words.ts';

const COLUMNS = [
  'id',
  'raised',
  'priority',
  'alarm',
  'facility',
  'device',
  'deviceName',
  'place',
  'condition',
  'case',
  'owner',
  'lead',
] as const;

/** Open alarms as CSV, in the order given; `lead` names the incident a folded one belongs to. */
export function alarmCsv(
  alarms: readonly Alarm[],
  { store, site, handlers }: Pick<Center, 'store' | 'site' | 'handlers'>,
  format: Format,
): string {
  const rows = alarms.map((alarm) => {
    const facility = store.catalogue.facility(alarm.facility);
    const owner = alarm.assignee ?? alarm.acknowledgedBy;
    return [
      alarm.id,
      localIso(alarm.raisedAt, site.timeZone),
      format.text(`priority.${alarm.priority}`),
      alarmLabel(store.catalogue, format, alarm),
      facility ? format.label(facility.label) : alarm.facility,
      alarm.device,
      store.device(alarm.device)?.name,
      placeName(site, alarm),
      format.text(`condition.${conditionOf(alarm)}`),
      format.text(`case.${alarm.case}`),
      owner === null ? null : (handlers.get(owner) ?? owner),
      alarm.group?.lead,
    ];
  });
  return csvFile([COLUMNS.map((column) => format.text(`queue.column.${column}`)), ...rows]);
}
