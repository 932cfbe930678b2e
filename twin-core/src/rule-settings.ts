import { z } from 'zod';
import type { AlarmRule } from './facility.ts';
import { LinkedActionSchema } from './facility-schema.ts';

const DAY_MS = 86_400_000;
const delay = z.int().min(0).max(DAY_MS).describe('ms');

/** What a site has otherwise than declared for one alarm kind; what is absent is as declared. */
export const RuleSettings = z.strictObject({
  enabled: z.boolean().optional(),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
  limit: z.number().optional().describe('above or below which it is raised, in the unit of the value'),
  deadband: z.number().min(0).optional().describe('in the unit of the value'),
  onDelayMs: delay.optional(),
  offDelayMs: delay.optional(),
  latched: z.boolean().optional(),
  reactionLimitMs: z.int().min(1_000).max(DAY_MS).optional(),
  reAlarmMs: z.int().min(1_000).max(DAY_MS).optional(),
  secondPerson: z.boolean().optional().describe('a false alarm is confirmed by a second person'),
  actions: z.array(LinkedActionSchema).max(20).optional().describe('in place of the declared ones'),
});
export type RuleSettings = z.infer<typeof RuleSettings>;

/** Which setting does not fit the rule, and why; null when all do. */
export function settingsFault(
  { when }: AlarmRule,
  settings: RuleSettings,
): { readonly field: keyof RuleSettings; readonly reason: string } | null {
  const limited = 'above' in when || 'below' in when;
  for (const field of ['limit', 'deadband'] as const)
    if (settings[field] !== undefined && !limited) return { field, reason: 'this alarm has no limit' };
  for (const field of ['onDelayMs', 'offDelayMs'] as const)
    if (settings[field] !== undefined && !('property' in when)) return { field, reason: 'this alarm watches no value' };
  return null;
}

/** The rule as it holds at the site. */
export function tunedRule(rule: AlarmRule, settings: RuleSettings): AlarmRule {
  const { enabled = true, limit, deadband, actions, ...rest } = settings;
  const tuned: AlarmRule = { ...rule, ...defined(rest), ...(enabled ? {} : { disabled: true }) };
  const band = deadband === undefined ? {} : { deadband };
  const when = !('above' in rule.when || 'below' in rule.when)
    ? rule.when
    : 'above' in rule.when
      ? { ...rule.when, above: limit ?? rule.when.above, ...band }
      : { ...rule.when, below: limit ?? rule.when.below, ...band };
  return { ...tuned, when, ...(actions === undefined ? {} : { actions: actions as AlarmRule['actions'] & object }) };
}

function defined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}
