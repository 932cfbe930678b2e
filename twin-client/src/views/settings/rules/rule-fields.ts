import type { AlarmRule, Priority, RuleSettings } from 'twin-core';

/** What stands in the fields of a rule, as people type it; '' is as declared. Times in seconds. */
export interface RuleFields {
  readonly enabled: '' | 'yes' | 'no';
  readonly priority: string;
  readonly limit: string;
  readonly deadband: string;
  readonly onDelayMs: string;
  readonly offDelayMs: string;
  readonly latched: '' | 'yes' | 'no';
  readonly secondPerson: '' | 'yes' | 'no';
  readonly reactionLimitMs: string;
  readonly reAlarmMs: string;
}

type NumberField = 'limit' | 'deadband' | TimeField;
type TimeField = 'onDelayMs' | 'offDelayMs' | 'reactionLimitMs' | 'reAlarmMs';

const SECOND_MS = 1000;
const TIMES: readonly TimeField[] = ['onDelayMs', 'offDelayMs', 'reactionLimitMs', 'reAlarmMs'];

const wordOf = (value: boolean | undefined) => (value === undefined ? '' : value ? 'yes' : 'no');
const secondsOf = (milliseconds: number | undefined) =>
  milliseconds === undefined ? '' : String(milliseconds / SECOND_MS);

/** The fields as they stand with what the site has otherwise. */
export function fieldsOf(settings: RuleSettings | null): RuleFields {
  const { enabled, priority, limit, deadband, latched, secondPerson, ...rest } = settings ?? {};
  return {
    enabled: wordOf(enabled),
    priority: String(priority ?? ''),
    limit: String(limit ?? ''),
    deadband: String(deadband ?? ''),
    onDelayMs: secondsOf(rest.onDelayMs),
    offDelayMs: secondsOf(rest.offDelayMs),
    latched: wordOf(latched),
    secondPerson: wordOf(secondPerson),
    reactionLimitMs: secondsOf(rest.reactionLimitMs),
    reAlarmMs: secondsOf(rest.reAlarmMs),
  };
}

/** What the fields ask to be otherwise than declared, or the field that is no number. */
export function settingsOf(
  fields: RuleFields,
  actions: RuleSettings['actions'] | null,
): RuleSettings | { readonly notNumber: NumberField } {
  const numbers: { [field in NumberField]?: number } = {};
  for (const field of ['limit', 'deadband', ...TIMES] as const) {
    const typed = fields[field].trim();
    if (typed === '') continue;
    const value = Number(typed);
    if (!Number.isFinite(value)) return { notNumber: field };
    numbers[field] = TIMES.includes(field as TimeField) ? Math.round(value * SECOND_MS) : value;
  }
  return {
    ...(fields.enabled && { enabled: fields.enabled === 'yes' }),
    ...(fields.priority && { priority: Number(fields.priority) as Priority }),
    ...numbers,
    ...(fields.latched && { latched: fields.latched === 'yes' }),
    ...(fields.secondPerson && { secondPerson: fields.secondPerson === 'yes' }),
    ...(actions && { actions: [...actions] }),
  };
}

/** Which fields a rule has beside those that all have. */
export function fieldsFor({ when }: AlarmRule): { readonly limits: boolean; readonly delays: boolean } {
  return { limits: 'above' in when || 'below' in when, delays: 'property' in when };
}

/** The limit of a rule as declared; null where it has none. */
export function limitOf({ when }: AlarmRule): number | null {
  return 'above' in when ? when.above : 'below' in when ? when.below : null;
}
