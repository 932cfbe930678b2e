/** What a screen says of itself with a heartbeat. */
export interface ScreenReport {
  /** What people call it; null where nobody named it. */
  readonly name: string | null;
  /** Path and query of the page it shows. */
  readonly page: string;
  /** Frames that it asked for and that came since its last heartbeat. */
  readonly framesAsked: number;
  readonly framesCame: number;
  /** Age of the newest frame of data, ms; null before the first. */
  readonly dataAgeMs: number | null;
  /** What stands where the scene should: the scene, nothing yet, a map in its place, a failure, or a tab that nobody sees. */
  readonly scene: 'drawn' | 'loading' | 'instead' | 'failed' | 'hidden';
  readonly sound: 'on' | 'off' | 'blocked';
}

/** A screen as it was last heard; times are epoch ms. */
export interface Screen {
  readonly id: string;
  readonly name: string | null;
  /** By which it is in the twin; null while there was nothing to tell of it. */
  readonly device: string | null;
  readonly userAgent: string | null;
  readonly firstAt: number;
  readonly heardAt: number;
  /** When it said goodbye; null while it is meant to show something. */
  readonly closedAt: number | null;
  /** Its last heartbeat; null since before this server started. */
  readonly report: ScreenReport | null;
}

/** How a screen fares. */
export type ScreenCondition = 'alive' | 'silent' | 'closed';

/** Judges a screen at `now`. Silence is counted from `listeningSince`, not from before somebody listened. Epoch ms; silenceMs: ms. */
export function conditionOf(screen: Screen, now: number, listeningSince: number, silenceMs: number): ScreenCondition {
  if (screen.closedAt !== null) return 'closed';
  return now - Math.max(screen.heardAt, listeningSince) > silenceMs ? 'silent' : 'alive';
}

/** What a heartbeat is worth as values of the screen's device. */
export function valuesOf(report: ScreenReport): Readonly<Record<string, number | boolean>> {
  const { framesAsked, framesCame, dataAgeMs, scene, sound } = report;
  return {
    showing: true,
    sceneOk: scene === 'drawn' || scene === 'loading',
    soundOn: sound === 'on',
    ...(framesAsked > 0 && { framesPct: Math.min(100, (framesCame / framesAsked) * 100) }),
    ...(dataAgeMs !== null && { dataAgeS: dataAgeMs / 1000 }),
  };
}
