import type { Pool, PoolClient } from 'pg';
import {
  type Alarm,
  type AlarmHandled,
  alarmIn,
  conditionOf,
  EVENT_VERSION,
  type Observations,
  type TwinEvent,
} from 'twin-core';
import { transact } from '../engines/transact.ts';
import { encodeObservations } from './observation-block.ts';
import { dayOf } from './partitions.ts';

/** Where a branch's writer stands: its key, and the fencing token of its lease. */
export interface Writer {
  readonly site: string;
  readonly branch: number;
  readonly token: bigint;
}

/** A refused message on its way to the dead letters. */
export interface DeadLetter {
  readonly device: string;
  readonly channel: string;
  readonly protocol: string;
  readonly reason: string;
  readonly payload: unknown;
  readonly receivedAt: number;
}

/** One batch as it is committed: everything under one seq and one instant. */
export interface Commit {
  readonly seq: number;
  readonly recordedAt: number;
  readonly events: readonly TwinEvent[];
  /** Alarms touched by the events, as they are after them. */
  readonly alarms: readonly Alarm[];
  readonly deadLetters: readonly DeadLetter[];
}

/** Another node evaluates this site, or the journal moved on without this writer. */
export class FencedError extends Error {
  override readonly name = 'FencedError';
}

/** Dead letters kept whole a device and day, and how much of a payload; beyond that they are counted. */
const DEAD_LETTERS_A_DAY = 1000;
const DEAD_LETTER_BYTES = 4096;

/** Writes a batch in one transaction, the fencing token checked in it. Resolves after COMMIT. */
export async function appendCommit(pool: Pool, writer: Writer, commit: Commit): Promise<void> {
  // Observations alone, the usual batch, are one statement: five round trips less each time.
  if (commit.alarms.length === 0 && commit.deadLetters.length === 0 && !commit.events.some(isReport)) {
    await insertLog(pool, writer, commit);
    return;
  }
  await transact(pool, async (client) => {
    await insertLog(client, writer, commit);
    await insertIdentities(client, writer, commit);
    await upsertAlarms(client, writer, commit);
    await insertHandlers(client, writer, commit);
    await insertDeadLetters(client, writer, commit);
  });
}

/**
 * The lease is looked at, the head moved on, events and observations written: all of it or, where the lease or the head are not this
 * writer's any more, nothing.
 */
const LOG_STATEMENT = `
WITH lease AS (SELECT site FROM lease WHERE site = $1 AND token = $3 FOR SHARE),
head AS (
  INSERT INTO journal_head (site, branch, seq, recorded_at)
  SELECT lease.site, $2::int, $5::bigint, to_timestamp($6 / 1000.0::float8) FROM lease
  ON CONFLICT (site, branch) DO UPDATE SET seq = excluded.seq, recorded_at = excluded.recorded_at
  WHERE journal_head.seq = excluded.seq - 1
  RETURNING site, branch, seq, recorded_at),
written AS (
  INSERT INTO journal (site, branch, day, seq, ordinal, recorded_at, kind, version, device, alarm, body)
  SELECT head.site, head.branch, $4::date, head.seq, e.ordinal, head.recorded_at, e.kind, $7::int, e.device, e.alarm, e.body
  FROM head, unnest($8::int[], $9::text[], $10::text[], $11::text[], $12::jsonb[]) AS e(ordinal, kind, device, alarm, body)),
batch AS (
  INSERT INTO observation (site, branch, day, seq, ordinal, recorded_at, count, block)
  SELECT head.site, head.branch, $4::date, head.seq, $13::int, head.recorded_at, $14::int, $15::bytea FROM head WHERE $14::int > 0)
SELECT (SELECT count(*)::int FROM lease) AS leases, (SELECT count(*)::int FROM head) AS heads`;

async function insertLog(client: Pool | PoolClient, writer: Writer, commit: Commit): Promise<void> {
  const { site, branch, token } = writer;
  const { seq, recordedAt, events } = commit;
  const columns = columnsOf(events);
  const ordinal = events.findIndex(({ kind }) => kind === 'observations');
  const batch = ordinal < 0 ? null : (events[ordinal] as Observations);
  const { rows } = await client.query<{ leases: number; heads: number }>({
    name: 'append-log',
    text: LOG_STATEMENT,
    values: [
      site,
      branch,
      token,
      dayOf(recordedAt),
      seq,
      recordedAt,
      EVENT_VERSION,
      columns.ordinals,
      columns.kinds,
      columns.devices,
      columns.alarms,
      columns.bodies,
      ordinal,
      batch?.datastreams.length ?? 0,
      batch && encodeObservations(batch),
    ],
  });
  if (rows[0]!.leases !== 1) throw new FencedError(`site ${site} is evaluated by another node`);
  if (rows[0]!.heads !== 1) throw new FencedError(`the journal of ${site} does not end at ${seq - 1}`);
}

/** Every event but the observations, by column. */
function columnsOf(events: readonly TwinEvent[]) {
  const ordinals: number[] = [];
  const kinds: string[] = [];
  const devices: (string | null)[] = [];
  const alarms: (string | null)[] = [];
  const bodies: string[] = [];
  events.forEach((event, ordinal) => {
    if (event.kind === 'observations') return;
    ordinals.push(ordinal);
    kinds.push(event.kind);
    devices.push(deviceIn(event));
    alarms.push(alarmIn(event));
    bodies.push(JSON.stringify(event));
  });
  return { ordinals, kinds, devices, alarms, bodies };
}

