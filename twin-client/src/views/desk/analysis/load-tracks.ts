import type { Device } from 'twin-core';
import { isMoving, WHEREABOUTS } from '../../../facilities/whereabouts.ts';
import type { Track } from '../../../map/trips/track.ts';
import type { Api } from '../../../state/api.ts';
import type { TwinStore } from '../../../state/twin-store.ts';
import type { TimeSpan } from './time-range.ts';

/** Positions a track has at most, and how near in time they are at least, ms. */
const MOST_POINTS = 2_000;
const LEAST_INTERVAL_MS = 5_000;
/** Told apart by the color-blind (Okabe and Ito), without the colors of alarms. */
const COLORS = ['#56b4e9', '#009e73', '#cc79a7', '#e8e3d3', '#7fb6ff', '#5fd3b3'];
const METRES_A_DEGREE = 111_195;

/** Devices that move, by what their kinds declare. */
export function moversOf({ state, catalogue }: Pick<TwinStore, 'state' | 'catalogue'>): Device[] {
  return state.devices.filter((device) => device !== undefined && isMoving(catalogue, device.deviceKind)) as Device[];
}

/** Where devices were in a time, those that were heard of. Rejects with a Problem. */
export async function loadTracks(
  api: Pick<Api, 'series'>,
  movers: readonly Device[],
  { from, to }: TimeSpan,
  signal: AbortSignal,
): Promise<readonly Track[]> {
  const intervalMs = Math.max(LEAST_INTERVAL_MS, Math.ceil((to - from) / MOST_POINTS));
  const tracks = await Promise.all(
    movers.map(async ({ code, name }, i): Promise<Track> => {
      const ask = (property: string) => api.series(code, { property, from, to, intervalMs }, signal);
      const [longitudes, latitudes] = await Promise.all([ask(WHEREABOUTS.longitude), ask(WHEREABOUTS.latitude)]);
      const latitudeAt = new Map(latitudes.map(({ time, last }) => [time, last]));
      const points = longitudes.flatMap(({ time, last: longitude }) => {
        const latitude = latitudeAt.get(time);
        return latitude === undefined ? [] : [{ time, longitude, latitude }];
      });
      return { code, name, color: COLORS[i % COLORS.length]!, points };
    }),
  );
  return tracks.filter(({ points }) => points.length > 1);
}

/** Length of a way, kilometres. */
export function lengthKm({ points }: Track): number {
  let metres = 0;
  for (const [i, { longitude, latitude }] of points.entries()) {
    const before = points[i - 1];
    if (!before) continue;
    const east = (longitude - before.longitude) * Math.cos((latitude * Math.PI) / 180);
    metres += Math.hypot(east, latitude - before.latitude) * METRES_A_DEGREE;
  }
  return metres / 1000;
}
