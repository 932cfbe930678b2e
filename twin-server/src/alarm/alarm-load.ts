/** Alarms an hour that one operator may be given: ISA-18.2 and IEC 62682, performance metrics per operator position. */
export interface AlarmLimits {
  /** Very likely acceptable up to this. */
  readonly good: number;
  /** Maximum manageable. */
  readonly manageable: number;
  /** Above this an hour is one that no operator could work through. */
  readonly flood: number;
  /** Operators who share the queue. */
  readonly operators: number;
}

/** How a rate compares to what operators can work through. */
export type Band = 'good' | 'manageable' | 'high' | 'flood';

/** The band of a rate in alarms an hour, of all operators together. */
export function bandOf(rate: number, { good, manageable, flood, operators }: AlarmLimits): Band {
  const each = rate / operators;
  if (each <= good) return 'good';
  if (each <= manageable) return 'manageable';
  return each <= flood ? 'high' : 'flood';
}

/** Rates are reckoned over this: the period that ISA-18.2 counts alarms in. */
export const PERIOD_MS = 600_000;
const PERIODS_AN_HOUR = 6;
/** What counts by period of ten minutes tell, in alarms an hour. */
export interface AlarmRates {
  readonly current: number;
  readonly maximum: number;
  readonly average: number;
}

/**
 * The rates of [from, to), epoch ms, from how many alarms there were in which period of ten minutes from `from` on. Current: in the last
 * hour. Maximum: in any hour that begins with a period. A time shorter than an hour counts as one.
 */
export function ratesOf(counts: ReadonlyMap<number, number>, from: number, to: number): AlarmRates {
  const periods = Math.ceil((to - from) / PERIOD_MS);
  let [total, inHour, maximum] = [0, 0, 0];
  for (let i = 0; i < periods; i++) {
    const count = counts.get(i) ?? 0;
    total += count;
    inHour += count - (counts.get(i - PERIODS_AN_HOUR) ?? 0);
    maximum = Math.max(maximum, inHour);
  }
  const hours = Math.max(1, (to - from) / 3_600_000);
  return { current: inHour, maximum, average: total / hours };
}
