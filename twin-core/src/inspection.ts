import { z } from 'zod';

const DAY_MS = 86_400_000;

/** What a finding of an inspection is about. */
export const FindingKind = z.enum(['damaged', 'faulty', 'missing', 'blocked', 'hazard', 'other']);
export type FindingKind = z.infer<typeof FindingKind>;

/** A point that a round comes by: a device of the registry, a place in words, or a device with words about it. */
export const InspectionPoint = z
  .strictObject({
    device: z.string().min(1).max(64).nullable(),
    place: z.string().trim().min(1).max(100).nullable(),
  })
  .refine(({ device, place }) => device !== null || place !== null, { error: 'expected a device or a place' });
export type InspectionPoint = z.infer<typeof InspectionPoint>;

/** How a round stands on a day: its day is to come, is today, or is over. */
export type RoundStanding = 'later' | 'due' | 'overdue';

/** How a round that is due on a day (YYYY-MM-DD of the site) stands today. */
export function roundStanding(dueDay: string, today: string): RoundStanding {
  if (today < dueDay) return 'later';
  return today === dueDay ? 'due' : 'overdue';
}

/**
 * The day on which a round is due after it was walked, YYYY-MM-DD: the rhythm stays, days that went by without a walk are not made up for.
 */
export function nextDueDay(dueDay: string, intervalDays: number, finishedDay: string): string {
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / DAY_MS;
  const missed = Math.max(0, Math.floor((day(finishedDay) - day(dueDay)) / intervalDays));
  return new Date((day(dueDay) + (missed + 1) * intervalDays) * DAY_MS).toISOString().slice(0, 10);
}
