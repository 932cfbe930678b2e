import type { Pool, PoolClient } from 'pg';
import type { AlarmRule, DeviceRegistered, Facility, Observations } from 'twin-core';
import type { LoggedBatch } from '../../journal/observation-segment.ts';
import { readProgress } from '../progress.ts';
import { DAY_MS } from '../summaries.ts';
import { type Comparison, compareRuns, type RecordedAlarm } from './compare-runs.ts';
import { type InTime, inTime } from './in-time.ts';
import { estimateWindow, readWindow } from './read-window.ts';
import { RuleRun } from './rule-run.ts';

/** A rule as it is and as it might be, over [from, to), epoch ms. */
export interface RationalisationRequest {
  readonly facility: Facility;
  readonly rule: AlarmRule;
  readonly changed: AlarmRule;
  /** The devices it watches, as they are registered now. */
  readonly devices: readonly DeviceRegistered[];
  readonly from: number;
  readonly to: number;
  /** Observations gone through at most. */
  readonly most: number;
}

export type Rationalisation =
  | (Comparison & { readonly is: 'compared'; readonly observations: number })
  /** The observations of this time are not kept any more. */
  | { readonly is: 'tooOld'; readonly oldest: number }
  /** There are more observations than are gone through: at least about so many. */
  | { readonly is: 'tooMany'; readonly observations: number };

/** Reads history as it is at one moment. */
export type ReadHistory = <T>(act: (client: PoolClient, tail: readonly LoggedBatch[]) => Promise<T>) => Promise<T>;

/** What devices did before counts too: what was in alarm already, which delays were running. Counted is only what is raised from `from` on. */
const WARM_UP_MS = DAY_MS;
/** Observations within this are decided on together, as live; but never two of one datastream. */
const BATCH_MS = 1000;
/** What an estimate may be above what there is, where datastreams that share a row differ much. */
const ESTIMATE_FACTOR = 4;

/**
 * What a changed rule would have come to: the rule as it is and the changed one decide over the same stored observations, by the decisions
 * of the live evaluator. Observations come in the order of their own times, a day at a time.
 */
export async function rationalise(
  pool: Pool,
  read: ReadHistory,
  site: string,
  branch: number,
  request: RationalisationRequest,
): Promise<Rationalisation> {
  const { facility, from, to, most } = request;
  const begin = from - WARM_UP_MS;
  const { droppedDay } = await readProgress(pool, site, branch);
  const oldest = droppedDay === null ? Number.NEGATIVE_INFINITY : Date.parse(droppedDay) + DAY_MS;
  if (from < oldest) return { is: 'tooOld', oldest };
  const recorded = await readRecorded(pool, site, request, begin);
  const past = new Past(recorded, begin);
  const { devices, slots } = renumber(request);
  const runs = [request.rule, request.changed].map(
    (rule) => new RuleRun(facility, rule, devices, begin, (device) => past.isOpen(device)),
  ) as [RuleRun, RuleRun];
  const span = { site, branch, datastreams: new Set(slots.keys()) };
  // Before anything is read: a site's whole history would not fit into memory.
  const estimate = await read((client) => estimateWindow(client, { ...span, from: begin, to }));
  if (estimate > most * ESTIMATE_FACTOR) return { is: 'tooMany', observations: estimate };
  let observations = 0;
  for (let day = begin; day < to; day += DAY_MS) {
    const window = { ...span, from: day, to: Math.min(day + DAY_MS, to) - 0.001 };
    const series = await read((client, tail) => readWindow(client, tail, window));
    observations += series.reduce((sum, { times }) => sum + times.length, 0);
    if (observations > most) return { is: 'tooMany', observations };
    const renumbered = series.map(({ datastream, ...points }) => ({ datastream: slots.get(datastream)!, ...points }));
    for (const batch of batchesOf(inTime(renumbered, day))) {
      past.reach(batch.times[0]!, runs);
      for (const run of runs) run.observe(batch, batch.times.at(-1)!);
    }
  }
  past.reach(to, runs);
  for (const run of runs) run.advance(to);
  const raised = (at: { readonly raisedAt: number }) => at.raisedAt >= from && at.raisedAt < to;
  const compared = compareRuns(
    recorded.filter(raised),
    runs[0].episodes.filter(raised),
    runs[1].episodes.filter(raised),
  );
  return { is: 'compared', observations, ...compared };
}

