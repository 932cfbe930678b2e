import { csvFile } from '../../../kit/csv.ts';
import type { Format } from '../../../kit/i18n/format.ts';
import type { ReportTable } from './period-words.ts';

/** A report as one CSV file: its title, then its tables, each with its name above it and an empty line below. */
export function periodCsv(title: string, madeAt: string, tables: readonly ReportTable[], format: Format): string {
  return csvFile([
    [title],
    [madeAt],
    ...tables.flatMap(({ key, heads, rows }) => [[], [format.text(`period.table.${key}`)], heads, ...rows]),
  ]);
}
