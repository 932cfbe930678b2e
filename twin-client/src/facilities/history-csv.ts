import { localIso } from 'twin-core';
import { csvFile } from '../kit/csv.ts';
import type { Format } from '../kit/i18n/format.ts';
import type { SeriesPoint } from '../state/records/series.ts';

/** A history with its name and unit, for the head of its columns. */
export interface NamedHistory {
  readonly name: string;
  readonly unit: string;
  readonly points: readonly SeriesPoint[];
}

/** Histories of the same intervals as CSV: a line an interval, by the local clock of the site; mean, lowest and highest of each. */
export function historyCsv(histories: readonly NamedHistory[], format: Format, timeZone: string): string {
  const byTime = histories.map(({ points }) => new Map(points.map((point) => [point.time, point])));
  const times = [...new Set(histories.flatMap(({ points }) => points.map(({ time }) => time)))].sort((a, b) => a - b);
  const heads = histories.flatMap(({ name, unit }) =>
    (['mean', 'min', 'max'] as const).map(
      (key) => `${name} ${format.text(`chart.column.${key}`)}${unit === '' ? '' : ` (${unit})`}`,
    ),
  );
  return csvFile([
    [format.text('chart.column.time'), ...heads],
    ...times.map((time) => [
      localIso(time, timeZone),
      ...byTime.flatMap((points) => {
        const point = points.get(time);
        return [point?.mean, point?.min, point?.max];
      }),
    ]),
  ]);
}
