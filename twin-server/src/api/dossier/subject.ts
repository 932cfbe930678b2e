import { type DeviceRecord, geoToLocal } from 'twin-core';
import type { ContentOf } from 'twin-core/dossier';
import type { ListedAlarm } from '../alarm-view.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problem.ts';

const MINUTE = 60_000;
/** Told before the first alarm and after the last one closed. */
const AROUND_MS = 10 * MINUTE;
/** A dossier tells so much time at most. */
export const MOST_SPAN_MS = 24 * 60 * MINUTE;
const MOST_ALARMS = 50;
/** Devices around each alarm, and in all. */
const NEAR_COUNT = 6;
const NEAR_M = 30;
const MOST_DEVICES = 60;

/** What a dossier is asked for: an alarm with its incident, or a span of time (epoch ms). */
export type DossierRequest = { readonly alarm: string } | { readonly from: number; readonly to: number };

/** What a dossier is about. */
export interface Subject {
  readonly alarm: string | null;
  readonly from: number;
  readonly to: number;
  /** In the order in which they were raised. */
  readonly alarms: readonly ListedAlarm[];
  /** Those of the alarms first, then those around them; with the distance to the alarm's, null for that one itself. */
  readonly devices: readonly { readonly record: DeviceRecord; readonly distanceM: number | null }[];
  readonly leftOut: readonly ContentOf<'leftOut'>[];
}

/** Finds out what a dossier is about. Throws Problem for an alarm that there is not. */
export async function findSubject(deps: ApiDeps, request: DossierRequest): Promise<Subject> {
  const now = (deps.now ?? Date.now)();
  const leftOut: ContentOf<'leftOut'>[] = [];
  if (!('alarm' in request)) {
    const found = await alarmsBetween(deps, request.from, request.to);
    const alarms = found.slice(0, MOST_ALARMS);
    if (found.length > alarms.length)
      leftOut.push({ kind: 'leftOut', what: 'alarms', count: found.length - alarms.length, reason: 'limit' });
    return { alarm: null, ...request, alarms, devices: devicesOf(deps, alarms, leftOut), leftOut };
  }
  const asked = await alarmById(deps, request.alarm);
  if (!asked) throw new Problem('not-found', `no alarm ${request.alarm}`);
  const alarms = await incidentOf(deps, asked);
  const ends = alarms.map(({ closedAt }) => closedAt ?? now);
  const from = alarms[0]!.raisedAt - AROUND_MS;
  const end = Math.min(now, Math.max(...ends) + AROUND_MS);
  const to = Math.min(end, from + MOST_SPAN_MS);
  if (to < end) leftOut.push({ kind: 'leftOut', what: 'events', count: null, reason: 'limit' });
  return { alarm: asked.id, from, to, alarms, devices: devicesOf(deps, alarms, leftOut), leftOut };
}

async function alarmById({ pool, site }: ApiDeps, id: string): Promise<ListedAlarm | undefined> {
  const { rows } = await pool.query<{ body: ListedAlarm }>('SELECT body FROM alarm WHERE site = $1 AND id = $2', [
    site,
    id,
  ]);
  return rows[0]?.body;
}

/** The alarms raised in a span, one more than a dossier takes at most. */
async function alarmsBetween({ pool, site }: ApiDeps, from: number, to: number): Promise<ListedAlarm[]> {
  const { rows } = await pool.query<{ body: ListedAlarm }>(
    `SELECT body FROM alarm WHERE site = $1 AND raised_at >= $2 AND raised_at <= $3 ORDER BY raised_at, id LIMIT $4`,
    [site, new Date(from), new Date(to), MOST_ALARMS + 1],
  );
  return rows.map(({ body }) => body);
}

/** The alarm's incident: its leading alarm and those that belong to it. */
async function incidentOf(deps: ApiDeps, asked: ListedAlarm): Promise<ListedAlarm[]> {
  const lead = asked.group?.lead ?? asked.id;
  const near = await deps.pool.query<{ body: ListedAlarm }>(
    `SELECT body FROM alarm WHERE site = $1 AND raised_at BETWEEN $2 AND $3
       AND (id = $4 OR body -> 'group' ->> 'lead' = $4) ORDER BY raised_at, id LIMIT $5`,
    [deps.site, new Date(asked.raisedAt - MOST_SPAN_MS), new Date(asked.raisedAt + MOST_SPAN_MS), lead, MOST_ALARMS],
  );
  const alarms = near.rows.map(({ body }) => body);
  return alarms.some(({ id }) => id === asked.id) ? alarms : [asked, ...alarms];
}

/** The devices of the alarms, and the nearest others beside each. */
function devicesOf(
  { registry }: ApiDeps,
  alarms: readonly ListedAlarm[],
  leftOut: ContentOf<'leftOut'>[],
): Subject['devices'] {
  const own = new Map<string, DeviceRecord>();
  for (const { device } of alarms) {
    const record = registry.device(device);
    if (record) own.set(device, record);
  }
  const { frame } = registry.site;
  const near = new Map<string, { record: DeviceRecord; distanceM: number }>();
  for (const center of own.values()) {
    const here = geoToLocal(frame, center.location);
    const beside = [...registry.devices()]
      .filter((other) => other.building === center.building && other.storey === center.storey && !own.has(other.code))
      .map((record) => ({ record, distanceM: distance(geoToLocal(frame, record.location), here) }))
      .filter(({ distanceM }) => distanceM <= NEAR_M)
      .sort((a, b) => a.distanceM - b.distanceM);
    for (const one of beside.slice(0, NEAR_COUNT)) if (!near.has(one.record.code)) near.set(one.record.code, one);
  }
  const all = [...Array.from(own.values(), (record) => ({ record, distanceM: null })), ...near.values()];
  if (all.length > MOST_DEVICES)
    leftOut.push({ kind: 'leftOut', what: 'devices', count: all.length - MOST_DEVICES, reason: 'limit' });
  return all.slice(0, MOST_DEVICES);
}

function distance(a: readonly number[], b: readonly number[]): number {
  const metres = Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);
  return Math.round(metres * 10) / 10;
}
