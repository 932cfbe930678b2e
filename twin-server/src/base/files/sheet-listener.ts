import { HeadedRows } from './headings.ts';
import { TABLE_LIMITS, TableMeter, type TableRow } from './table-row.ts';
import { attributeOf, type XmlListener } from './xml-reader.ts';

/** What cells refer to. */
export interface SheetContext {
  readonly texts: readonly string[];
  /** Styles that show a number as a date. */
  readonly dates: ReadonlySet<number>;
  /** Days are counted from 1904, as old workbooks of macOS do. */
  readonly from1904: boolean;
}

/** Makes rows of a worksheet's cells (ECMA-376 part 1, 18.3). A date becomes a local time, `2026-11-22T08:00:00.000`. */
export class SheetListener implements XmlListener {
  /** Rows heard so far: taken out by whoever hands them on. */
  readonly rows: TableRow[] = [];
  readonly #context: SheetContext;
  readonly #meter = new TableMeter();
  readonly #headed = new HeadedRows();
  #row = 0;
  #cells: unknown[] = [];
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #inValue = false;
  #aloud = false;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  open(name: string, attributes: string): void {
    if (name === 'c') {
      const column = columnOf(attributeOf(attributes, 'r'));
      this.#column = column ?? this.#column + 1;
      this.#type = attributeOf(attributes, 't') ?? 'n';
      this.#style = Number(attributeOf(attributes, 's') ?? 0);
      this.#value = '';
    } else if (name === 'v' || name === 't') this.#inValue = true;
    else if (name === 'rPh') this.#aloud = true;
    else if (name === 'row') {
      const given = Number(attributeOf(attributes, 'r') ?? this.#row + 1);
      this.#row = Number.isSafeInteger(given) ? given : this.#row + 1;
      this.#cells = [];
      this.#column = -1;
    }
  }

  text(text: string): void {
    if (this.#inValue && !this.#aloud) this.#value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'rPh') this.#aloud = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
  }

  #endCell(): void {
    if (this.#value === '') return;
    const value = this.#valueOf();
    this.#meter.cell(this.#row, typeof value === 'string' ? value.length : 8);
    if (this.#column >= TABLE_LIMITS.columns)
      throw new Error(`row ${this.#row}: more than ${TABLE_LIMITS.columns} columns are not read`);
    this.#cells[this.#column] = value;
  }

  #valueOf(): unknown {
    const { texts, dates, from1904 } = this.#context;
    switch (this.#type) {
      case 's':
        return texts[Number(this.#value)] ?? '';
      case 'b':
        return this.#value === '1';
      case 'n': {
        const number = Number(this.#value);
        if (!Number.isFinite(number)) return this.#value;
        return dates.has(this.#style) ? localTimeOf(number, from1904) : number;
      }
      default:
        // str, inlineStr and d are as they stand; e is an error such as #N/A, which no field takes.
        return this.#value;
    }
  }

  #endRow(): void {
    const row = this.#headed.take(this.#row, Array.from(this.#cells));
    this.#cells = [];
    if (!row) return;
    this.#meter.row(row.row);
    this.rows.push(row);
  }
}

/** The column of a cell such as BC12, from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

const DAY_MS = 86_400_000;

/** A day number as a local time: day 1 is 1900-01-01, and 1900 is held for a leap year (ECMA-376 part 1, 18.17.4). */
function localTimeOf(serial: number, from1904: boolean): string | number {
  // Less than a day is a time of day.
  if (serial >= 0 && serial < 1) return new Date(Math.round(serial * DAY_MS)).toISOString().slice(11, 19);
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const time = new Date(epoch + Math.round(serial * DAY_MS));
  return Number.isNaN(time.getTime()) ? serial : time.toISOString().slice(0, 23);
}
