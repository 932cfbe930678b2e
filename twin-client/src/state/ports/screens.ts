import type { ScreenEntry, ScreenReport } from '../records/screen.ts';

/** Screens of the monitoring centre. */
export interface ScreensPort {
  /** Says that the screen of this id lives. */
  heartbeat(id: string, report: ScreenReport): Promise<void>;
  /** Says that it is closed on purpose, from a page that is going: nothing is heard of it. */
  goodbye(id: string): void;
  list(signal?: AbortSignal): Promise<readonly ScreenEntry[]>;
  /** A screen is gone for good. */
  forget(id: string): Promise<void>;
}
