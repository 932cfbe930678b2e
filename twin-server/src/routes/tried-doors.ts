import type { Obstruction, RouteNetwork } from 'twin-core/geometry';
import { type PlannedWays, planWays } from './building-routes.ts';
import type { PastWays } from './site-routes.ts';

/** A door that is tried. */
export interface TriedDoor {
  /** GlobalId. */
  readonly door: string;
  readonly isOpen: boolean;
}

/** The way out of one space; null where there is no safe one. */
export interface WayOut {
  readonly exit: string;
  readonly lengthM: number;
  readonly walkS: number;
}

/** The ways out of a building, in short. */
export interface WaysOut {
  readonly spaces: number;
  readonly withWay: number;
  /** The longest of them, by walking time; null where there is none. */
  readonly longest: { readonly space: string; readonly lengthM: number; readonly walkS: number } | null;
  /** People taken to be in spaces without a safe way. */
  readonly stranded: number;
  /** Until the last of all others is outside, queues included, seconds from when they set out. */
  readonly clearS: number;
}

/** A space whose way is another than before. */
export interface ChangedWay {
  readonly space: string;
  readonly name: string;
  readonly storey: string | null;
  readonly before: WayOut | null;
  readonly after: WayOut | null;
}

/** What becomes of the ways out of a building with doors tried. */
export interface DoorTrial {
  readonly before: WaysOut;
  readonly after: WaysOut;
  /** Those that lose their way first, then those whose way grows most. */
  readonly changed: readonly ChangedWay[];
}

/** Shorter differences are those of two ways that are as good, seconds. */
const LEAST_S = 0.5;

/** A building's ways as it was, and with doors that nobody passes, or that everybody does. A door that is closed obstructs; one that is open drops what is known of its lock. */
export function tryDoors(past: PastWays, doors: readonly TriedDoor[]): DoorTrial {
  const { network } = past.ways;
  const [before, after] = [past.obstructions, withDoors(past.obstructions, doors)].map((obstructions) =>
    planWays(network, obstructions, past.persons),
  ) as [PlannedWays, PlannedWays];
  const changed = network.file.spaces.flatMap(({ id, name, label, storey }): ChangedWay[] => {
    const [was, now] = [wayOf(before, id), wayOf(after, id)];
    const isSame = was && now ? Math.abs(was.walkS - now.walkS) < LEAST_S && was.exit === now.exit : was === now;
    return isSame ? [] : [{ space: id, name: label ?? name, storey, before: was, after: now }];
  });
  return {
    before: waysOut(network, before),
    after: waysOut(network, after),
    changed: changed.sort((a, b) => worse(b) - worse(a)),
  };
}

/** What obstructs once doors are as they are tried. */
export function withDoors(obstructions: readonly Obstruction[], doors: readonly TriedDoor[]): Obstruction[] {
  const opened = new Set(doors.flatMap(({ door, isOpen }) => (isOpen ? [door] : [])));
  const closed = doors.flatMap(({ door, isOpen }): Obstruction[] =>
    isOpen ? [] : [{ at: door, level: 'blocked', why: 'hand', cause: door }],
  );
  return [...obstructions.filter(({ at, why }) => why !== 'locked' || !opened.has(at)), ...closed];
}

function wayOf({ plan }: PlannedWays, space: string): WayOut | null {
  const route = plan.routeOf(space);
  return 'reason' in route ? null : { exit: route.exit, lengthM: route.lengthM, walkS: route.walkS };
}

function waysOut({ file }: RouteNetwork, planned: PlannedWays): WaysOut {
  let [withWay, longest] = [0, null as WaysOut['longest']];
  for (const { id } of file.spaces) {
    const way = wayOf(planned, id);
    if (!way) continue;
    withWay++;
    if (!longest || way.walkS > longest.walkS) longest = { space: id, lengthM: way.lengthM, walkS: way.walkS };
  }
  return {
    spaces: file.spaces.length,
    withWay,
    longest,
    stranded: planned.stranded,
    clearS: planned.clearing.seconds,
  };
}

/** Seconds that a way is longer; who has none any more comes before all others. */
function worse({ before, after }: ChangedWay): number {
  if (before && after) return after.walkS - before.walkS;
  return before ? Number.MAX_VALUE : -Number.MAX_VALUE;
}
