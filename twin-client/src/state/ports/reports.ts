import type { AlarmMetrics } from '../records/alarm-metrics.ts';
import type { AlarmStatistics, CountedBy } from '../records/alarm-statistics.ts';
import type { CurrentHandover, Handover, HandoversReply } from '../records/handover.ts';
import type { Rationalisation, RationalisationRequest } from '../records/rationalisation.ts';

/** A time that is reported on, epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is asked of recorded alarms, and shifts that are handed over. Every method rejects with a Problem. */
export interface ReportsPort {
  /** `limit`: so many groups at most; all where null. */
  statistics(span: Span, by: CountedBy, limit: number | null, signal?: AbortSignal): Promise<AlarmStatistics>;
  metrics(span: Span, signal?: AbortSignal): Promise<AlarmMetrics>;
  rationalise(request: RationalisationRequest, signal?: AbortSignal): Promise<Rationalisation>;
  /** Address of the alarms of a time as a file for spreadsheets. */
  alarmsFile(span: Span, language: 'zh' | 'en'): string;
  handover(signal?: AbortSignal): Promise<CurrentHandover>;
  handovers(cursor: string | null, signal?: AbortSignal): Promise<HandoversReply>;
  handoverOf(id: string, signal?: AbortSignal): Promise<Handover>;
  handOver(notes: string): Promise<Handover>;
  sign(id: string, remark: string): Promise<Handover>;
}
