import { BROADCAST_LEVELS, Label } from 'twin-core';
import { z } from 'zod';

const Level = z.enum(BROADCAST_LEVELS);
const Urgent = z.enum(['prompt', 'emergency', 'accident']);

/** What loudspeakers play. */
export const Sound = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), file: z.string(), programme: z.string() }),
  z.object({
    kind: z.literal('programme'),
    source: z.enum(['radio', 'computer']),
    name: z.string(),
    programme: z.string(),
  }),
  z.object({ kind: z.literal('text'), text: z.string(), level: Urgent }),
  z.object({ kind: z.literal('live'), source: z.string(), level: Urgent }),
  z.object({ kind: z.literal('emergency'), emergency: z.string(), text: z.string() }),
]);
export type Sound = z.infer<typeof Sound>;

/** A zone or building with loudspeakers, and whether this session may broadcast there. */
export const BroadcastPlace = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['zone', 'building']),
  loudspeakers: z.number(),
  allowed: z.boolean(),
});
export type BroadcastPlace = z.infer<typeof BroadcastPlace>;

/** GET /api/v1/broadcast/places. */
export const BroadcastPlacesReply = z.object({ items: z.array(BroadcastPlace) });

/** Something that is played, or was. Times are epoch ms; endsAt is null where it goes on until it is stopped. */
export const BroadcastSession = z.object({
  id: z.string(),
  level: Level,
  sound: Sound,
  places: z.array(z.string()),
  loudspeakers: z.number(),
  sounding: z.number(),
  by: z.string(),
  alarm: z.string().nullable(),
  schedule: z.string().nullable(),
  startedAt: z.number(),
  endsAt: z.number().nullable(),
  endedAt: z.number().nullable(),
});
export type BroadcastSession = z.infer<typeof BroadcastSession>;

/** GET /api/v1/broadcast/sessions and its history. */
export const BroadcastSessionsReply = z.object({ items: z.array(BroadcastSession) });

/** When something is played by the clock: days 1 Monday to 7 Sunday, times of day local to the site. */
export const Repeat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once'), at: z.number() }),
  z.object({ kind: z.literal('daily'), time: z.string() }),
  z.object({ kind: z.literal('weekly'), days: z.array(z.number()), time: z.string() }),
]);
export type Repeat = z.infer<typeof Repeat>;

/** Something that is played by the clock; nextAt is when it is due next, epoch ms. */
export const BroadcastSchedule = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  sound: Sound,
  places: z.array(z.string()),
  repeat: Repeat,
  minutes: z.number().optional(),
  nextAt: z.number().nullable(),
  version: z.string(),
});
export type BroadcastSchedule = z.infer<typeof BroadcastSchedule>;
export type ScheduleDraft = Omit<BroadcastSchedule, 'nextAt' | 'version'>;

/** GET /api/v1/broadcast/schedules. */
export const BroadcastSchedulesReply = z.object({ items: z.array(BroadcastSchedule) });

/** A sound that can be played. */
export const Recording = z.object({ id: z.string(), name: z.string(), durationMs: z.number() });
export type Recording = z.infer<typeof Recording>;

/** GET /api/v1/broadcast/files. */
export const RecordingsReply = z.object({ items: z.array(Recording) });

const Word = z.object({ id: z.string(), label: Label });

/** GET /api/v1/broadcast/sources: the words of sounds, in both languages. */
export const BroadcastWords = z.object({
  sources: z.array(Word),
  programmes: z.array(Word),
  emergencies: z.array(Word),
});
export type BroadcastWords = z.infer<typeof BroadcastWords>;
