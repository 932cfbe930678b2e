/** How a payload writes an instant. `pattern` and `zone` go with the format pattern. */
export interface TimeFormat {
  readonly format: 'epochS' | 'epochMs' | 'iso' | 'pattern';
  readonly pattern?: string | undefined;
  readonly zone?: string | undefined;
}

const TOKENS = {
  yyyy: '\\d{4}',
  MM: '\\d{1,2}',
  dd: '\\d{1,2}',
  HH: '\\d{1,2}',
  mm: '\\d{1,2}',
  ss: '\\d{1,2}',
  SSS: '\\d{1,3}',
};
const TOKEN = /yyyy|MM|dd|HH|mm|ss|SSS/g;
const OFFSET = /^([+-])(\d{2}):?(\d{2})$/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Why a pattern or zone cannot be used, or null. */
export function timeFormatProblem({ format, pattern, zone }: TimeFormat): string | null {
  if (format !== 'pattern') return (pattern ?? zone) ? 'pattern and zone go with the format pattern only' : null;
  if (pattern === undefined || zone === undefined) return 'the format pattern needs pattern and zone';
  const found: readonly string[] = pattern.match(TOKEN) ?? [];
  if (new Set(found).size !== found.length) return 'pattern: the same part twice';
  if (!['yyyy', 'MM', 'dd'].every((token) => found.includes(token)))
    return 'pattern: expected at least yyyy, MM and dd (and HH, mm, ss, SSS), such as yyyy-MM-dd HH:mm:ss';
  return isZone(zone) ? null : 'zone: expected an offset such as +08:00 or a zone such as Asia/Shanghai';
}

/** An instant as epoch ms, or why it is none. */
export function readTime(value: unknown, given: TimeFormat): number | string {
  if (given.format === 'epochS' || given.format === 'epochMs') {
    const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) return 'expected a number';
    return given.format === 'epochS' ? Math.round(number * 1000) : number;
  }
  if (typeof value !== 'string') return 'expected text';
  if (given.format === 'iso') return ISO.test(value) ? checked(Date.parse(value)) : 'expected ISO 8601 with a zone';
  return readPattern(value, given.pattern!, given.zone!);
}

function readPattern(text: string, pattern: string, zone: string): number | string {
  const names: string[] = [];
  const escaped = pattern.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&').replace(TOKEN, (token) => {
    names.push(token);
    return `(${TOKENS[token as keyof typeof TOKENS]})`;
  });
  const found = new RegExp(`^${escaped}$`).exec(text);
  if (!found) return `expected ${pattern}`;
  const part = (token: string) => {
    const at = names.indexOf(token);
    return at < 0 ? 0 : Number(found[at + 1]);
  };
  const [month, day, hour, minute, second] = [part('MM'), part('dd'), part('HH'), part('mm'), part('ss')];
  const wall = Date.UTC(part('yyyy'), month - 1, day, hour, minute, second, part('SSS'));
  const read = new Date(wall);
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    return `expected ${pattern}: no such day or hour`;
  return toInstant(wall, zone);
}

/** A time on a wall clock of a zone, given as if it were UTC, as epoch ms. */
function toInstant(wall: number, zone: string): number {
  const fixed = OFFSET.exec(zone);
  if (fixed) return wall - (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000;
  // Twice, since the offset is asked at an instant that only the offset gives: right on both sides of a change of clocks.
  return wall - offsetAt(wall - offsetAt(wall, zone), zone);
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** How far a zone's clocks are ahead of UTC at an instant, ms. Throws RangeError for an unknown zone. */
function offsetAt(instant: number, zone: string): number {
  let format = FORMATS.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    FORMATS.set(zone, format);
  }
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const found = /([+-])(\d{2}):(\d{2})/.exec(name);
  return found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000 : 0;
}

function isZone(zone: string): boolean {
  if (OFFSET.test(zone)) return true;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const checked = (instant: number) => (Number.isNaN(instant) ? 'expected ISO 8601 with a zone' : instant);
