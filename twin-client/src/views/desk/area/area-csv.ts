import { csvFile } from '../../../kit/csv.ts';
import type { Format } from '../../../kit/i18n/format.ts';
import type { WithinGroup } from './within-groups.ts';

const COLUMNS = ['group', 'code', 'name', 'kind', 'building', 'storey'] as const;

/** The rows of an area query as CSV, one line each below a line of column names. */
export function areaCsv(groups: readonly WithinGroup[], format: Format): string {
  const rows = groups.flatMap(({ group, kinds }) =>
    kinds
      .flatMap((kind) => kind.rows)
      .map(({ code, name, kind, building, storey }) => [
        format.text(`area.group.${group}`),
        code,
        name,
        kind,
        building,
        storey,
      ]),
  );
  return csvFile([COLUMNS.map((column) => format.text(`area.column.${column}`)), ...rows]);
}
