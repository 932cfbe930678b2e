import type { Format } from '../../../kit/i18n/format.ts';
import type { SystemCheckRow } from '../../../state/records/system-inspection.ts';

const GIGABYTE = 1e9;
/** Days are counted up to here: what lasts longer is no matter of this year. */
const MANY_DAYS = 3_650;

/** A reading or a limit in the unit of its check. */
export function amountWords(format: Format, unit: SystemCheckRow['unit'], value: number): string {
  if (unit === 'share') return format.share(value);
  if (unit === 'ms') return value < 1_000 ? `${format.number(value, 0)} ms` : format.duration(value);
  if (unit === 'bytes') return `${format.number(value / GIGABYTE, 2)} GB`;
  if (unit === 'days') return format.text('systems.days', { count: format.number(Math.min(MANY_DAYS, value), 0) });
  return format.number(value);
}

/** How a check went: good or bad by its limit, plain without one, unread where there is no value. */
export function verdictOf({ good, value }: SystemCheckRow): 'good' | 'bad' | 'plain' | 'unread' {
  if (value === null) return 'unread';
  if (good === null) return 'plain';
  return good ? 'good' : 'bad';
}

/** The limit of a check in words; empty without one. */
export function limitWords(format: Format, { unit, most, least }: SystemCheckRow): string {
  if (most !== null) return format.text('systems.most', { value: amountWords(format, unit, most) });
  if (least !== null) return format.text('systems.least', { value: amountWords(format, unit, least) });
  return '';
}
