import type { Bookmark, FoundAlarm, PastSpan, Replay, ReplayChange } from '../records/past.ts';

/** The recorded past, and replays of it. Every method rejects with a Problem. */
export interface PastPort {
  replays(signal?: AbortSignal): Promise<readonly Replay[]>;
  begin(at: number, change?: Omit<ReplayChange, 'at'>): Promise<Replay>;
  change(replay: string, change: ReplayChange): Promise<Replay>;
  /** To the event of note before or after; false where there is none. */
  step(replay: string, direction: 'forward' | 'back'): Promise<boolean>;
  end(replay: string): Promise<void>;
  /** A span (epoch ms) at a glance, in so many parts. */
  span(from: number, to: number, bins: number, signal?: AbortSignal): Promise<PastSpan>;
  /** Alarms of a span by the words of the search language, the newest first; the first 200, and whether there are more. */
  find(
    words: string,
    from: number,
    to: number,
    signal?: AbortSignal,
  ): Promise<{ readonly items: readonly FoundAlarm[]; readonly more: boolean }>;
  mark(at: number, label: string): Promise<Bookmark>;
  unmark(id: string): Promise<void>;
}
