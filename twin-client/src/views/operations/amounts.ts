import type { Format } from '../../kit/i18n/format.ts';

/** A count or rate in as few digits as tell it: 0, 3.4, 128, 12 k. */
export function amountText(format: Format, value: number): string {
  if (value >= 10_000) return `${format.number(value / 1000, value < 100_000 ? 1 : 0)} k`;
  return format.number(value, value === Math.round(value) || value >= 100 ? 0 : 1);
}

/** A duration of a machine: 0.4 ms, 12 ms, 1.3 s. */
export function millisecondsText(format: Format, value: number): string {
  if (value >= 1000) return format.seconds(value);
  return `${format.number(value, value === 0 || value >= 10 ? 0 : value < 1 ? 2 : 1)} ms`;
}

/** Bytes in a megabyte. */
export const MEGABYTE = 2 ** 20;

/** Bytes: 640 MB, 1.2 GB. */
export function bytesText(format: Format, value: number): string {
  if (value >= 2 ** 30) return `${format.number(value / 2 ** 30, value < 10 * 2 ** 30 ? 1 : 0)} GB`;
  if (value >= 2 ** 20) return `${format.number(value / 2 ** 20)} MB`;
  return `${format.number(value / 1024)} KB`;
}
