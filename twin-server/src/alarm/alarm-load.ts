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

/** Rates and floods are reckoned over this: the period that ISA-18.2 counts alarms in. */
export const PERIOD_MS = 600_000;
const PERIODS_AN_HOUR = 6;
/** A flood begins with so many alarms in a period for one operator, and ends with fewer than so many (ISA-18.2, alarm flood). */
const FLOOD_BEGINS = 10;
const FLOOD_ENDS = 5;

/** A time with more alarms than operators can work through; epoch ms. */
export interface Flood {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** What counts by period of ten minutes tell. Rates are alarms an hour. */
export interface AlarmLoad {
  readonly current: number;
  readonly maximum: number;
  readonly average: number;
  readonly floods: readonly Flood[];
}

/**
 * Rates and floods of [from, to), epoch ms, from how many alarms were raised in which period of ten minutes from `from` on. Current: in
 * the last hour. Maximum: in any hour that begins with a period. A time shorter than an hour counts as one.
 */
export function loadOf(
  counts: ReadonlyMap<number, number>,
  from: number,
  to: number,
  { operators }: AlarmLimits,
): AlarmLoad {
  const periods = Math.ceil((to - from) / PERIOD_MS);
  const floods: Flood[] = [];
  let [total, inHour, maximum] = [0, 0, 0];
  let flood: { from: number; count: number } | null = null;
  for (let i = 0; i < periods; i++) {
    const count = counts.get(i) ?? 0;
    total += count;
    inHour += count - (counts.get(i - PERIODS_AN_HOUR) ?? 0);
    maximum = Math.max(maximum, inHour);
    const at = from + i * PERIOD_MS;
    if (flood && count < FLOOD_ENDS * operators) {
      floods.push({ ...flood, to: at });
      flood = null;
    } else if (!flood && count >= FLOOD_BEGINS * operators) flood = { from: at, count: 0 };
    if (flood) flood.count += count;
  }
  if (flood) floods.push({ ...flood, to });
  const hours = Math.max(1, (to - from) / 3_600_000);
  return { current: inHour, maximum, average: total / hours, floods };
}
