import type { AlarmDensity } from '../../../state/records/alarm-density.ts';

/** An interval with fewer than the most is at least this high, so that one alarm among hundreds is seen, percent. */
const LEAST_PERCENT = 6;

/** Alarms of one interval: epoch ms, and how high it is drawn as CSS. */
export interface IntervalBar {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  readonly height: string;
}

/** Every interval of a time, also those without alarms, as bars: the most is the whole height, none is a line. */
export function intervalBars({ from, to, interval, series }: AlarmDensity): IntervalBar[] {
  const counts = new Map(series.map(({ time, count }) => [Math.round((time - from) / interval), count]));
  const most = Math.max(1, ...counts.values());
  return Array.from({ length: Math.ceil((to - from) / interval) }, (_, i) => {
    const start = from + i * interval;
    const count = counts.get(i) ?? 0;
    const height = count === 0 ? '1px' : `${Math.max(LEAST_PERCENT, (count / most) * 100)}%`;
    return { start, end: Math.min(to, start + interval), count, height };
  });
}
