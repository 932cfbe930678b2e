import type { ChargingSession } from '../records/charging-session.ts';

/** Charging as its operator tells of it. Every method rejects with a Problem. */
export interface ChargingPort {
  /** The last sessions at a port, the newest first. */
  sessions(device: string, signal?: AbortSignal): Promise<readonly ChargingSession[]>;
}
