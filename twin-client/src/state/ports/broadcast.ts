import type {
  BroadcastPlace,
  BroadcastSchedule,
  BroadcastSession,
  BroadcastWords,
  Recording,
  ScheduleDraft,
  Sound,
} from '../records/broadcast.ts';

/** Loudspeakers: what is played where, and by the clock. Every method rejects with a Problem. */
export interface BroadcastPort {
  places(signal?: AbortSignal): Promise<readonly BroadcastPlace[]>;
  words(signal?: AbortSignal): Promise<BroadcastWords>;
  /** What is under way. */
  sessions(signal?: AbortSignal): Promise<readonly BroadcastSession[]>;
  /** What is and was played, the newest first. */
  history(limit: number, signal?: AbortSignal): Promise<readonly BroadcastSession[]>;
  play(sound: Sound, places: readonly string[]): Promise<BroadcastSession>;
  stop(session: string): Promise<void>;
  schedules(signal?: AbortSignal): Promise<readonly BroadcastSchedule[]>;
  /** `version` is that of the schedule as it was read, null for a new one. */
  putSchedule(schedule: ScheduleDraft, version: string | null): Promise<BroadcastSchedule>;
  removeSchedule(id: string): Promise<void>;
  recordings(signal?: AbortSignal): Promise<readonly Recording[]>;
  /** A WAV or MP3 file. */
  addRecording(file: File): Promise<Recording>;
  removeRecording(id: string): Promise<void>;
}
