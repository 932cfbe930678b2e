/** How much of the past the time line shows, by name; ms. */
export const WINDOWS = { '10m': 600_000, '1h': 3_600_000, '6h': 21_600_000, '24h': 86_400_000 } as const;
export type WindowName = keyof typeof WINDOWS;

/** Epoch ms. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** The shares of the window that the playhead keeps between: beyond them the window moves on. */
const KEPT = [0.05, 0.9] as const;
/** Where the playhead stands in a new window. */
const AHEAD = 0.5;

/**
 * The window for an instant (epoch ms): the one held while the playhead is well within it, else a new one on whole sixtieths of its
 * length, so that a passing second asks nothing new. It does not reach beyond `now`.
 */
export function windowAround(at: number, length: number, held: TimeWindow | null, now: number): TimeWindow {
  if (held && held.to - held.from === length) {
    const share = (at - held.from) / length;
    const atEnd = held.to >= now - length / 60 && at <= held.to;
    if (share >= KEPT[0] && (share <= KEPT[1] || atEnd)) return held;
  }
  const step = length / 60;
  const from = Math.floor((at - length * AHEAD) / step) * step;
  const latest = Math.ceil(now / step) * step - length;
  return { from: Math.min(from, latest), to: Math.min(from, latest) + length };
}

/** Round instants for the ticks of a window in a time zone's whole minutes or hours, about six. */
export function ticksOf({ from, to }: TimeWindow): number[] {
  const step = TICKS.find((each) => (to - from) / each <= 7) ?? TICKS.at(-1)!;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) ticks.push(at);
  return ticks;
}
const TICKS = [60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000] as const;
