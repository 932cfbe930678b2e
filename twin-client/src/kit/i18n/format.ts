import type { Label, ObservedProperty } from 'twin-core';
import { fill, LANGUAGE_TAG, type Locale } from './locale.ts';
import { TEXTS, type TextKey } from './texts.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Shown between the groups of three digits, and between a number and its unit. */
const THIN_SPACE = '\u2009';

/** Everything that turns a value into words, in one language and one time zone. Times are epoch ms. */
export interface Format {
  readonly locale: Locale;
  text(key: TextKey, params?: Readonly<Record<string, string | number>>): string;
  label(label: Label): string;
  /** 18:03:27 */
  clock(time: number): string;
  /** 18:03 */
  hour(time: number): string;
  /** 2026-11-22 周日 */
  day(time: number): string;
  /** 2026-11-22 */
  date(time: number): string;
  /** The clock for today, with the date before it for other days. */
  moment(time: number, now: number): string;
  /** A running length: 0:38, 12:40, 2:31:05, 3 天. */
  duration(milliseconds: number): string;
  /** How long ago: 5 秒前. */
  ago(milliseconds: number): string;
  /** A delay of less than a minute: 0.3 s. */
  seconds(milliseconds: number): string;
  number(value: number, decimals?: number): string;
  /** 0.987 → 98.7 % */
  share(value: number): string;
  /** A datastream's value without its unit; the word of a boolean or state. */
  value(property: ObservedProperty | undefined, value: number): string;
  /** The same with its unit. */
  quantity(property: ObservedProperty | undefined, value: number): string;
}

/** A format for a language and an IANA time zone. */
export function createFormat(locale: Locale, timeZone: string): Format {
  const tag = LANGUAGE_TAG[locale];
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone, hourCycle: 'h23', ...options });
  const clock = part({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const hour = part({ hour: '2-digit', minute: '2-digit' });
  // The Swedish form is ISO 8601's in both languages.
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const weekday = part({ weekday: 'short' });
  const text: Format['text'] = (key, params) => fill(TEXTS[key][locale], params);
  // Making one takes a tenth of a millisecond, using it a hundredth of that.
  const numbers: Intl.NumberFormat[] = [];
  const numberOf = (decimals: number) =>
    new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const number = (value: number, decimals = 0) => {
    numbers[decimals] ??= numberOf(decimals);
    return numbers[decimals].format(value).replaceAll(',', THIN_SPACE);
  };
  const value: Format['value'] = (property, raw) => {
    if (Number.isNaN(raw)) return text('value.never');
    if (property?.type === 'boolean' && property.words) return property.words[raw === 0 ? 0 : 1][locale];
    if (property?.type === 'state') return property.states?.[raw]?.label[locale] ?? String(raw);
    return number(raw, property?.decimals ?? 0);
  };
  return {
    locale,
    text,
    label: (label) => label[locale],
    clock: (time) => clock.format(time),
    hour: (time) => hour.format(time),
    day: (time) => `${date.format(time)} ${weekday.format(time)}`,
    date: (time) => date.format(time),
    moment: (time, now) =>
      date.format(time) === date.format(now) ? clock.format(time) : `${date.format(time)} ${hour.format(time)}`,
    duration: (milliseconds) => duration(Math.max(0, milliseconds), text),
    ago: (milliseconds) => ago(milliseconds, text),
    seconds: (milliseconds) => `${number(milliseconds / SECOND, milliseconds < 10 * SECOND ? 1 : 0)}${THIN_SPACE}s`,
    number,
    share: (share) => `${number(share * 100, 1)}${THIN_SPACE}%`,
    value,
    quantity: (property, raw) =>
      property?.unit && !Number.isNaN(raw)
        ? `${value(property, raw)}${THIN_SPACE}${property.unit}`
        : value(property, raw),
  };
}

function duration(milliseconds: number, text: Format['text']): string {
  if (milliseconds >= DAY) return text('duration.days', { n: Math.floor(milliseconds / DAY) });
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(milliseconds / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  const seconds = two(Math.floor((milliseconds % MINUTE) / SECOND));
  return hours > 0 ? `${hours}:${two(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

function ago(milliseconds: number, text: Format['text']): string {
  if (Number.isNaN(milliseconds)) return text('age.never');
  if (milliseconds < SECOND) return text('age.now');
  if (milliseconds < MINUTE) return text('age.seconds', { n: Math.floor(milliseconds / SECOND) });
  if (milliseconds < HOUR) return text('age.minutes', { n: Math.floor(milliseconds / MINUTE) });
  if (milliseconds < DAY) return text('age.hours', { n: Math.floor(milliseconds / HOUR) });
  return text('age.days', { n: Math.floor(milliseconds / DAY) });
}
