import type { Format } from '../../kit/i18n/format.ts';
import type { Took } from '../../state/records/alarm-statistics.ts';

/** A quantile of how long something took, in words; a dash where nothing did. */
export function tookText(format: Format, took: Took, quantile: 'p50' | 'p95'): string {
  return took ? format.duration(took[quantile]) : format.text('reports.none');
}

/** A part of a whole; a dash of nothing. */
export function shareText(format: Format, part: number, whole: number): string {
  return whole > 0 ? format.share(part / whole) : format.text('reports.none');
}
