/** One row of a file of base data: what its cells say under their headings; a row of JSON says it under its keys. */
export interface TableRow {
  /** As a spreadsheet counts, the heading row included; in JSON the place in the list, from 1. */
  readonly row: number;
  /** An empty cell is null: another thing than a column that is not there. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Why the row cannot be understood as it stands; then it is refused whole. */
  readonly fault?: string;
}

/** What a file may ask for at most; beyond it the file is refused, never cut. */
export const TABLE_LIMITS = {
  rows: 1_048_576,
  columns: 512,
  /** Characters of one cell: twice what a spreadsheet takes. */
  cell: 65_536,
  /** Characters of all cells together. */
  text: 128 * 2 ** 20,
  /** Bytes that a workbook unpacks to, and how many times its own size where that is more than `freeBytes`. */
  unpackedBytes: 512 * 2 ** 20,
  ratio: 200,
  freeBytes: 16 * 2 ** 20,
  /** Texts that the cells of a workbook share, and the characters of them together. */
  sharedTexts: 1_000_000,
  sharedCharacters: 24 * 2 ** 20,
} as const;

/** Rows handed over at once, and the characters after which fewer are. */
export const BATCH = { rows: 2_000, characters: 2 ** 20 } as const;

/** Counts the rows and characters of a file. Throws an error that says which limit it breaks and where. */
export class TableMeter {
  #rows = 0;
  #characters = 0;

  row(row: number): void {
    if (++this.#rows > TABLE_LIMITS.rows)
      throw new Error(`row ${row}: more than ${TABLE_LIMITS.rows} rows are not read`);
  }

  cell(row: number, characters: number): void {
    if (characters > TABLE_LIMITS.cell)
      throw new Error(`row ${row}: a cell is longer than ${TABLE_LIMITS.cell} characters`);
    this.#characters += characters;
    if (this.#characters > TABLE_LIMITS.text)
      throw new Error(`row ${row}: more than ${TABLE_LIMITS.text} characters in all are not read`);
  }
}
