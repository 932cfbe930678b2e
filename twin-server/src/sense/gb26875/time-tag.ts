/** Bytes of a time tag: second, minute, hour, day, month, year of the century, one each (GB/T 26875.3-2011, 8.2.2). */
export const TIME_TAG_BYTES = 6;

/** Devices of a Chinese standard count in the one time of the country, UTC+8; the tag itself names no zone. */
const AHEAD_OF_UTC_MS = 8 * 3_600_000;

/** The instant of a time tag that begins at `at`, epoch ms; null where its bytes are no time. */
export function readTimeTag(bytes: Buffer, at: number): number | null {
  const [second, minute, hour, day, month, year] = bytes.subarray(
    at,
    at + TIME_TAG_BYTES,
  ) as Iterable<number> as number[];
  const wall = new Date(Date.UTC(2000 + year!, month! - 1, day, hour, minute, second));
  // A date that does not exist, such as 31 February or all zeros, comes out as another.
  if (wall.getUTCMonth() !== month! - 1 || wall.getUTCDate() !== day) return null;
  if (hour! > 23 || minute! > 59 || second! > 59 || year! > 99) return null;
  return wall.getTime() - AHEAD_OF_UTC_MS;
}

/** Writes an instant (epoch ms, to the second) as a time tag that begins at `at`. */
export function writeTimeTag(bytes: Buffer, at: number, time: number): void {
  const wall = new Date(time + AHEAD_OF_UTC_MS);
  bytes.set(
    [
      wall.getUTCSeconds(),
      wall.getUTCMinutes(),
      wall.getUTCHours(),
      wall.getUTCDate(),
      wall.getUTCMonth() + 1,
      wall.getUTCFullYear() % 100,
    ],
    at,
  );
}
