import { Label } from 'twin-core';
import { z } from 'zod';

/** An alarm as a party sees it that it was passed to; times are epoch ms. */
export const ReferredAlarm = z.object({
  alarm: z.string(),
  label: Label,
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  device: z.string(),
  building: z.string().nullable(),
  storey: z.string().nullable(),
  zone: z.string().nullable(),
  time: z.number(),
  case: z.string(),
  from: z.string(),
  message: z.string().nullable(),
  at: z.number(),
  receivedAt: z.number().nullable(),
  reply: z.string().nullable(),
  repliedAt: z.number().nullable(),
});
export type ReferredAlarm = z.infer<typeof ReferredAlarm>;

/** GET /api/v1/referrals, the newest first. */
export const ReferralsReply = z.object({ items: z.array(ReferredAlarm) });
