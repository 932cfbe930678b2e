import type { PlotPoint } from '../../kit/chart/plot.ts';
import type { Api } from '../../state/api.ts';

/** A stretch of a datastream's history as a sparkline shows it; times in epoch ms. */
export interface History {
  readonly from: number;
  readonly to: number;
  readonly intervalMs: number;
  readonly hours: number;
  readonly points: readonly PlotPoint[];
}

const HOUR_MS = 3_600_000;
/** The stretches tried in turn: hours shown, and the interval that gives about fifty points. */
const STRETCHES = [
  { hours: 24, intervalMs: 1_800_000 },
  { hours: 1, intervalMs: 60_000 },
] as const;
/** With fewer points than this the shape of a day says nothing: the last hour is shown instead. */
const ENOUGH_POINTS = 6;

/** The last day of a datastream, or its last hour where it has not been recorded for long. */
export async function readHistory(
  api: Api,
  device: string,
  property: string,
  now: number,
  signal: AbortSignal,
): Promise<History> {
  let history: History | undefined;
  for (const { hours, intervalMs } of STRETCHES) {
    const from = now - hours * HOUR_MS;
    const points = await api.series(device, { property, from, to: now, intervalMs }, signal);
    history = { from, to: now, intervalMs, hours, points: points.map(({ time, mean }) => ({ time, value: mean })) };
    if (points.length >= ENOUGH_POINTS) break;
  }
  return history!;
}
