/** What part of the past is analyzed: a length that ends now, or two times. */
export type TimeChoice =
  | { readonly is: 'hour' | 'day' | 'week' }
  /** Epoch ms. */
  | { readonly is: 'custom'; readonly from: number; readonly to: number };

/** Epoch ms. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const LENGTH_MS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS } as const;

/** The times a choice means now: on whole minutes, so that a passing second asks nothing new. */
export function spanOf(choice: TimeChoice, now: number): TimeSpan {
  if (choice.is === 'custom') return { from: choice.from, to: choice.to };
  const to = Math.ceil(now / MINUTE_MS) * MINUTE_MS;
  return { from: to - LENGTH_MS[choice.is], to };
}
