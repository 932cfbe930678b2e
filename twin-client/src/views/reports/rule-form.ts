import type { AlarmRule, Facility } from 'twin-core';
import type { RuleChanges } from '../../state/records/rationalisation.ts';

/** A rule that watches a value, with its facility: others have neither limit nor delay. */
export interface WatchingRule {
  readonly rule: AlarmRule;
  readonly facility: Facility;
}

export function watchingRules(facilities: readonly Facility[]): WatchingRule[] {
  return facilities.flatMap((facility) =>
    facility.alarms.filter(({ when }) => 'property' in when).map((rule) => ({ rule, facility })),
  );
}

/** What stands in the fields of the form, as people type it; seconds. Null where the rule has no such thing. */
export interface RuleFields {
  readonly limit: string | null;
  readonly deadband: string | null;
  readonly onDelayS: string;
  readonly offDelayS: string;
}

const SECOND_MS = 1000;

/** The fields as the rule has them now. */
export function fieldsOf({ when, onDelayMs = 0, offDelayMs = 0 }: AlarmRule): RuleFields {
  const limit = 'above' in when ? when.above : 'below' in when ? when.below : null;
  return {
    limit: limit === null ? null : String(limit),
    deadband: 'above' in when || 'below' in when ? String(when.deadband ?? 0) : null,
    onDelayS: String(onDelayMs / SECOND_MS),
    offDelayS: String(offDelayMs / SECOND_MS),
  };
}

/** What the fields ask to be otherwise than the rule is; null while one of them is no number. */
export function changesOf(fields: RuleFields, rule: AlarmRule): RuleChanges | null {
  const now = fieldsOf(rule);
  const changed: [keyof RuleChanges, string | null, string | null, number][] = [
    ['limit', fields.limit, now.limit, 1],
    ['deadband', fields.deadband, now.deadband, 1],
    ['onDelayMs', fields.onDelayS, now.onDelayS, SECOND_MS],
    ['offDelayMs', fields.offDelayS, now.offDelayS, SECOND_MS],
  ];
  const changes: { [key in keyof RuleChanges]: number } = {};
  for (const [key, typed, standing, factor] of changed) {
    if (typed === null || typed === standing) continue;
    const value = Number(typed) * factor;
    if (typed.trim() === '' || !Number.isFinite(value) || (key !== 'limit' && value < 0)) return null;
    changes[key] = factor === SECOND_MS ? Math.round(value) : value;
  }
  return changes;
}
