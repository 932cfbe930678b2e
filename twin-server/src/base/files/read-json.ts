import { quote } from './headings.ts';
import { readText } from './read-csv.ts';
import { TABLE_LIMITS, TableMeter, type TableRow } from './table-row.ts';

/**
 * Rows of a JSON list of objects, one at a time: `[{…}, {…}]`. What is within an object is under its path with dots
 * (`location.longitude`). Throws an error naming the row for what is not JSON.
 */
export async function* readJson(path: string): AsyncGenerator<TableRow> {
  const meter = new TableMeter();
  let row = 0;
  for await (const piece of piecesOf(path)) {
    row++;
    meter.row(row);
    checkLength(row, piece);
    meter.cell(row, Math.min(piece.length, TABLE_LIMITS.cell));
    let value: unknown;
    try {
      value = JSON.parse(piece);
    } catch {
      throw new Error(`row ${row}: is not JSON: ${quote(piece.trim())}`);
    }
    if (!isObject(value)) yield { row, values: {}, fault: `expected an object, found ${quote(value)}` };
    else yield { row, values: flatten(value) };
  }
}

/** The elements of the list as text. Brackets within are only counted: JSON.parse judges them. */
async function* piecesOf(path: string): AsyncGenerator<string> {
  let piece = '';
  let depth = 0;
  let row = 1;
  let [quoted, escaped, ended] = [false, false, false];
  for await (const text of readText(path, 'utf-8')) {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const sign = text[at]!;
      if (quoted) {
        if (escaped) escaped = false;
        else if (sign === '\\') escaped = true;
        else if (sign === '"') quoted = false;
      } else if (sign === '"') quoted = true;
      else if (sign === '[' || sign === '{') {
        if (depth++ === 0) {
          if (ended || sign !== '[' || piece.trim() !== '') throw new Error('expected one list of objects: [{…}, …]');
          from = at + 1;
        }
      } else if (sign === ']' || sign === '}') {
        if (--depth < 0) throw new Error(`row ${row}: a bracket closes that was not opened`);
        if (depth === 0) {
          const last = piece + text.slice(from, at);
          if (last.trim() !== '') yield last;
          [piece, from, ended] = ['', at + 1, true];
        }
      } else if (sign === ',' && depth === 1) {
        yield piece + text.slice(from, at);
        [piece, from] = ['', at + 1];
        row++;
      }
    }
    piece += text.slice(from);
    checkLength(row, piece);
  }
  if (!ended || piece.trim() !== '') throw new Error(`row ${row}: the list of objects does not end`);
}

/** A row has a few cells, of which the outline of a building may be long. */
function checkLength(row: number, piece: string): void {
  const most = 4 * TABLE_LIMITS.cell;
  if (piece.length > most) throw new Error(`row ${row}: is longer than ${most} characters`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Objects within by paths; a geometry of GeoJSON stays whole, but a point is its coordinates. */
function flatten(value: Record<string, unknown>, prefix = ''): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    const path = prefix + key;
    if (part === '') flat[path] = null;
    else if (!isObject(part)) flat[path] = part;
    else if (part.type === 'Point' && Array.isArray(part.coordinates)) {
      const [longitude, latitude, height] = part.coordinates;
      Object.assign(flat, { longitude, latitude, ...(height !== undefined && { height }) });
    } else if ('coordinates' in part) flat[path] = part.coordinates;
    else Object.assign(flat, flatten(part, `${path}.`));
  }
  return flat;
}
