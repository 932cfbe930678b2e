import { z } from 'zod';

/** A session at a charging port as its operator told of it; times are epoch ms, paidAt null while it is open. */
export const ChargingSession = z.object({
  session: z.string(),
  startedAt: z.number().nullable(),
  by: z.enum(['app', 'miniProgram', 'officialAccount']).nullable(),
  paidAt: z.number().nullable(),
  channel: z.enum(['alipay', 'wechat', 'unionpay']).nullable(),
  amountYuan: z.number().nullable(),
  energyKwh: z.number().nullable(),
});
export type ChargingSession = z.infer<typeof ChargingSession>;

/** GET /api/v1/devices/{code}/charging-sessions, the newest first. */
export const ChargingSessionsReply = z.object({ items: z.array(ChargingSession) });
