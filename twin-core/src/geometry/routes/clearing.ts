import { LeastFirst } from './least-first.ts';
import { type EscapeRoute, type RouteNetwork, walkSeconds } from './route-network.ts';
import { flowThrough } from './walking.ts';

/** People who leave a space together. */
export interface LeavingGroup {
  readonly route: EscapeRoute;
  readonly persons: number;
}

/** When a building is empty, and where it takes longest. */
export interface Clearing {
  /** Until the last person is outside, seconds from when all set out. */
  readonly seconds: number;
  readonly persons: number;
  /** Exit → seconds until the last person has passed it. */
  readonly exits: ReadonlyMap<string, number>;
  /** By space: seconds until the last of its people is outside. */
  readonly spaces: ReadonlyMap<string, number>;
  /** Doors and stairs at which people wait, the longest wait of one group first; seconds. */
  readonly queues: readonly { readonly at: string; readonly waitS: number }[];
}

interface Arrival {
  readonly group: number;
  /** Its next step. */
  readonly step: number;
  readonly timeS: number;
}

/**
 * Time to clear by the hydraulic model (walking.ts): everybody sets out at once, walks unhindered, and waits where more arrive than a door or a
 * stair lets through; who comes first goes first. Time before people set out (alarm, waking, dressing) is not in it.
 */
export function clear(network: RouteNetwork, groups: readonly LeavingGroup[]): Clearing {
  const moving = groups.filter(({ persons }) => persons > 0);
  const arrivals = new LeastFirst<Arrival>();
  const freeAt = new Map<string, number>();
  const waits = new Map<string, number>();
  const exits = new Map<string, number>();
  const spaces = new Map<string, number>();
  for (const group of moving.keys()) arrivals.add({ group, step: 0, timeS: 0 }, 0);
  for (let one = arrivals.take(); one; one = arrivals.take()) {
    const { route, persons } = moving[one.group]!;
    const { to, edge } = route.steps[one.step]!;
    const portal = network.portals.get(to)!;
    const isStair = edge.kind === 'stair';
    const atS = one.timeS + walkSeconds(edge);
    // A stair is queued for at its whole length, a door at the door; the foot of a stair that is not walked is no narrow place.
    const narrow = isStair ? `${edge.from} ${edge.to}` : portal.kind === 'stair' ? null : to;
    const flow = flowThrough(isStair ? 'stair' : 'door', isStair ? edge.widthM : portal.widthM);
    const beginS = narrow === null ? atS : Math.max(atS, freeAt.get(narrow) ?? 0);
    const endS = narrow === null ? beginS : beginS + persons / flow;
    if (narrow !== null) freeAt.set(narrow, endS);
    if (beginS > atS) waits.set(narrow ?? to, Math.max(waits.get(narrow ?? to) ?? 0, beginS - atS));
    if (one.step + 1 < route.steps.length) {
      arrivals.add({ group: one.group, step: one.step + 1, timeS: beginS }, beginS);
      continue;
    }
    exits.set(to, Math.max(exits.get(to) ?? 0, endS));
    spaces.set(route.space, Math.max(spaces.get(route.space) ?? 0, endS));
  }
  return {
    seconds: Math.max(0, ...exits.values()),
    persons: moving.reduce((sum, { persons }) => sum + persons, 0),
    exits,
    spaces,
    queues: [...waits].map(([at, waitS]) => ({ at, waitS })).sort((a, b) => b.waitS - a.waitS),
  };
}
