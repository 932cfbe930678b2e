import { TABLE_LIMITS, type TableRow } from './table-row.ts';

/** Puts cells under the headings of the first row that has any. */
export class HeadedRows {
  #headings: readonly string[] | null = null;

  /** The row under the headings; null for a row without content and for the heading row itself. Throws for headings that are none. */
  take(row: number, cells: readonly unknown[]): TableRow | null {
    if (cells.every(isEmpty)) return null;
    if (this.#headings === null) {
      this.#headings = readHeadings(row, cells);
      return null;
    }
    const values: Record<string, unknown> = {};
    for (let i = 0; i < Math.max(cells.length, this.#headings.length); i++) {
      const heading = this.#headings[i];
      if (isEmpty(cells[i])) {
        if (heading) values[heading] = null;
        continue;
      }
      if (heading === undefined || heading === '')
        return {
          row,
          values: {},
          fault: `there is no heading over column ${columnName(i)}, where ${quote(cells[i])} stands`,
        };
      values[heading] = cells[i];
    }
    return { row, values };
  }
}

function readHeadings(row: number, cells: readonly unknown[]): string[] {
  if (cells.length > TABLE_LIMITS.columns)
    throw new Error(`row ${row}: ${cells.length} columns, at most ${TABLE_LIMITS.columns} are read`);
  const headings = Array.from(cells, (cell) => (isEmpty(cell) ? '' : String(cell).trim()));
  const seen = new Set<string>();
  for (const heading of headings) {
    if (heading !== '' && seen.has(heading)) throw new Error(`row ${row}: two columns are headed ${quote(heading)}`);
    seen.add(heading);
  }
  return headings;
}

function isEmpty(cell: unknown): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/** A column as a spreadsheet names it: 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** What somebody wrote, short enough for a sentence. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
}
