import type { Pool, PoolClient } from 'pg';
import { apply, emptyState, FOLD_VERSION, type LoggedEvent, type LogPosition, type TwinState, upcast } from 'twin-core';
import { decodeSnapshot } from 'twin-core/wire';
import { InputError } from '../problem.ts';
import { readBatches, type Stretch } from './read-batches.ts';

/** Where a branch's journal ends; seq 0 when nothing was ever recorded. */
export async function readHead(pool: Pool, site: string, branch: number): Promise<{ seq: number; recordedAt: number }> {
  const { rows } = await pool.query<{ seq: string; recorded_at: Date }>(
    'SELECT seq, recorded_at FROM journal_head WHERE site = $1 AND branch = $2',
    [site, branch],
  );
  return rows[0] ? { seq: Number(rows[0].seq), recordedAt: rows[0].recorded_at.getTime() } : { seq: 0, recordedAt: 0 };
}

/** How many seqs are read at once while folding. */
const CHUNK = 2000;

/** The state at the journal's end: the newest snapshot of this fold, and the journal after it folded in. */
export async function loadState(pool: Pool, site: string, branch: number): Promise<TwinState> {
  const { rows } = await pool.query<{ state: Buffer }>(
    'SELECT state FROM snapshot WHERE site = $1 AND branch = $2 AND fold_version = $3 ORDER BY seq DESC LIMIT 1',
    [site, branch, FOLD_VERSION],
  );
  if (!rows[0]) await checkBeginning(pool, site, branch);
  const state = rows[0] ? decodeSnapshot(rows[0].state) : emptyState(site);
  const head = await readHead(pool, site, branch);
  while (state.seq < head.seq) {
    const upto = Math.min(head.seq, state.seq + CHUNK);
    for (const { event, ...at } of await readLog(pool, site, branch, state.seq, upto, true)) apply(state, event, at);
    state.seq = upto;
  }
  return state;
}

/**
 * Without a snapshot of this fold everything is folded from the first event, which retention may have dropped: a state made of the rest
 * would be wrong without anybody seeing it. Throws InputError then.
 */
async function checkBeginning(pool: Pool, site: string, branch: number): Promise<void> {
  const { rows } = await pool.query<{ snapshot: string | null; first: string | null }>(
    `SELECT (SELECT min(seq) FROM snapshot WHERE site = $1 AND branch = $2) AS snapshot,
            (SELECT min(seq) FROM journal WHERE site = $1 AND branch = $2) AS first`,
    [site, branch],
  );
  const { snapshot, first } = rows[0]!;
  // Whatever a snapshot holds was told by events up to it.
  if (snapshot === null || (first !== null && Number(first) <= Number(snapshot))) return;
  throw new InputError(
    `the log of ${site} begins at ${first}, and its snapshots are of another version of the program; start that one, or restore a backup`,
    { place: 'journal' },
  );
}

interface JournalRow extends LogPosition {
  kind: string;
  version: number;
  body: unknown;
}

/** The events of (after, upto] in order; observation batches are left out unless asked for. */
export function readLog(
  pool: Pool | PoolClient,
  site: string,
  branch: number,
  after: number,
  upto: number,
  withObservations: boolean,
): Promise<LoggedEvent[]> {
  return readStretch(pool, { site, branch, after, upto }, withObservations);
}

/** As readLog, of a stretch whose days may be known. Of what was recorded after `until` (epoch ms) only observations may be in it. */
export async function readStretch(
  pool: Pool | PoolClient,
  stretch: Omit<Stretch, 'limit'>,
  withObservations: boolean,
  until: number | null = null,
): Promise<LoggedEvent[]> {
  const { site, branch, after, upto, days = [null, null] } = stretch;
  const { rows } = await pool.query<JournalRow>(
    `SELECT journal.seq::float8 AS seq, ordinal, (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt", kind, version, body FROM journal
     WHERE site = $1 AND branch = $2 AND seq > $3 AND seq <= $4
       AND ($5::date IS NULL OR (day, journal.seq) > ($5, $3)) AND ($6::date IS NULL OR (day, journal.seq) <= ($6, $4))
       AND ($7::float8 IS NULL OR recorded_at <= to_timestamp($7 / 1000.0::float8)) ORDER BY journal.seq, ordinal`,
    [site, branch, after, upto, ...days, until],
  );
  const events = rows.map(({ seq, ordinal, recordedAt, kind, version, body }) => ({
    seq,
    ordinal,
    recordedAt,
    event: upcast(kind, version, body),
  }));
  return withObservations ? merge(events, await readBatches(pool, stretch)) : events;
}

/**
 * Where a stretch ends that is to have not many more events than so many: with the commit that has the last of them, or where it ends itself.
 * `recordedAt` is its last event's, epoch ms; 0 where it has none but observations. Its days have to be known.
 */
export async function stretchEnd(
  pool: Pool | PoolClient,
  { site, branch, after, upto, days }: Omit<Stretch, 'limit'> & Required<Pick<Stretch, 'days'>>,
  events: number,
): Promise<{ upto: number; recordedAt: number }> {
  const { rows } = await pool.query<{ count: number; last: number; recordedAt: number }>(
    `SELECT count(*)::float8 AS count, max(few.seq)::float8 AS last,
            (extract(epoch FROM coalesce(max(recorded_at), to_timestamp(0))) * 1000)::float8 AS "recordedAt"
     FROM (SELECT journal.seq, recorded_at FROM journal WHERE site = $1 AND branch = $2 AND seq > $3 AND seq <= $4
             AND (day, journal.seq) > ($5::date, $3) AND (day, journal.seq) <= ($6::date, $4) ORDER BY day, journal.seq LIMIT $7) AS few`,
    [site, branch, after, upto, ...days, events],
  );
  const { count, last, recordedAt } = rows[0]!;
  return { upto: count < events ? upto : last, recordedAt };
}

/** Two lists in the order of the log, as one. */
function merge(events: readonly LoggedEvent[], batches: readonly LoggedEvent[]): LoggedEvent[] {
  const merged: LoggedEvent[] = [];
  let next = 0;
  for (const batch of batches) {
    while (next < events.length && isBefore(events[next]!, batch)) merged.push(events[next++]!);
    merged.push(batch);
  }
  return merged.concat(events.slice(next));
}

const isBefore = (a: LogPosition, b: LogPosition) => a.seq < b.seq || (a.seq === b.seq && a.ordinal < b.ordinal);

/** Of these events' identities, the ones already recorded, as `device id` pairs joined by a line break. */
export async function knownIdentities(
  pool: Pool,
  site: string,
  reports: readonly { device: string; id: string }[],
): Promise<Set<string>> {
  if (reports.length === 0) return new Set();
  const { rows } = await pool.query<{ device: string; id: string }>(
    `SELECT device, id FROM event_identity WHERE site = $1 AND (device, id) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    [site, reports.map(({ device }) => device), reports.map(({ id }) => id)],
  );
  return new Set(rows.map(identityKey));
}

export const identityKey = ({ device, id }: { readonly device: string; readonly id: string }) => `${device}\n${id}`;
