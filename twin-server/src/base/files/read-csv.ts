import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { HeadedRows } from './headings.ts';
import { TableMeter, type TableRow } from './table-row.ts';

/** Encodings that spreadsheets save text in: UTF-8, Chinese Excel's GB 18030, and "Unicode text". */
type Encoding = 'utf-8' | 'gb18030' | 'utf-16le';

/**
 * Rows of a text file by RFC 4180, cells divided by comma, semicolon or tab, whichever the heading row has most of. Throws an
 * error naming the row for a quotation without end and for bytes that are text in no encoding known here.
 */
export async function* readCsv(path: string): AsyncGenerator<TableRow> {
  const parser = new CsvParser();
  for await (const text of readText(path, await encodingOf(path))) yield* parser.write(text);
  yield* parser.end();
}

/** Text of a file in pieces; a byte order mark is left out. */
export async function* readText(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function encodingOf(path: string): Promise<Encoding> {
  const file = await open(path);
  const head = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close());
  if (head.buffer[0] === 0xff && head.buffer[1] === 0xfe) return 'utf-16le';
  // What is UTF-8 from end to end is that: no other text of some length passes for it by chance.
  for (const encoding of ['utf-8', 'gb18030'] as const) if (await isIn(path, encoding)) return encoding;
  throw new Error('is text neither in UTF-8 nor in GB 18030');
}

async function isIn(path: string, encoding: Encoding): Promise<boolean> {
  try {
    for await (const _ of readText(path, encoding));
    return true;
  } catch (cause) {
    if (cause instanceof TypeError) return false;
    throw cause;
  }
}

const SEPARATORS = [',', ';', '\t'] as const;

class CsvParser {
  readonly #meter = new TableMeter();
  readonly #headed = new HeadedRows();
  #separator: string | null = null;
  /** Text until the heading line is whole: what divides its cells is not known before. */
  #head = '';
  #row = 1;
  #cells: string[] = [];
  #cell = '';
  /** Between cells, in a plain one, inside quotation marks, or after a mark that ends them or is the first of two. */
  #state: 'start' | 'plain' | 'quoted' | 'mark' = 'start';
  #afterReturn = false;

  *write(text: string): Generator<TableRow> {
    if (this.#separator === null) {
      this.#head += text;
      if (!hasWholeLine(this.#head)) {
        this.#meter.cell(1, Math.max(0, this.#head.length - 1_000_000));
        return;
      }
    }
    yield* this.#scan(this.#separator === null ? this.#begin() : text);
  }

  *end(): Generator<TableRow> {
    if (this.#separator === null) yield* this.#scan(this.#begin());
    if (this.#state === 'quoted') throw new Error(`row ${this.#row}: a quotation that begins there does not end`);
    if (this.#cell !== '' || this.#cells.length > 0) yield* this.#endRow();
  }

  #begin(): string {
    const line = this.#head.split(/[\r\n]+/).find((part) => part.trim() !== '') ?? '';
    const plain = line.replace(/"[^"]*"/g, '');
    const count = (sign: string) => plain.split(sign).length;
    this.#separator = SEPARATORS.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
    const head = this.#head;
    this.#head = '';
    return head;
  }

  *#scan(text: string): Generator<TableRow> {
    for (let at = 0; at < text.length; ) {
      const sign = text[at]!;
      if (this.#state === 'quoted') {
        const mark = text.indexOf('"', at);
        this.#add(text.slice(at, mark < 0 ? undefined : mark));
        if (mark >= 0) this.#state = 'mark';
        at = mark < 0 ? text.length : mark + 1;
      } else if (this.#state === 'mark' && sign === '"') {
        this.#add('"');
        this.#state = 'quoted';
        at++;
      } else if (sign === this.#separator) {
        this.#endCell();
        at++;
      } else if (sign === '\n' || sign === '\r') {
        // A return and a line feed after it are one line end.
        if (!(sign === '\n' && this.#afterReturn)) yield* this.#endRow();
        this.#afterReturn = sign === '\r';
        at++;
        continue;
      } else if (this.#state === 'start' && sign === '"') {
        this.#state = 'quoted';
        at++;
      } else {
        const end = this.#endOfPlain(text, at);
        this.#add(text.slice(at, end));
        this.#state = 'plain';
        at = end;
      }
      this.#afterReturn = false;
    }
  }

  #endOfPlain(text: string, from: number): number {
    let at = from + 1;
    while (at < text.length && text[at] !== this.#separator && text[at] !== '\n' && text[at] !== '\r') at++;
    return at;
  }

  #add(text: string): void {
    this.#cell += text;
    if (this.#cell.length > 65_536) this.#meter.cell(this.#row, this.#cell.length);
  }

  #endCell(): void {
    this.#meter.cell(this.#row, this.#cell.length);
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'start';
  }

  *#endRow(): Generator<TableRow> {
    this.#endCell();
    const row = this.#headed.take(this.#row, this.#cells);
    this.#cells = [];
    this.#row++;
    if (!row) return;
    this.#meter.row(row.row);
    yield row;
  }
}

/** Whether a line with content has come to its end, outside of quotations. */
function hasWholeLine(text: string): boolean {
  return /\S[^\r\n]*[\r\n]/.test(text.replace(/"[^"]*"/g, 'x'));
}
