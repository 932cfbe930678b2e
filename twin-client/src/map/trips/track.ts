/** Where something was at one time, epoch ms. */
export interface TrackPoint {
  readonly time: number;
  readonly longitude: number;
  readonly latitude: number;
}

/** The way of a patrol or a vehicle. */
export interface Track {
  readonly code: string;
  readonly name: string;
  readonly color: string;
  /** In order of time. */
  readonly points: readonly TrackPoint[];
}

/** A piece of a trail: how present it still is, 1 where the mover is, 0 where the trail ends. */
export interface TrailPiece {
  readonly from: readonly [longitude: number, latitude: number];
  readonly to: readonly [longitude: number, latitude: number];
  readonly color: string;
  readonly presence: number;
}

/** A mover not heard of for longer than this was somewhere, but nobody knows where. */
const GAP_MS = 90_000;

/** Index of the last point at or before a time; −1 where there is none. */
function indexAt(points: readonly TrackPoint[], time: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where a mover was at a time, between two reports on the way from one to the other; null where it is not known. */
export function positionAt({ points }: Track, time: number): readonly [longitude: number, latitude: number] | null {
  const at = indexAt(points, time);
  const before = points[at];
  const after = points[at + 1];
  if (!before || time - before.time > GAP_MS) return null;
  if (!after || after.time - before.time > GAP_MS) return [before.longitude, before.latitude];
  const share = (time - before.time) / (after.time - before.time);
  return [
    before.longitude + (after.longitude - before.longitude) * share,
    before.latitude + (after.latitude - before.latitude) * share,
  ];
}

/** The way within the last `trailMs` before a time, fading towards its beginning. Gaps are not bridged. */
export function trailOf(track: Track, time: number, trailMs: number): TrailPiece[] {
  const { points, color } = track;
  const pieces: TrailPiece[] = [];
  const head = positionAt(track, time);
  for (let i = indexAt(points, time); i >= 0; i--) {
    const from = points[i]!;
    const next = points[i + 1];
    const isNewest = pieces.length === 0 && i === indexAt(points, time);
    const to = isNewest ? head : next && ([next.longitude, next.latitude] as const);
    const toTime = isNewest ? time : (next?.time ?? time);
    if (time - toTime > trailMs) break;
    if (!to || toTime - from.time > GAP_MS) continue;
    const presence = Math.max(0, 1 - (time - from.time) / trailMs);
    pieces.push({ from: [from.longitude, from.latitude], to, color, presence });
  }
  return pieces;
}

/** The whole way as lines, broken where nothing was heard. */
export function waysOf({ points }: Track): (readonly (readonly [longitude: number, latitude: number])[])[] {
  const ways: [number, number][][] = [];
  points.forEach(({ time, longitude, latitude }, i) => {
    const before = points[i - 1];
    if (!before || time - before.time > GAP_MS) ways.push([]);
    ways.at(-1)!.push([longitude, latitude]);
  });
  return ways.filter(({ length }) => length > 1);
}
