import type { Format } from '../../../kit/i18n/format.ts';
import type { ThrowTraceRecord } from '../../../state/records/throw-trace.ts';

/** A probability in per cent, never as a certainty. */
export function percentWords(probability: number): string {
  if (probability >= 0.995) return '> 99%';
  return probability < 0.005 ? '< 1%' : `${Math.round(probability * 100)}%`;
}

/** The storey that a fall came from, or that it is undetermined; nothing without a trace. Names no home: it is read by everybody. */
export function fallWords(format: Format, trace: ThrowTraceRecord | null): string {
  const first = trace?.storeys[0];
  if (!trace) return '';
  if (trace.undetermined !== null || !first) return format.text('fall.unknownStorey');
  return format.text('fall.storey', { storey: first.storey, share: percentWords(first.probability) });
}