const isReport = (event: TwinEvent) => event.kind === 'device.reported';

function deviceIn(event: TwinEvent): string | null {
  if (event.kind === 'device.registered') return event.code;
  return 'device' in event ? event.device : null;
}

async function insertIdentities(
  client: PoolClient,
  { site }: Writer,
  { seq, recordedAt, events }: Commit,
): Promise<void> {
  const reports = events.filter(isReport);
  if (reports.length === 0) return;
  await client.query(
    `INSERT INTO event_identity (site, device, id, seq, seen_at)
     SELECT $1, r.device, r.id, $2, to_timestamp($3 / 1000.0::float8) FROM unnest($4::text[], $5::text[]) AS r(device, id)`,
    [site, seq, recordedAt, reports.map(({ device }) => device), reports.map(({ id }) => id)],
  );
}

async function upsertAlarms(
  client: PoolClient,
  { site, branch }: Writer,
  { recordedAt, alarms }: Commit,
): Promise<void> {
  // The list of alarms is the live branch's: a drill's alarms stand in its own journal only.
  if (alarms.length === 0 || branch !== 0) return;
  const rows = alarms.map((alarm) => ({
    ...alarm,
    condition: conditionOf(alarm),
    closedAt: alarm.case === 'closed' ? recordedAt : null,
  }));
  await client.query(
    `INSERT INTO alarm (site, id, code, device, facility, priority, building, storey, zone, condition, case_state, raised_at, closed_at, body)
     SELECT $1, a->>'id', a->>'code', a->>'device', a->>'facility', (a->>'priority')::int, a->>'building', a->>'storey', a->>'zone',
            a->>'condition', a->>'case', to_timestamp((a->>'raisedAt')::float8 / 1000), to_timestamp((a->>'closedAt')::float8 / 1000), a
     FROM jsonb_array_elements($2::jsonb) AS a
     ON CONFLICT (site, id) DO UPDATE SET condition = excluded.condition, case_state = excluded.case_state, closed_at = excluded.closed_at, body = excluded.body`,
    [site, JSON.stringify(rows)],
  );
}

/** Who did something with which alarm, for the same list. */
async function insertHandlers(client: PoolClient, { site, branch }: Writer, { events }: Commit): Promise<void> {
  const handled = events.filter((event) => event.kind === 'alarm.handled' && event.by !== 'system') as AlarmHandled[];
  if (handled.length === 0 || branch !== 0) return;
  await client.query(
    `INSERT INTO alarm_handler (site, account, alarm)
     SELECT $1, h.account, h.alarm FROM unnest($2::text[], $3::text[]) AS h(account, alarm) ON CONFLICT DO NOTHING`,
    [site, handled.map(({ by }) => by), handled.map(({ id }) => id)],
  );
}

async function insertDeadLetters(client: PoolClient, { site, branch }: Writer, { deadLetters }: Commit): Promise<void> {
  // Dead letters are of real messages: what a drill cannot tell, its leader is told.
  if (branch !== 0) return;
  for (const [device, letters] of groupByDevice(deadLetters)) {
    const day = dayOf(letters[0]!.receivedAt);
    const counted = await client.query<{ refused: string }>(
      `INSERT INTO dead_letter_count (site, device, day, refused) VALUES ($1, $2, $3, $4)
       ON CONFLICT (site, device, day) DO UPDATE SET refused = dead_letter_count.refused + excluded.refused RETURNING refused`,
      [site, storable(device), day, letters.length],
    );
    const before = Number(counted.rows[0]!.refused) - letters.length;
    const kept = letters.slice(0, Math.max(0, DEAD_LETTERS_A_DAY - before));
    if (kept.length === 0) continue;
    await client.query(
      `INSERT INTO dead_letter (site, device, channel, protocol, reason, payload, day, received_at)
       SELECT $1, $2, l.channel, l.protocol, l.reason, l.payload, $3, to_timestamp(l.received_at / 1000)
       FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::float8[]) AS l(channel, protocol, reason, payload, received_at)`,
      [
        site,
        storable(device),
        day,
        kept.map(({ channel }) => channel),
        kept.map(({ protocol }) => protocol),
        kept.map(({ reason }) => storable(reason)),
        kept.map(({ payload }) => storable(shown(payload)).slice(0, DEAD_LETTER_BYTES)),
        kept.map(({ receivedAt }) => receivedAt),
      ],
    );
  }
}

function groupByDevice(letters: readonly DeadLetter[]): Map<string, DeadLetter[]> {
  const groups = new Map<string, DeadLetter[]>();
  for (const letter of letters) {
    const group = groups.get(letter.device);
    if (group) group.push(letter);
    else groups.set(letter.device, [letter]);
  }
  return groups;
}

const shown = (payload: unknown) => (typeof payload === 'string' ? payload : (JSON.stringify(payload) ?? ''));

// PostgreSQL's text holds no NUL character and no half of a surrogate pair.
const storable = (text: string) => text.toWellFormed().replaceAll('\u0000', '\uFFFD');
