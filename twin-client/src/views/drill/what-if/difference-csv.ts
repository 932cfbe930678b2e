import { csvFile } from '../../../kit/csv.ts';
import type { Format } from '../../../kit/i18n/format.ts';
import type { Names } from '../../reports/use-names.ts';
import type { DifferenceRow } from './difference-rows.ts';

/** Alarms side by side as a file for spreadsheets; times as ISO 8601. */
export function differenceCsv(rows: readonly DifferenceRow[], format: Format, names: Names): string {
  const iso = (time: number | undefined) => (time === undefined ? null : new Date(time).toISOString());
  const column = (key: 'kind' | 'alarm' | 'device' | 'raised' | 'raisedAfter' | 'priority' | 'seen' | 'walk') =>
    format.text(`whatIf.column.${key}`);
  const both = (key: 'priority' | 'seen' | 'walk') => [
    `${column(key)} · ${format.text('whatIf.was')}`,
    `${column(key)} · ${format.text('whatIf.would')}`,
  ];
  return csvFile([
    [
      column('kind'),
      column('alarm'),
      column('device'),
      column('raised'),
      column('raisedAfter'),
      ...both('priority'),
      ...both('seen'),
      ...both('walk'),
    ],
    ...rows.map(({ alarm, place }) => [
      format.text(`whatIf.${alarm.kind}`),
      names.kind(alarm.code),
      `${names.device(alarm.device)} ${alarm.device}`,
      iso(alarm.before?.raisedAt),
      iso(alarm.after?.raisedAt),
      alarm.before?.priority ?? null,
      alarm.after?.priority ?? null,
      place?.seen?.before.join(' ') ?? null,
      place?.seen?.after.join(' ') ?? null,
      place?.walk.before?.seconds ?? null,
      place?.walk.after?.seconds ?? null,
    ]),
  ]);
}
