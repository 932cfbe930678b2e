import { conditionOf } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';
import type { Center } from '../../../state/center.ts';
import { DEVICE_STATES } from '../../../state/health.ts';
import { placedName } from '../../../state/place-name.ts';
import type { AlarmStatistics, Took } from '../../../state/records/alarm-statistics.ts';
import type { Names } from '../use-names.ts';
import type { PeriodReport } from './period-report.ts';

/** A table of the report: on the sheet and in its file alike. `numbers`: from this column on stand numbers. */
export interface ReportTable {
  readonly key: 'figures' | 'kinds' | 'health' | 'environment' | 'open';
  readonly heads: readonly string[];
  readonly numbers: number;
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a report in words. */
export function tablesOf(report: PeriodReport, center: Center, names: Names, format: Format): readonly ReportTable[] {
  return [
    figures(report, format),
    kinds(report, names, format),
    health(report, names, format),
    environment(report, format),
    open(report, center, names, format),
  ];
}

/** The span of a report, as its title tells it; its last day included. */
export function spanWords({ span: { from, to } }: Pick<PeriodReport, 'span'>, format: Format): string {
  const [first, last] = [format.date(from), format.date(to - 1)];
  return first === last ? first : `${first} – ${last}`;
}

const took = (format: Format, value: Took, quantile: 'p50' | 'p95') =>
  value ? format.duration(value[quantile]) : format.text('reports.none');

function figures({ alarms: { total }, metrics }: PeriodReport, format: Format): ReportTable {
  const { now } = metrics;
  return {
    key: 'figures',
    heads: [format.text('period.figure'), format.text('period.value')],
    numbers: 1,
    rows: [
      [format.text('reports.alarms'), format.number(total.count)],
      [format.text('reports.falseAlarms'), format.number(total.falseAlarms)],
      ...(['acknowledge', 'close'] as const).flatMap((key) =>
        (['p50', 'p95'] as const).map((quantile) => [
          `${format.text(`reports.${key}`)} · ${format.text(quantile === 'p50' ? 'reports.median' : 'reports.p95')}`,
          took(format, total[key], quantile),
        ]),
      ),
      [format.text('metrics.maximumUnAck'), format.duration(metrics.maximumUnAck)],
      [format.text('metrics.flood'), format.duration(metrics.flood.timeMs)],
      [format.text('period.openNow'), format.number(now.open)],
      [format.text('period.silentNow'), `${format.number(now.silentDevices)} / ${format.number(now.devices)}`],
    ],
  };
}

function kinds({ alarms }: PeriodReport, names: Names, format: Format): ReportTable {
  const row = ({ key, count, falseAlarms, acknowledge, close }: AlarmStatistics['items'][number]) => [
    names.kind(key ?? ''),
    format.number(count),
    format.number(falseAlarms),
    took(format, acknowledge, 'p50'),
    took(format, acknowledge, 'p95'),
    took(format, close, 'p50'),
  ];
  const heads = [
    format.text('reports.kind'),
    format.text('reports.alarms'),
    format.text('reports.falseAlarms'),
    `${format.text('reports.acknowledge')} · ${format.text('reports.median')}`,
    `${format.text('reports.acknowledge')} · ${format.text('reports.p95')}`,
    `${format.text('reports.close')} · ${format.text('reports.median')}`,
  ];
  return { key: 'kinds', heads, numbers: 1, rows: alarms.items.map(row) };
}

function health(report: PeriodReport, names: Names, format: Format): ReportTable {
  return {
    key: 'health',
    heads: [
      format.text('list.facility'),
      format.text('portal.devices'),
      ...DEVICE_STATES.map((state) => format.text(`state.${state}`)),
    ],
    numbers: 1,
    rows: report.health.map(({ facility, total, states }) => [
      names.key('facility', facility),
      format.number(total),
      ...DEVICE_STATES.map((state) => format.number(states[state])),
    ]),
  };
}

function environment(report: PeriodReport, format: Format): ReportTable {
  return {
    key: 'environment',
    heads: [
      format.text('reports.device'),
      format.text('period.measure'),
      ...(['min', 'mean', 'max'] as const).map((key) => format.text(`chart.column.${key}`)),
    ],
    numbers: 2,
    rows: report.environment.map(({ device, declared, measured }) => [
      device.name,
      format.label(declared.label),
      ...(['min', 'mean', 'max'] as const).map((key) =>
        measured ? format.quantity(declared, measured[key]) : format.text('reports.none'),
      ),
    ]),
  };
}

function open({ open: alarms, madeAt }: PeriodReport, center: Center, names: Names, format: Format): ReportTable {
  const { site, store, handlers } = center;
  return {
    key: 'open',
    heads: [
      format.text('handover.alarm'),
      format.text('queue.column.priority'),
      format.text('handover.place'),
      format.text('handover.age'),
      format.text('handover.state'),
      format.text('handover.owner'),
    ],
    numbers: 6,
    rows: alarms.map((alarm) => {
      const owner = alarm.assignee ?? alarm.acknowledgedBy;
      return [
        names.kind(alarm.code),
        format.text(`priority.${alarm.priority}`),
        placedName(site, alarm, store.device(alarm.device)?.name ?? alarm.device),
        format.ago(madeAt - alarm.raisedAt),
        `${format.text(`condition.${conditionOf(alarm)}`)} · ${format.text(`case.${alarm.case}`)}`,
        owner === null ? format.text('reports.none') : (handlers.get(owner) ?? owner),
      ];
    }),
  };
}
