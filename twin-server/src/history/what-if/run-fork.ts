import type { Pool } from 'pg';
import {
  type Alarm,
  type AlarmCourse,
  type AlarmDifference,
  type AlarmLoad,
  alarmIn,
  alarmLoadOf,
  apply,
  Catalogue,
  CourseBook,
  compareCourses,
  copyState,
  type Facility,
  ForkRun,
  type LoggedEvent,
  type RuleSettings,
  recordedCommit,
  StateHash,
  type TwinState,
} from 'twin-core';
import { encodeSnapshot } from 'twin-core/wire';
import { readHead } from '../../journal/read.ts';
import { readProgress } from '../progress.ts';
import { readOn, stateAt, TooOldError } from '../state-at.ts';
import { DAY_MS } from '../summaries.ts';

/** What an alarm kind has otherwise than declared. */
export type Tuning = readonly [code: string, settings: RuleSettings];

/** A fork at `from` and two courses until `to`, epoch ms: with the rules as they are, and with some that are otherwise. */
export interface ForkRequest {
  readonly from: number;
  readonly to: number;
  /** As declared; what the site has otherwise of them; and what it has in the other course. */
  readonly facilities: readonly Facility[];
  readonly asItIs: readonly Tuning[];
  readonly changed: readonly Tuning[];
  readonly operators: number;
  /** Observations gone through at most. */
  readonly most: number;
}

/** A time in which nothing was recorded, epoch ms. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** One course. */
export interface Course {
  /** Of the state at its end. */
  readonly hash: string;
  readonly load: AlarmLoad;
  /** What people did: done here too, and left out because its alarm was not there. */
  readonly deeds: { readonly done: number; readonly leftOut: number };
}

/** Two courses of one fork. */
export interface Forked {
  readonly is: 'forked';
  readonly fork: { readonly seq: number; readonly recordedAt: number; readonly hash: string };
  /** The state at the fork, as twin-core/wire encodes it. */
  readonly snapshot: Uint8Array;
  readonly before: Course;
  readonly after: Course;
  /** What the log itself says of the end, and how many alarms the course with the rules as they are has otherwise than it. */
  readonly record: { readonly hash: string; readonly otherAlarms: number };
  /** Alarms of either course that were open in the span. */
  readonly alarms: readonly AlarmDifference[];
  readonly recorded: { readonly commits: number; readonly observations: number; readonly reports: number };
  readonly gaps: readonly Gap[];
}

export type ForkAnswer =
  | Forked
  /** The log of this time is not kept any more. */
  | { readonly is: 'tooOld'; readonly oldest: number }
  /** There are more observations than are gone through. */
  | { readonly is: 'tooMany'; readonly most: number }
  /** Nothing is recorded at the fork yet. */
  | { readonly is: 'tooNew'; readonly newest: number };

/** Where nothing was recorded for longer, it is told: the server stood still, or nothing happened at all. */
const GAP_MS = 120_000;

/** Both courses of a fork over what the log holds, commit by commit. Nothing of it is kept, and none has outlets. */
export async function runFork(pool: Pool, site: string, branch: number, request: ForkRequest): Promise<ForkAnswer> {
  const { from, to, most, facilities, asItIs, operators } = request;
  const { droppedDay } = await readProgress(pool, site, branch);
  // A snapshot may reach back further than the observations that follow it.
  const oldest = droppedDay === null ? Number.NEGATIVE_INFINITY : Date.parse(droppedDay) + DAY_MS;
  if (from < oldest) return { is: 'tooOld', oldest };
  const head = await readHead(pool, site, branch);
  if (from >= head.recordedAt) return { is: 'tooNew', newest: head.recordedAt };
  const found = await forkAt(pool, site, branch, from);
  if ('oldest' in found) return { is: 'tooOld', oldest: found.oldest };
  const { state } = found;
  const fork = { seq: state.seq, recordedAt: state.recordedAt, hash: new StateHash(state).site() };
  const snapshot = encodeSnapshot(state);
  const before = new ForkRun(catalogueOf(facilities, asItIs), copyState(state), operators);
  const after = new ForkRun(catalogueOf(facilities, [...asItIs, ...request.changed]), copyState(state), operators);
  const record = new RecordedCourse(copyState(state));
  const recorded = { commits: 0, observations: 0, reports: 0 };
  const gaps: Gap[] = [];
  let heardAt = from;
  for await (const { events } of readOn(pool, site, branch, state, { recordedAt: to })) {
    for (const commit of commitsOf(events)) {
      const taken = recordedCommit(commit);
      recorded.commits++;
      recorded.observations += taken.sensed.observations?.datastreams.length ?? 0;
      recorded.reports += taken.sensed.reports.length;
      if (taken.recordedAt - heardAt > GAP_MS) gaps.push({ from: heardAt, to: taken.recordedAt });
      heardAt = taken.recordedAt;
      before.take(taken);
      after.take(taken);
      record.take(commit);
    }
    if (recorded.observations > most) return { is: 'tooMany', most };
  }
  const end = Math.min(to, Math.max(head.recordedAt, from));
  if (end - heardAt > GAP_MS) gaps.push({ from: heardAt, to: end });
  for (const run of [before, after]) run.advance(end);
  return {
    is: 'forked',
    fork,
    snapshot,
    before: courseOf(before, from, to),
    after: courseOf(after, from, to),
    record: {
      hash: new StateHash(record.state).site(),
      otherAlarms: compareCourses(record.courses, before.courses).filter(({ kind }) => kind !== 'same').length,
    },
    alarms: compareCourses(before.courses, after.courses),
    recorded,
    gaps,
  };
}

async function forkAt(
  pool: Pool,
  site: string,
  branch: number,
  recordedAt: number,
): Promise<{ readonly state: TwinState } | { readonly oldest: number }> {
  try {
    return { state: await stateAt(pool, site, branch, { recordedAt }) };
  } catch (cause) {
    if (cause instanceof TooOldError) return { oldest: cause.oldest };
    throw cause;
  }
}

function catalogueOf(facilities: readonly Facility[], tunings: readonly Tuning[]): Catalogue {
  const catalogue = new Catalogue(facilities);
  for (const [code, settings] of tunings) catalogue.tune(code, settings);
  return catalogue;
}

function courseOf(run: ForkRun, from: number, to: number): Course {
  return { hash: new StateHash(run.state).site(), load: alarmLoadOf(run.courses, from, to), deeds: run.deeds };
}

/** What the log itself says: nothing is decided here. */
class RecordedCourse {
  readonly state: TwinState;
  readonly #book = new CourseBook();

  constructor(state: TwinState) {
    this.state = state;
    this.#book.note(state.alarms.values(), state.recordedAt);
  }

  get courses(): readonly AlarmCourse[] {
    return this.#book.all;
  }

  take(events: readonly LoggedEvent[]): void {
    const touched = new Map<string, Alarm>();
    for (const { event, ...at } of events) {
      const id = alarmIn(event);
      // One that closes is not in the state any more.
      const known = id === null ? undefined : this.state.alarms.get(id);
      apply(this.state, event, at);
      const alarm = id === null ? undefined : (this.state.alarms.get(id) ?? known);
      if (alarm) touched.set(alarm.id, alarm);
    }
    this.#book.note(touched.values(), this.state.recordedAt);
  }
}

function* commitsOf(events: readonly LoggedEvent[]): Iterable<readonly LoggedEvent[]> {
  for (let begin = 0, end = 0; begin < events.length; begin = end) {
    while (end < events.length && events[end]!.seq === events[begin]!.seq) end++;
    yield events.slice(begin, end);
  }
}
