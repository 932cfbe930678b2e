import { FacilitySchema, RuleSettings } from 'twin-core';
import { z } from 'zod';

const Rule = FacilitySchema.shape.alarms.unwrap().element;

/** An alarm kind as declared and as it holds here; `version` is the word for its settings that is sent back with a change. */
export const AlarmRuleEntry = z.object({
  code: z.string(),
  declared: Rule,
  effective: Rule,
  settings: RuleSettings.nullable(),
  version: z.string(),
});
export type AlarmRuleEntry = z.infer<typeof AlarmRuleEntry>;

/** GET /api/v1/alarm-rules. */
export const AlarmRulesReply = z.object({ items: z.array(AlarmRuleEntry) });
