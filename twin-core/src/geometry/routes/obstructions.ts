/** What of a building cannot be passed, or only through smoke. */
export interface Obstruction {
  /** A space or a portal. */
  readonly at: string;
  /** blocked: none passes, who is in it leaves it; smoke: passed where there is no better way. */
  readonly level: 'blocked' | 'smoke';
  /** What is wrong there. */
  readonly why: 'fire' | 'smoke' | 'openFireDoor' | 'locked' | 'hand';
  /** The alarm or the device that says so. */
  readonly cause: string;
}

/** An obstruction that holds; times are epoch ms of the evaluator's clock. */
export interface HeldObstruction extends Obstruction {
  readonly since: number;
  /** Since when it is not the case any more; null while it is. */
  readonly clearSince: number | null;
}

/**
 * Obstructions that hold after a look at the building: those seen now, and those seen before that have not been away for `clearMs` yet. A
 * detector that flickers at its limit must not send people back and forth.
 */
export function holdObstructions(
  held: readonly HeldObstruction[],
  seen: readonly Obstruction[],
  now: number,
  clearMs: number,
): HeldObstruction[] {
  const keyOf = ({ at, level, why, cause }: Obstruction) => `${at}\n${level}\n${why}\n${cause}`;
  const before = new Map(held.map((one) => [keyOf(one), one]));
  const after = new Map<string, HeldObstruction>();
  for (const one of seen) {
    const key = keyOf(one);
    after.set(key, { ...one, since: before.get(key)?.since ?? now, clearSince: null });
  }
  for (const [key, one] of before) {
    const clearSince = one.clearSince ?? now;
    if (!after.has(key) && now - clearSince < clearMs) after.set(key, { ...one, clearSince });
  }
  return [...after.values()];
}
