import { z } from 'zod';

/** The six kinds of systems that are inspected regularly (8.2.1-7). */
export const SYSTEM_KINDS = ['room', 'server', 'storage', 'desktop', 'application', 'database'] as const;
export type SystemKind = (typeof SYSTEM_KINDS)[number];

/** What is looked at in rooms, by a person: nothing there is connected. */
export const ROOM_POINTS = ['climate', 'power', 'fire', 'cabling', 'tidiness'] as const;
export const RoomPoint = z.enum(ROOM_POINTS);
export type RoomPoint = z.infer<typeof RoomPoint>;

/** A check of a system: the unit of its value, and from where on it is a finding: `most` and `least` are still good. Without a limit it is recorded for comparison alone. */
export interface SystemCheck {
  readonly of: SystemKind;
  readonly unit: 'share' | 'ms' | 'days' | 'count' | 'bytes';
  readonly most?: number;
  readonly least?: number;
}

/** What is looked at by the platform itself (limits are ours: the clause states none). */
export const SYSTEM_CHECKS = {
  'server.load': { of: 'server', unit: 'share', most: 0.9 },
  'server.memory': { of: 'server', unit: 'share', most: 0.9 },
  'server.loopDelay': { of: 'server', unit: 'ms', most: 200 },
  'storage.free': { of: 'storage', unit: 'share', least: 0.1 },
  'storage.daysLeft': { of: 'storage', unit: 'days', least: 30 },
  'desktop.screens': { of: 'desktop', unit: 'count' },
  'desktop.silent': { of: 'desktop', unit: 'count', most: 0 },
  'application.notReady': { of: 'application', unit: 'count', most: 0 },
  'application.waiting': { of: 'application', unit: 'ms', most: 5_000 },
  'application.refused': { of: 'application', unit: 'share', most: 0.01 },
  'database.connections': { of: 'database', unit: 'share', most: 0.8 },
  'database.longestTransaction': { of: 'database', unit: 'ms', most: 300_000 },
  'database.deadRows': { of: 'database', unit: 'share', most: 0.3 },
  'database.size': { of: 'database', unit: 'bytes' },
} as const satisfies Readonly<Record<string, SystemCheck>>;
export type SystemCheckName = keyof typeof SYSTEM_CHECKS;
export const SystemCheckName = z.enum(Object.keys(SYSTEM_CHECKS) as [SystemCheckName, ...SystemCheckName[]]);

/** One reading of an inspection; null where it could not be read, or nothing was there to compare with. */
export const SystemReading = z.object({ check: SystemCheckName, value: z.number().nullable() });
export type SystemReading = z.infer<typeof SystemReading>;

/** Whether a reading is within its limit; null where it has none, or no value. */
export function isWithin({ check, value }: SystemReading): boolean | null {
  const { most, least }: SystemCheck = SYSTEM_CHECKS[check];
  if (value === null || (most === undefined && least === undefined)) return null;
  return value <= (most ?? Number.POSITIVE_INFINITY) && value >= (least ?? Number.NEGATIVE_INFINITY);
}

/** When an inspection is due next: the first time of day `at` (HH:MM, local) of which the day is `everyDays` or more after the last one's. `last` is a day. */
export function inspectionDue(plan: { readonly everyDays: number; readonly at: string }, last: string | null): string {
  if (last === null) return '';
  const day = new Date(`${last}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + plan.everyDays);
  return `${day.toISOString().slice(0, 10)}T${plan.at}`;
}
