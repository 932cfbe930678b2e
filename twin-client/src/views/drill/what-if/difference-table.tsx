import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { priorityClass } from '../../../kit/marks.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { saveFile } from '../../../kit/save-file.ts';
import { type Column, DataTable, type TableOrder } from '../../../kit/table/data-table.tsx';
import type { WhatIf, WhatIfAlarm } from '../../../state/records/what-if.ts';
import { useNames } from '../../reports/use-names.ts';
import { differenceCsv } from './difference-csv.ts';
import { DifferenceSign } from './difference-legend.tsx';
import { type DifferenceRow, differenceRows, differs, sortRows } from './difference-rows.ts';
import styles from './what-if.module.css';

const SHOWN = ['different', 'all'] as const;
/** More rows would be a list that nobody reads; the file has all. */
const MOST_ROWS = 300;

/** Alarms of both courses side by side, with who sees their places and how long a guard walks. */
export function DifferenceTable({
  result,
  chosen,
  onChoose,
}: {
  result: WhatIf;
  /** The device that is looked at on the map. */
  chosen: string | null;
  onChoose(device: string | null): void;
}) {
  const format = useFormat();
  const names = useNames();
  const columns = useColumns();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('different');
  const [order, setOrder] = useState<TableOrder>({ by: 'kind', descending: false });
  const [open, setOpen] = useState<string | null>(null);
  const all = differenceRows(result);
  const rows = sortRows(shown === 'all' ? all : all.filter(differs), order);
  const left = result.alarmsLeft + Math.max(0, rows.length - MOST_ROWS);
  const save = () => saveFile('what-if.csv', 'text/csv', differenceCsv(rows, format, names));
  return (
    <Panel title={format.text('whatIf.table')} from="whatIf" aside={format.number(rows.length)}>
      <div className={styles.tools}>
        <Choice
          label={format.text('whatIf.show')}
          value={shown}
          options={SHOWN.map((value) => ({ value, label: format.text(`whatIf.show.${value}`) }))}
          onChoose={(value) => setShown(value)}
        />
        <Button onClick={save} disabled={rows.length === 0} data-testid="what-if-csv">
          {format.text('whatIf.file')}
        </Button>
      </div>
      <DataTable
        testId="what-if-alarms"
        rows={rows.slice(0, MOST_ROWS)}
        keyOf={({ key }) => key}
        empty={format.text('whatIf.table.empty')}
        columns={columns}
        order={{ now: order, onOrder: setOrder }}
        choice={{
          chosen: chosen === null ? null : open,
          onChoose: (key) => {
            const again = key === open && chosen !== null;
            setOpen(again ? null : key);
            onChoose(again ? null : (rows.find((row) => row.key === key)?.alarm.device ?? null));
          },
        }}
        dataOf={({ alarm }) => ({ 'data-kind': alarm.kind, 'data-device': alarm.device })}
      />
      {left > 0 && <p className={styles.note}>{format.text('whatIf.table.left', { count: format.number(left) })}</p>}
      <p className={styles.note}>{format.text('whatIf.table.note')}</p>
    </Panel>
  );
}

function useColumns(): Column<DifferenceRow>[] {
  const { clock } = useCenter();
  const format = useFormat();
  const names = useNames();
  const none = format.text('reports.none');
  const moment = (time: number | undefined) => (time === undefined ? none : format.moment(time, clock.now()));
  /** One word where nothing changes, two with an arrow where something does. */
  const change = (before: string, after: string) =>
    before === after ? after : format.text('whatIf.arrow', { before, after });
  const waited = (course: WhatIfAlarm['before']) =>
    course?.acknowledgedAt == null ? none : format.duration(course.acknowledgedAt - course.raisedAt);
  const priority = (alarm: WhatIfAlarm) => {
    const { before, after } = alarm;
    const word = (course: WhatIfAlarm['before']) => (course ? format.text(`priority.${course.priority}`) : '');
    return (
      <span className={priorityClass((after ?? before)!.priority)}>
        {before && after ? change(word(before), word(after)) : word(before ?? after)}
      </span>
    );
  };
  const seen = (cameras: readonly string[]) =>
    cameras.length === 0
      ? format.text('whatIf.seen.none')
      : format.text('whatIf.seen.count', { count: format.number(cameras.length) });
  const walked = (walk: { seconds: number } | null) =>
    walk ? format.text('whatIf.walk', { seconds: format.number(walk.seconds) }) : format.text('whatIf.walk.none');
  const title = (key: Parameters<typeof format.text>[0]) => format.text(key);
  return [
    {
      key: 'kind',
      title: title('whatIf.column.kind'),
      isSortable: true,
      cell: ({ alarm: { kind } }) => (
        <span className={styles.kind}>
          {kind !== 'same' && <DifferenceSign mark={kind} />}
          {format.text(`whatIf.${kind}`)}
        </span>
      ),
    },
    {
      key: 'alarm',
      title: title('whatIf.column.alarm'),
      isSortable: true,
      cell: ({ alarm }) => names.kind(alarm.code),
    },
    {
      key: 'device',
      title: title('whatIf.column.device'),
      isSortable: true,
      cell: ({ alarm }) => names.device(alarm.device),
    },
    {
      key: 'raised',
      title: title('whatIf.column.raised'),
      isNumber: true,
      isSortable: true,
      cell: ({ alarm }) => moment(alarm.before?.raisedAt),
    },
    {
      key: 'raisedAfter',
      title: title('whatIf.column.raisedAfter'),
      isNumber: true,
      isSortable: true,
      cell: ({ alarm }) => moment(alarm.after?.raisedAt),
    },
    {
      key: 'later',
      title: title('whatIf.column.later'),
      isNumber: true,
      isSortable: true,
      cell: ({ laterMs }) =>
        laterMs === null ? none : `${laterMs < 0 ? '−' : ''}${format.duration(Math.abs(laterMs))}`,
    },
    {
      key: 'priority',
      title: title('whatIf.column.priority'),
      isSortable: true,
      cell: ({ alarm }) => priority(alarm),
    },
    {
      key: 'acknowledged',
      title: title('whatIf.column.acknowledged'),
      isNumber: true,
      cell: ({ alarm }) => change(waited(alarm.before), waited(alarm.after)),
    },
    {
      key: 'seen',
      title: title('whatIf.column.seen'),
      cell: ({ place }) => (place?.seen ? change(seen(place.seen.before), seen(place.seen.after)) : none),
    },
    {
      key: 'walk',
      title: title('whatIf.column.walk'),
      isNumber: true,
      isSortable: true,
      cell: ({ place }) => (place ? change(walked(place.walk.before), walked(place.walk.after)) : none),
    },
  ];
}
