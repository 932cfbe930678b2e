import type { Format } from '../../../kit/i18n/format.ts';
import type { WithinGroup } from './within-groups.ts';

const COLUMNS = ['group', 'code', 'name', 'kind', 'building', 'storey'] as const;

/** Begins a file that spreadsheets are to read as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A cell of RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe. */
function cell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The rows of an area query as CSV, one line each below a line of column names. */
export function areaCsv(groups: readonly WithinGroup[], format: Format): string {
  const lines = [COLUMNS.map((column) => format.text(`area.column.${column}`))];
  for (const { group, kinds } of groups) {
    for (const { code, name, kind, building, storey } of kinds.flatMap(({ rows }) => rows)) {
      lines.push([format.text(`area.group.${group}`), code, name, kind, building ?? '', storey ?? '']);
    }
  }
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}
