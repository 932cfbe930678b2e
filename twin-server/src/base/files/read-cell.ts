import type { Choice, Field } from './field.ts';
import { quote } from './headings.ts';
import { instantOf, localDate } from './local-time.ts';

/** A cell that is not what its field takes; the message says what was expected and what was found. */
export class CellFault extends Error {}

/** What a cell says in the terms of its field. Throws CellFault. `timeZone` is the site's: where a time names none. */
export function readCell(field: Field, cell: unknown, timeZone: string): unknown {
  const expected = (what: string): never => {
    throw new CellFault(`expected ${what}, found ${quote(cell)}`);
  };
  switch (field.type) {
    case 'text':
      return typeof cell === 'object' ? expected('text') : checkText(String(cell).trim());
    case 'number':
      return readNumber(cell) ?? expected('a number');
    case 'integer': {
      const number = readNumber(cell);
      return number !== undefined && Number.isSafeInteger(number) ? number : expected('a whole number');
    }
    case 'choice':
      return readChoice(field.choices ?? [], cell) ?? expected(`one of ${listed(field.choices ?? [])}`);
    case 'codes':
      return Array.isArray(cell)
        ? cell.map(String)
        : String(cell)
            .split(/[\s,，;；、|]+/)
            .filter(Boolean);
    case 'date':
      return localDate(cell) ?? expected('a day such as 2026-11-22');
    case 'time':
      return instantOf(cell, timeZone) ?? expected('a time such as 2026-11-22T08:00:00+08:00 or 2026-11-22 08:00:00');
    case 'timeOfDay': {
      const [, hours, minutes] = /^(\d{1,2}):(\d\d)(:\d\d)?$/.exec(String(cell).trim()) ?? [];
      return hours !== undefined && Number(hours) < 24 && Number(minutes) < 60
        ? `${hours.padStart(2, '0')}:${minutes}`
        : expected('a time of day such as 08:00');
    }
    case 'ring':
      return (
        readRing(cell) ?? expected('pairs of longitude and latitude such as 112.5501 37.8702, 112.5508 37.8702, …')
      );
    case 'value':
      return readValue(cell);
  }
}

function checkText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL cannot store it and nobody types it
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text) || !text.isWellFormed())
    throw new CellFault('expected text without control characters');
  return text;
}

function readNumber(cell: unknown): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string' || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell.trim())) return undefined;
  return Number(cell);
}

/** By value, by either name, or as a template's list writes it: name and value. */
function readChoice(choices: readonly Choice[], cell: unknown): string | undefined {
  const names = namesOf(choices);
  const text = String(cell).trim();
  return names.get(fold(text)) ?? names.get(fold(text.slice(text.lastIndexOf(' ') + 1)));
}

const namesByChoices = new WeakMap<readonly Choice[], ReadonlyMap<string, string>>();

/** Values by all that they are called; made once, because a file asks for them in every row. */
function namesOf(choices: readonly Choice[]): ReadonlyMap<string, string> {
  let names = namesByChoices.get(choices);
  if (!names) {
    const all = choices.flatMap(({ value, label }) =>
      [value, label.zh, label.en].map((name) => [fold(name), value] as const),
    );
    // Of two that are called alike the first counts.
    names = new Map(all.reverse());
    namesByChoices.set(choices, names);
  }
  return names;
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

function listed(choices: readonly Choice[]): string {
  const shown = choices.slice(0, 12).map(({ value, label }) => `${value} (${label.zh})`);
  return shown.join(', ') + (choices.length > 12 ? ` … ${choices.length} in all` : '');
}

/** Pairs as a list of JSON, a GeoJSON polygon's rings, or text; a last point that repeats the first is left out. */
function readRing(cell: unknown): [number, number][] | undefined {
  const given = typeof cell === 'string' ? pairsOf(cell) : cell;
  if (!Array.isArray(given)) return undefined;
  const ring = Array.isArray(given[0]?.[0]) ? given[0] : given;
  const points: [number, number][] = [];
  for (const point of ring) {
    if (!Array.isArray(point) || !isLongitude(point[0]) || !isLatitude(point[1])) return undefined;
    points.push([point[0], point[1]]);
  }
  const [first, last] = [points[0], points.at(-1)];
  if (points.length > 3 && first?.[0] === last?.[0] && first?.[1] === last?.[1]) points.pop();
  return points.length >= 3 ? points : undefined;
}

function pairsOf(text: string): unknown {
  if (/^\s*\[/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }
  const numbers = text
    .trim()
    .split(/[\s,，;；]+/)
    .map(Number);
  return numbers.length % 2 === 0
    ? Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]])
    : undefined;
}

const isLongitude = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 180;
const isLatitude = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 90;

/** Text of a number is that number, of a truth value that; whatever else may be the name of a state. */
function readValue(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell;
  const text = cell.trim();
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return readNumber(text) ?? text;
}