/** The alarms of the rule, on devices that there still are, that were open between a time and the end. */
async function readRecorded(
  pool: Pool,
  site: string,
  { rule, devices, to }: RationalisationRequest,
  from: number,
): Promise<RecordedAlarm[]> {
  const { rows } = await pool.query<RecordedAlarm>(
    `SELECT id, device, (body->>'time')::float8 AS time, (body->>'raisedAt')::float8 AS "raisedAt",
            (body->>'returnedAt')::float8 AS "returnedAt", (body->>'acknowledgedAt')::float8 AS "acknowledgedAt",
            (body->>'closedAt')::float8 AS "closedAt", false_alarm AS "falseAlarm"
     FROM alarm WHERE site = $1 AND code = $2 AND device = ANY($3) AND raised_at < $4 AND (closed_at IS NULL OR closed_at > $5)
     ORDER BY raised_at, id`,
    [site, rule.code, devices.map(({ code }) => code), new Date(to), new Date(from)],
  );
  return rows;
}

/** What people did with the recorded alarms, told to the runs as their clock reaches it. */
class Past {
  readonly #turns: readonly {
    readonly at: number;
    readonly device: string;
    readonly what: 'raised' | 'acknowledged' | 'closed';
  }[];
  readonly #open = new Set<string>();
  #next = 0;

  constructor(recorded: readonly RecordedAlarm[], begin: number) {
    this.#turns = recorded
      .flatMap(({ device, raisedAt, acknowledgedAt, closedAt }) => [
        { at: Math.max(raisedAt, begin), device, what: 'raised' as const },
        ...(acknowledgedAt === null
          ? []
          : [{ at: Math.max(acknowledgedAt, begin), device, what: 'acknowledged' as const }]),
        ...(closedAt === null ? [] : [{ at: closedAt, device, what: 'closed' as const }]),
      ])
      .sort((a, b) => a.at - b.at);
  }

  isOpen(device: string): boolean {
    return this.#open.has(device);
  }

  reach(now: number, runs: readonly RuleRun[]): void {
    for (; this.#next < this.#turns.length && this.#turns[this.#next]!.at <= now; this.#next++) {
      const { at, device, what } = this.#turns[this.#next]!;
      for (const run of runs) run.advance(at);
      if (what === 'raised') this.#open.add(device);
      else if (what === 'acknowledged') for (const run of runs) run.acknowledged(device, at);
      else {
        this.#open.delete(device);
        for (const run of runs) run.closed(device, at);
      }
    }
  }
}

/** The devices with slots from 0, their datastreams only those that the rule looks at; and the new slots of these by their own. */
function renumber({ rule, devices }: RationalisationRequest): {
  devices: DeviceRegistered[];
  slots: Map<number, number>;
} {
  const watched = ['property' in rule.when ? rule.when.property : null, rule.unless?.property ?? null];
  const slots = new Map<number, number>();
  const small = devices.map((device, slot) => {
    const datastreams = device.datastreams.filter(({ property }) => watched.includes(property));
    return {
      ...device,
      slot,
      datastreams: datastreams.map(({ property, slot: own }) => {
        slots.set(own, slots.size);
        return { property, slot: slots.get(own)! };
      }),
    };
  });
  return { devices: small, slots };
}

/** Observations in time as batches of about a second, each datastream once in each. */
function* batchesOf({ slots, times, values }: InTime): Iterable<Observations> {
  const seen = new Set<number>();
  for (let begin = 0, end = 0; begin < times.length; begin = end) {
    seen.clear();
    for (end = begin; end < times.length; end++) {
      if (times[end]! - times[begin]! >= BATCH_MS || seen.has(slots[end]!)) break;
      seen.add(slots[end]!);
    }
    yield {
      kind: 'observations',
      datastreams: slots.subarray(begin, end),
      times: times.subarray(begin, end),
      values: values.subarray(begin, end),
    };
  }
}
