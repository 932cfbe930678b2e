import type { Format } from '../../../kit/i18n/format.ts';

/** A distance as people say it: centimetres near by, kilometres far away. */
export function distanceText(format: Format, meters: number): string {
  return meters < 1000
    ? `${format.number(meters, 2)} m`
    : `${format.number(meters / 1000, meters < 100_000 ? 1 : 0)} km`;
}

/** A number with its sign. */
export function signedText(format: Format, value: number, decimals = 2): string {
  const shown = format.number(Math.abs(value), decimals);
  // What rounds to nothing has no sign.
  return value < 0 && Number(shown) !== 0 ? `−${shown}` : `+${shown}`;
}
