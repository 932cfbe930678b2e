import {
  BROADCAST_LEVELS,
  BROADCAST_SOURCES,
  type BroadcastLevel,
  type CommandArgs,
  EMERGENCY_KINDS,
  type EmergencyKind,
  PROGRAMME_KINDS,
  type ProgrammeKind,
} from 'twin-core';
import { z } from 'zod';

const keysOf = <T extends string>(table: Readonly<Record<T, unknown>>) => z.enum(Object.keys(table) as [T, ...T[]]);

const programme = keysOf<ProgrammeKind>(PROGRAMME_KINDS).describe('what it is about (E6.1.5-1)');
/** What a terminal takes as a text: its declaration, command play. */
const text = z.string().trim().min(1).max(500);
const level = z.enum(['prompt', 'emergency', 'accident']).default('prompt');

/** What is played by a schedule or by hand. */
const FileSound = z.strictObject({ kind: z.literal('file'), file: z.uuid().describe('an uploaded file'), programme });
const ProgrammeSound = z.strictObject({
  kind: z.literal('programme'),
  source: z.enum(['radio', 'computer']),
  name: z.string().trim().min(1).max(100).describe('of the station, or of what the computer plays'),
  programme,
});
const TextSound = z.strictObject({ kind: z.literal('text'), text: text.describe('spoken by the terminals'), level });
const LiveSound = z.strictObject({
  kind: z.literal('live'),
  source: keysOf(BROADCAST_SOURCES).default('microphone'),
  level,
});
const EmergencySound = z.strictObject({
  kind: z.literal('emergency'),
  emergency: keysOf<EmergencyKind>(EMERGENCY_KINDS).describe('the four kinds of E6.1.5-2'),
  text,
});

/** What loudspeakers play. Live talk is announced to the terminals, its sound comes to them on their own line. */
export const Sound = z.discriminatedUnion('kind', [FileSound, ProgrammeSound, TextSound, LiveSound, EmergencySound]);
export type Sound = z.infer<typeof Sound>;

/** Of these what may be played by a schedule. */
export const ScheduledSound = z.discriminatedUnion('kind', [FileSound, ProgrammeSound, TextSound]);

/** Something that is played, or was: in which zones and buildings, and until when. Times are epoch ms. */
export interface Session {
  readonly id: string;
  readonly level: BroadcastLevel;
  readonly sound: Sound;
  /** Codes of zones and buildings. */
  readonly places: readonly string[];
  /** Codes of the loudspeakers there when it began. */
  readonly terminals: readonly string[];
  /** Account id, `schedule`, or `rule` for what an alarm led to. */
  readonly by: string;
  readonly alarm: string | null;
  readonly schedule: string | null;
  readonly startedAt: number;
  /** Null where it goes on until somebody stops it. */
  readonly endsAt: number | null;
  readonly endedAt: number | null;
  /** Account id; `time`, `terminals` that reported its end, `alarm` that is over. */
  readonly endedBy: string | null;
}

/** How urgent something is by what it is: an accident is announced above all else (7.2.5-4). */
export function levelOf(sound: Sound): BroadcastLevel {
  switch (sound.kind) {
    case 'file':
    case 'programme':
      return 'programme';
    case 'text':
    case 'live':
      return sound.level;
    case 'emergency':
      return sound.emergency === 'accident' ? 'accident' : 'emergency';
  }
}

/** The number that terminals report while they play at a level; 0 is silence. */
export const rankOf = (level: BroadcastLevel): number => 1 + BROADCAST_LEVELS.indexOf(level);

/** Played through once; all else is played again until it is stopped, for whoever came late has not heard it. */
export const isOnce = ({ sound, level }: Session): boolean =>
  sound.kind === 'file' || (sound.kind === 'text' && level === 'prompt');

/** The arguments of a terminal's command play. A file is named by its address in the API. */
export function playArgs({ sound, level }: Session): CommandArgs {
  switch (sound.kind) {
    case 'file':
      return { programme: `/api/v1/broadcast/files/${sound.file}/content`, level };
    case 'programme':
      return { programme: `${sound.source}:${sound.name}`, level };
    case 'live':
      return { programme: `live:${sound.source}`, level };
    case 'text':
    case 'emergency':
      return { text: sound.text, level };
  }
}

/** Whether one of two sessions is heard where both would be: the higher level, of one level the later. */
export function outranks(a: Session, b: Session): boolean {
  const [one, other] = [rankOf(a.level), rankOf(b.level)];
  if (one !== other) return one > other;
  return a.startedAt !== b.startedAt ? a.startedAt > b.startedAt : a.id > b.id;
}
