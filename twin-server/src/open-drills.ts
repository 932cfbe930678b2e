import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { type Catalogue, deviceByCode, StateHash, type TwinState } from 'twin-core';
import { drillCatalogue, forkForDrill } from 'twin-core/drill';
import { decodeSnapshot } from 'twin-core/wire';
import { AlarmDesk } from './alarm/desk.ts';
import type { ApiCourse } from './api/course.ts';
import type { Drill } from './drills/drill.ts';
import type { Branches, DrillBranch, OpenBranch } from './drills/drill-branch.ts';
import { type DrillChannels, Drills } from './drills/drills.ts';
import { type RecordedIncidents, readIncident } from './drills/recorded-incident.ts';
import { Scenarios } from './drills/scenario-table.ts';
import { closeBranch, forkBranch } from './journal/fork.ts';
import { loadState, readLog } from './journal/read.ts';
import { Pipeline } from './pipeline.ts';

export interface OpenDrillsOptions {
  readonly pool: Pool;
  readonly site: string;
  readonly timeZone: string;
  /** Fencing token of the site's lease: its drills are this node's too. */
  readonly token: bigint;
  readonly catalogue: Catalogue;
  readonly retentionMs: number;
  /** How many people share the alarms; two where not given. */
  readonly operators?: number;
  /** The site's state as last committed. */
  readonly state: () => TwinState;
  /** The state as it was known at an instant, whole. */
  readonly stateAt: (at: number) => Promise<{ readonly snapshot: Uint8Array | null }>;
  readonly points: RecordedIncidents['points'];
  /** Folder of the scenarios that come with the program; null for none. */
  readonly presets: string | null;
  readonly channels: DrillChannels;
  readonly log: Logger;
  readonly now?: () => number;
}

/**
 * Opens the drills of a site. A drill gets a pipeline on a branch of its own and nothing else: what is asked in it is heard neither by the
 * outlets nor by whoever follows the living site.
 */
export async function openDrills(options: OpenDrillsOptions) {
  const { pool, site, timeZone, catalogue, state, stateAt, points, presets, channels, log, now = Date.now } = options;
  const branches: Branches = {
    fork: async (at, startsAt) => {
      const source = at === null ? state() : decodeSnapshot((await stateAt(at)).snapshot!);
      const fork = forkForDrill(source, startsAt);
      return { branch: await forkBranch(pool, fork, 'drill'), seq: fork.seq };
    },
    open: (branch) => openBranch(options, branch),
    drop: (branch) => closeBranch(pool, site, branch),
  };
  const kindOf = (device: string) => deviceByCode(state(), device)?.deviceKind;
  const past = { pool, site, timeZone, catalogue, state, points };
  return {
    drills: await Drills.open({ pool, site, timeZone, branches, channels, now, log }),
    scenarios: await Scenarios.open(pool, site, { kindOf, catalogue }, presets),
    incidentOf: (alarm: string) => readIncident(past, alarm),
  };
}

async function openBranch(
  { pool, site, token, catalogue: siteCatalogue, retentionMs, operators, log }: OpenDrillsOptions,
  { branch, now, onPublished }: OpenBranch,
): Promise<DrillBranch> {
  const catalogue = drillCatalogue(siteCatalogue);
  const state = await loadState(pool, site, branch);
  const { rows } = await pool.query<{ seq: number }>(
    'SELECT fork_seq::float8 AS seq FROM branch WHERE site = $1 AND branch = $2',
    [site, branch],
  );
  const fork = rows[0]!.seq;
  const hash = new StateHash(state);
  const pipeline = new Pipeline({
    pool,
    catalogue,
    state,
    writer: { site, branch, token },
    retentionMs,
    operators,
    log,
    now,
    onPublished,
    onFenced: (reason) => log.error({ branch, reason }, 'a drill cannot go on'),
  });
  const desk = new AlarmDesk(
    catalogue,
    () => pipeline.published,
    (command) => pipeline.command(command),
  );
  return {
    branch,
    catalogue,
    state: () => pipeline.published,
    hash: () => hash.site(),
    take: async (reading) => {
      const outcome = await pipeline.take(reading);
      return { refusals: outcome.refusals };
    },
    handleAlarm: (command) => desk.handle(command),
    order: (order) => pipeline.order(order),
    end: (ended) => pipeline.end(ended),
    events: (after = fork, upto = pipeline.published.seq) => readLog(pool, site, branch, after, upto, false),
    close: () => pipeline.close(),
  };
}

const courses = new WeakMap<Drill, ApiCourse>();

/** A drill as the API answers of it, the same object each time; undefined where none goes on under this name. */
export function drillCourse(drills: Drills, name: string): ApiCourse | undefined {
  const drill = drills.find(name);
  if (!drill) return undefined;
  const made: ApiCourse = courses.get(drill) ?? {
    name,
    branch: drill.row.branch,
    // Nothing that the living site recorded is the drill's.
    forkSeq: 0,
    state: () => drill.state(),
    hash: () => drill.branch.hash(),
    course: () => drill.course(),
    closedAlarm: (id) => drill.closedAlarm(id),
    acts: { handleAlarm: (command) => drill.handleAlarm(command), orderDevice: (order) => drill.order(order) },
  };
  courses.set(drill, made);
  return made;
}
