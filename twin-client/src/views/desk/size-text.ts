import type { Format } from '../../kit/i18n/format.ts';

const KIB = 1024;
const UNITS = ['B', 'KiB', 'MiB', 'GiB'] as const;

/** A number of bytes in the unit that leaves two or three digits: 2.3 MiB. */
export function sizeText(format: Format, bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= KIB && unit < UNITS.length - 1) {
    value /= KIB;
    unit++;
  }
  return `${format.number(value, unit === 0 || value >= 100 ? 0 : 1)}\u2009${UNITS[unit]}`;
}
