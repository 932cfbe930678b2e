import type { AlarmCondition } from '../facility.ts';

/** A condition over one property: above or below a limit, or equal to a number. */
export type LimitCondition = Extract<AlarmCondition, { property: string }>;

/**
 * Whether the condition holds for a value. `held` is whether it held before: the dead-band must be crossed back before it ends.
 * A NaN never holds.
 */
export function limitHolds(condition: LimitCondition, value: number, held: boolean): boolean {
  if ('above' in condition) return value > (held ? condition.above - (condition.deadband ?? 0) : condition.above);
  if ('below' in condition) return value < (held ? condition.below + (condition.deadband ?? 0) : condition.below);
  return value === condition.equals;
}
