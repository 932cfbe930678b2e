import type { ReportsPort } from '../../state/ports/reports.ts';
import { AlarmMetrics } from '../../state/records/alarm-metrics.ts';
import { AlarmStatistics } from '../../state/records/alarm-statistics.ts';
import { CurrentHandover, Handover, HandoversReply } from '../../state/records/handover.ts';
import { Rationalisation } from '../../state/records/rationalisation.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

const HANDOVERS_A_PAGE = 20;

/** Statistics, metrics, rationalisation and handover. */
export function reportsPort(at: Address): ReportsPort {
  const id = encodeURIComponent;
  return {
    statistics: ({ from, to }, by, limit, signal) =>
      ask(at('/alarm-statistics', { from, to, by, limit: limit ?? undefined }), AlarmStatistics, { signal }),
    metrics: ({ from, to }, signal) => ask(at('/alarm-metrics', { from, to }), AlarmMetrics, { signal }),
    rationalise: ({ from, to, ...body }, signal) =>
      ask(at('/rationalisation'), Rationalisation, {
        method: 'POST',
        body: { ...body, from: new Date(from).toISOString(), to: new Date(to).toISOString() },
        signal,
      }),
    alarmsFile: ({ from, to }, lang) => at('/alarms.csv', { from, to, lang }),
    handover: (signal) => ask(at('/handover'), CurrentHandover, { signal }),
    handovers: (cursor, signal) =>
      ask(at('/handovers', { limit: HANDOVERS_A_PAGE, cursor: cursor ?? undefined }), HandoversReply, { signal }),
    handoverOf: (handover, signal) => ask(at(`/handovers/${id(handover)}`), Handover, { signal }),
    handOver: (notes) => ask(at('/handovers'), Handover, { method: 'POST', body: { notes } }),
    sign: (handover, remark) =>
      ask(at(`/handovers/${id(handover)}/sign`), Handover, {
        method: 'POST',
        body: remark.trim() === '' ? {} : { remark },
      }),
  };
}
