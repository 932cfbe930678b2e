import { z } from 'zod';

/** Ways to pay that 7.2.11-3 names, and where somebody began: an app, a mini program, an official account. */
export const PAY_CHANNELS = ['alipay', 'wechat', 'unionpay'] as const;
export const BEGUN_BY = ['app', 'miniProgram', 'officialAccount'] as const;

/** Event types of charging operators that tell of sessions. */
export const SESSION_EVENTS = ['sessionStarted', 'sessionPaid'] as const;

const Session = z.string().min(1).max(64);
const Started = z.looseObject({ session: Session, by: z.enum(BEGUN_BY).optional() });
const Paid = z.looseObject({
  session: Session,
  channel: z.enum(PAY_CHANNELS),
  amountYuan: z.number().min(0).max(100_000),
  energyKwh: z.number().min(0).max(1_000).optional(),
});

/** A session as the operator told of it; times are epoch ms. It is closed when it is paid. Nothing of who paid is in it. */
export interface ChargingSession {
  readonly session: string;
  readonly startedAt: number | null;
  readonly by: (typeof BEGUN_BY)[number] | null;
  readonly paidAt: number | null;
  readonly channel: (typeof PAY_CHANNELS)[number] | null;
  readonly amountYuan: number | null;
  readonly energyKwh: number | null;
}

/** What a port reported. `time` is phenomenonTime, epoch ms. */
export interface SessionEvent {
  readonly type: string;
  readonly time: number;
  readonly data: unknown;
}

const NOTHING = { startedAt: null, by: null, paidAt: null, channel: null, amountYuan: null, energyKwh: null };

/** The sessions that events tell of, the newest first. Events come in any order; one that names no session or no known channel tells of none. */
export function foldSessions(events: readonly SessionEvent[]): ChargingSession[] {
  const sessions = new Map<string, ChargingSession>();
  const note = (session: string, more: Partial<ChargingSession>) =>
    sessions.set(session, { session, ...NOTHING, ...sessions.get(session), ...more });
  for (const { type, time, data } of events) {
    if (type === 'sessionStarted') {
      const told = Started.safeParse(data);
      if (told.success) note(told.data.session, { startedAt: time, by: told.data.by ?? null });
    } else {
      const told = Paid.safeParse(data);
      if (!told.success) continue;
      const { session, channel, amountYuan, energyKwh = null } = told.data;
      note(session, { paidAt: time, channel, amountYuan, energyKwh });
    }
  }
  const at = ({ startedAt, paidAt }: ChargingSession) => startedAt ?? paidAt ?? 0;
  return [...sessions.values()].sort((a, b) => at(b) - at(a));
}
