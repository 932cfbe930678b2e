import type { Alarm, Device, DeviceState, ObservedProperty } from 'twin-core';
import type { Center } from '../../../state/center.ts';
import { DEVICE_STATES, emptyHealth, type Health } from '../../../state/health.ts';
import { isHidden } from '../../../state/incidents.ts';
import type { Span } from '../../../state/ports/reports.ts';
import type { AlarmMetrics } from '../../../state/records/alarm-metrics.ts';
import type { AlarmStatistics } from '../../../state/records/alarm-statistics.ts';
import { calendarSpan, type PeriodLength } from './calendar-span.ts';

/** What the report tells of the environment, where a station of the site measures it. */
const MEASURED = ['pm25', 'pm10', 'temperatureC', 'humidityPct', 'noiseDba'] as const;
const ENVIRONMENT = 'environment';
/** A period is asked for in so many pieces. */
const PIECES = 24;

/** What a station measured in the period. */
export interface EnvironmentRow {
  readonly device: Device;
  readonly property: string;
  readonly declared: ObservedProperty;
  /** Null where it measured nothing. */
  readonly measured: { readonly min: number; readonly mean: number; readonly max: number } | null;
}

/** How many devices of a facility are in each state. */
export interface HealthRow {
  readonly facility: string;
  readonly total: number;
  readonly states: Health;
}

/** A period in numbers. Health and open work are those of the moment the report is made. */
export interface PeriodReport {
  readonly length: PeriodLength;
  readonly span: Span;
  readonly madeAt: number;
  readonly alarms: AlarmStatistics;
  readonly metrics: AlarmMetrics;
  readonly environment: readonly EnvironmentRow[];
  readonly health: readonly HealthRow[];
  readonly open: readonly Alarm[];
}

/** Reads what the period of a day (YYYY-MM-DD) came to, up to now. Rejects with a Problem. */
export async function readPeriodReport(
  center: Center,
  { length, day }: { readonly length: PeriodLength; readonly day: string },
  signal: AbortSignal,
): Promise<PeriodReport> {
  const { api, store, clock, site } = center;
  const span = calendarSpan(day, length, site.timeZone);
  const madeAt = clock.now();
  const past = { from: span.from, to: Math.max(span.from + 1000, Math.min(span.to, madeAt)) };
  const [alarms, metrics, environment] = await Promise.all([
    api.reports.statistics(past, 'code', null, signal),
    api.reports.metrics(past, signal),
    readEnvironment(center, past, signal),
  ]);
  return {
    length,
    span,
    madeAt,
    alarms,
    metrics,
    environment,
    health: healthOf(store.state.devices, ({ slot }) => store.condition(slot)?.state ?? 'unknown'),
    open: store.alarms().filter((alarm) => !isHidden(alarm)),
  };
}

function readEnvironment({ api, store }: Center, span: Span, signal: AbortSignal): Promise<EnvironmentRow[]> {
  const streams = store.state.devices.flatMap((device) =>
    device?.facility === ENVIRONMENT
      ? MEASURED.flatMap((property) => {
          const declared = device.properties.includes(property)
            ? store.catalogue.property(device.deviceKind, property)
            : undefined;
          return declared ? [{ device, property, declared }] : [];
        })
      : [],
  );
  const intervalMs = Math.max(60_000, Math.ceil((span.to - span.from) / PIECES));
  return Promise.all(
    streams.map(async (stream) => {
      const request = { property: stream.property, ...span, intervalMs };
      return { ...stream, measured: summaryOf(await api.series(stream.device.code, request, signal)) };
    }),
  );
}

/** Lowest, mean and highest of intervals; the mean by how often was measured. */
export function summaryOf(
  points: readonly { readonly min: number; readonly max: number; readonly mean: number; readonly count: number }[],
): EnvironmentRow['measured'] {
  const count = points.reduce((sum, point) => sum + point.count, 0);
  if (count === 0) return null;
  return {
    min: Math.min(...points.map(({ min }) => min)),
    mean: points.reduce((sum, point) => sum + point.mean * point.count, 0) / count,
    max: Math.max(...points.map(({ max }) => max)),
  };
}

/** Devices by facility and state, the facility with the most that are not well first. */
export function healthOf(
  devices: Iterable<Device | null | undefined>,
  stateOf: (device: Device) => DeviceState,
): HealthRow[] {
  const rows = new Map<string, Health>();
  for (const device of devices) {
    if (!device) continue;
    const states = rows.get(device.facility) ?? emptyHealth();
    states[stateOf(device)]++;
    rows.set(device.facility, states);
  }
  return [...rows]
    .map(([facility, states]) => ({
      facility,
      states,
      total: DEVICE_STATES.reduce((sum, state) => sum + states[state], 0),
    }))
    .sort(
      (a, b) =>
        b.total - b.states.normal - (a.total - a.states.normal) ||
        b.total - a.total ||
        (a.facility < b.facility ? -1 : 1),
    );
}
