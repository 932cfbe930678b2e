/** How the screen stands to the server. `stale`: connected, but nothing has come for too long. */
export type ConnectionStatus = 'connecting' | 'live' | 'stale' | 'lost' | 'refused';

/** The push channel as the viewer sees it. */
export interface Connection {
  readonly status: ConnectionStatus;
  /** Server time of the last frame or snapshot, epoch ms; null before the first. */
  readonly heardAt: number | null;
  /** From recording on the server to this screen, milliseconds, smoothed; null before the first change. */
  readonly latencyMs: number | null;
  /** Why the server refused (W8), in its own words. */
  readonly reason: string | null;
}

/** Before anything was heard. */
export const NOT_CONNECTED: Connection = { status: 'connecting', heardAt: null, latencyMs: null, reason: null };
