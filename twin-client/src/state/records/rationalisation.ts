import { z } from 'zod';

/** Limits and delays of an alarm kind that may be tried; delays in ms. */
export const RuleChanges = z.object({
  limit: z.number().optional(),
  deadband: z.number().optional(),
  onDelayMs: z.number().optional(),
  offDelayMs: z.number().optional(),
});
export type RuleChanges = z.infer<typeof RuleChanges>;

const outcome = {
  recorded: z.number(),
  replayed: z.number(),
  changed: z.number(),
  saved: z.number(),
  trueEvents: z.number(),
  missed: z.number(),
  delayMs: z.number().nullable(),
};

/** POST /api/v1/rationalisation: what a rule would have come to. Times are epoch ms. */
export const Rationalisation = z.object({
  from: z.number(),
  to: z.number(),
  code: z.string(),
  rule: RuleChanges,
  changedRule: RuleChanges,
  observations: z.number(),
  ...outcome,
  latestMs: z.number(),
  earliestMs: z.number(),
  unseen: z.number(),
  devices: z.array(z.object({ device: z.string(), ...outcome })),
  missedEvents: z.array(z.object({ id: z.string(), device: z.string(), raisedAt: z.number() })),
});
export type Rationalisation = z.infer<typeof Rationalisation>;

/** What is tried, over which time; epoch ms. */
export interface RationalisationRequest {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  readonly changes: RuleChanges;
}
