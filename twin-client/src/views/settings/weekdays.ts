import type { Format } from '../../kit/i18n/format.ts';

/** 1 Monday to 7 Sunday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Days that follow one another, as [first, last]. */
export function dayRuns(days: readonly number[]): readonly (readonly [first: Weekday, last: Weekday])[] {
  const runs: [Weekday, Weekday][] = [];
  for (const day of WEEKDAYS) {
    if (!days.includes(day)) continue;
    const run = runs.at(-1);
    if (run && run[1] === day - 1) run[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

/** Days of the week in words: each day, Monday to Friday, Saturday. */
export function dayWords(format: Format, days: readonly number[]): string {
  if (days.length === WEEKDAYS.length) return format.text('settings.everyDay');
  const word = (day: Weekday) => format.text(`settings.weekday.${day}`);
  return dayRuns(days)
    .map(([first, last]) =>
      first === last ? word(first) : format.text('settings.fromTo', { from: word(first), to: word(last) }),
    )
    .join(format.text('settings.listed'));
}
