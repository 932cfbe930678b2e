import { open } from 'node:fs/promises';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readWorkbook } from './read-workbook.ts';
import type { TableRow } from './table-row.ts';

/**
 * Rows of a file of base data: an .xlsx workbook, a JSON list, or text with separators, told apart by how it begins and not by
 * its name. One row at a time is held. Throws an error that says what is wrong with the file.
 */
export async function* readTable(path: string): AsyncGenerator<TableRow> {
  const file = await open(path);
  const head = Buffer.alloc(512);
  const { bytesRead } = await file.read(head, 0, head.length, 0).finally(() => file.close());
  if (bytesRead === 0) throw new Error('is empty');
  if (head.readUInt32BE(0) === 0x504b0304) yield* readWorkbook(path);
  else if (head.readUInt32BE(0) === 0xd0cf11e0)
    throw new Error('is a workbook of Excel 97 to 2003, or one with a password; save it as .xlsx without one');
  else if (/^(\u{FEFF})?\s*[[{]/u.test(head.subarray(0, bytesRead).toString())) yield* readJson(path);
  else yield* readCsv(path);
}
