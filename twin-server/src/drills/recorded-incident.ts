import type pg from 'pg';
import {
  type Alarm,
  type Catalogue,
  type Device,
  type DeviceReported,
  datastreamOf,
  deviceByCode,
  type Label,
  type TwinState,
  upcast,
  zoneOffsetMs,
} from 'twin-core';
import type { RecordedIncident, RecordedValue } from 'twin-core/drill';
import { LIVE_BRANCH } from '../journal/branch.ts';

export interface RecordedIncidents {
  readonly pool: pg.Pool;
  readonly site: string;
  readonly timeZone: string;
  readonly catalogue: Catalogue;
  readonly state: () => TwinState;
  /** What a datastream observed from one instant to another (epoch ms), the first `limit` values. */
  readonly points: (
    span: { readonly datastream: number; readonly from: number; readonly to: number },
    limit: number,
  ) => Promise<readonly { readonly time: number; readonly value: number }[]>;
}

/** What devices told so long before an alarm, and after it at most, belongs to it, ms. */
const BEFORE_MS = 120_000;
const AFTER_MS = 1_800_000;
/** Of the values of one datastream. */
const MOST_VALUES = 100;
/** Members of an incident whose devices are told again. */
const MOST_MEMBERS = 20;

/** An alarm of the log with what belongs to it; null where there is none, or its log is not kept any more. */
export async function readIncident(past: RecordedIncidents, id: string): Promise<RecordedIncident | null> {
  const { pool, site, catalogue, timeZone } = past;
  const { rows } = await pool.query<{ body: Alarm & { readonly closedAt?: number | null } }>(
    `SELECT body FROM alarm WHERE site = $1 AND (id = $2 OR body->'group'->>'lead' = $2) ORDER BY (id = $2) DESC, raised_at, id LIMIT $3`,
    [site, id, MOST_MEMBERS],
  );
  const alarm = rows[0]?.body;
  if (!alarm || alarm.id !== id) return null;
  const from = alarm.time - BEFORE_MS;
  const to = Math.min(alarm.closedAt ?? Number.POSITIVE_INFINITY, alarm.raisedAt + AFTER_MS);
  const devices = [...new Set(rows.map(({ body }) => body.device))];
  const reports = await readReports(past, devices, from, to);
  const values = (await Promise.all(rows.map(({ body }) => readValues(past, body, from, to)))).flat();
  if (reports.length === 0 && values.length === 0) return null;
  const label = catalogue.rule(alarm.code)?.label ?? { zh: alarm.code, en: alarm.code };
  return {
    alarm,
    title: label,
    place: placeOf(deviceByCode(past.state(), alarm.device), alarm),
    procedure: alarm.procedure === null ? undefined : catalogue.procedureFor(alarm.code),
    reports,
    values,
    handled: await readHandled(past, id),
    offsetMs: zoneOffsetMs(alarm.time, timeZone),
  };
}

function placeOf(device: Device | undefined, { device: code, building, storey }: Alarm): Label {
  const name = device?.name ?? code;
  const where = [building, storey].filter((part) => part !== null).join(' ');
  return { zh: name, en: where === '' ? code : `${where}, ${code}` };
}

async function readReports(
  { pool, site }: RecordedIncidents,
  devices: readonly string[],
  from: number,
  to: number,
): Promise<DeviceReported[]> {
  const { rows } = await pool.query<{ kind: string; version: number; body: unknown }>(
    `SELECT kind, version, body FROM journal WHERE site = $1 AND branch = $2 AND device = ANY($3) AND kind = 'device.reported'
       AND recorded_at >= $4 AND recorded_at <= $5 ORDER BY seq, ordinal LIMIT $6`,
    [site, LIVE_BRANCH, devices, new Date(from), new Date(to), MOST_VALUES],
  );
  return rows.map(({ kind, version, body }) => upcast(kind, version, body) as DeviceReported);
}

/** What the property observed that the alarm watches; of an alarm of an event there is none. */
async function readValues(
  { state, points }: RecordedIncidents,
  alarm: Alarm,
  from: number,
  to: number,
): Promise<RecordedValue[]> {
  const { device: code, property } = alarm;
  const device = deviceByCode(state(), code);
  const datastream = device && property !== null ? datastreamOf(device, property) : -1;
  if (property === null || datastream < 0) return [];
  const found = await points({ datastream, from, to }, MOST_VALUES);
  return found.map(({ time, value }) => ({ device: code, property, time, value }));
}

async function readHandled({ pool, site }: RecordedIncidents, id: string): Promise<RecordedIncident['handled']> {
  const { rows } = await pool.query<{ kind: string; version: number; body: unknown; at: number }>(
    `SELECT kind, version, body, (extract(epoch FROM recorded_at) * 1000)::float8 AS at FROM journal
     WHERE site = $1 AND branch = $2 AND alarm = $3 AND kind = 'alarm.handled' ORDER BY seq, ordinal LIMIT 1000`,
    [site, LIVE_BRANCH, id],
  );
  return rows.map(({ kind, version, body, at }) => ({ at, event: upcast(kind, version, body) }));
}
