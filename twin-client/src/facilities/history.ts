import type { Api } from '../state/api.ts';
import type { SeriesPoint } from '../state/records/series.ts';

/** A stretch of a datastream's history as a picture shows it; times in epoch ms. */
export interface History {
  readonly hours: number;
  readonly from: number;
  readonly to: number;
  readonly intervalMs: number;
  readonly points: readonly SeriesPoint[];
}

/** Where a history is read from. */
export interface HistoryRequest {
  readonly api: Api;
  readonly device: string;
  readonly property: string;
  /** Its end: the scene clock, epoch ms. */
  readonly now: number;
  /** About how many points the picture has room for. */
  readonly places: number;
}

const HOUR_MS = 3_600_000;
/** A picture with fewer of its places filled shows a corner of a day and the shape of nothing. */
const ENOUGH_SHARE = 1 / 8;

/** The last `hours` of a datastream. */
export async function readHours(
  { api, device, property, now, places }: HistoryRequest,
  hours: number,
  signal: AbortSignal,
): Promise<History> {
  const intervalMs = Math.round((hours * HOUR_MS) / places);
  const from = now - hours * HOUR_MS;
  const points = await api.series(device, { property, from, to: now, intervalMs }, signal);
  return { hours, from, to: now, intervalMs, points };
}

/** The last day of a datastream, or its last hour where little of the day is recorded. */
export async function readHistory(request: HistoryRequest, signal: AbortSignal): Promise<History> {
  const day = await readHours(request, 24, signal);
  return day.points.length >= request.places * ENOUGH_SHARE ? day : readHours(request, 1, signal);
}
