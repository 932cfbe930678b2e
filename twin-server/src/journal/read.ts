import type { Pool } from 'pg';
import {
  apply,
  emptyState,
  FOLD_VERSION,
  type LoggedEvent,
  type Observations,
  type TwinState,
  upcast,
} from 'twin-core';
import { decodeSnapshot } from 'twin-core/wire';

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
  const state = rows[0] ? decodeSnapshot(rows[0].state) : emptyState(site);
  const head = await readHead(pool, site, branch);
  while (state.seq < head.seq) {
    const upto = Math.min(head.seq, state.seq + CHUNK);
    for (const { event, ...at } of await readLog(pool, site, branch, state.seq, upto, true)) apply(state, event, at);
    state.seq = upto;
  }
  return state;
}

interface JournalRow {
  seq: string;
  ordinal: number;
  recorded_at: Date;
  kind: string;
  version: number;
  body: unknown;
}

interface ObservationRow {
  seq: string;
  ordinal: number;
  datastream: number;
  time: number;
  value: number;
}

/** The events of (after, upto] in order; observation batches are left out unless asked for. */
export async function readLog(
  pool: Pool,
  site: string,
  branch: number,
  after: number,
  upto: number,
  withObservations: boolean,
): Promise<LoggedEvent[]> {
  const key = [site, branch, after, upto];
  const { rows } = await pool.query<JournalRow>(
    `SELECT seq, ordinal, recorded_at, kind, version, body FROM journal
     WHERE site = $1 AND branch = $2 AND seq > $3 AND seq <= $4 ${withObservations ? '' : "AND kind <> 'observations'"} ORDER BY seq, ordinal`,
    key,
  );
  const batches = withObservations ? await readBatches(pool, key) : new Map<string, Observations>();
  return rows.map((row) => ({
    seq: Number(row.seq),
    ordinal: row.ordinal,
    recordedAt: row.recorded_at.getTime(),
    event: row.kind === 'observations' ? batchOf(batches, row) : upcast(row.kind, row.version, row.body),
  }));
}

function batchOf(batches: ReadonlyMap<string, Observations>, { seq, ordinal }: JournalRow): Observations {
  const batch = batches.get(`${seq}/${ordinal}`);
  if (!batch) throw new Error(`journal ${seq}/${ordinal}: its observations are missing`);
  return batch;
}

async function readBatches(pool: Pool, key: readonly unknown[]): Promise<Map<string, Observations>> {
  const { rows } = await pool.query<ObservationRow>(
    `SELECT seq, ordinal, datastream, time, value FROM observation WHERE site = $1 AND branch = $2 AND seq > $3 AND seq <= $4`,
    [...key],
  );
  const groups = new Map<string, ObservationRow[]>();
  for (const row of rows) {
    const name = `${row.seq}/${row.ordinal}`;
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return new Map(
    [...groups].map(([name, group]) => [
      name,
      {
        kind: 'observations',
        datastreams: Int32Array.from(group, ({ datastream }) => datastream),
        times: Float64Array.from(group, ({ time }) => time),
        values: Float64Array.from(group, ({ value }) => value),
      },
    ]),
  );
}

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
