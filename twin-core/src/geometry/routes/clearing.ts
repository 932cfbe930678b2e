import { LeastFirst } from './least-first.ts';
import { type EscapeRoute, type RouteNetwork, walkSeconds } from './route-network.ts';
import type { WalkableEdge } from './walkable.ts';
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

/** Where people wait: a door, or a stair at its whole length. */
interface Narrow {
  readonly at: string;
  /** Persons a second. */
  readonly flow: number;
  /** When all that came before are through, seconds. */
  freeS: number;
  waitS: number;
}

/** A group before a narrow place, at the end of one of its steps. */
interface Arrival {
  readonly group: number;
  readonly step: number;
  readonly atS: number;
  readonly narrow: Narrow;
}

/**
 * Time to clear by the hydraulic model (walking.ts): everybody sets out at once, walks unhindered, and waits where more arrive than a door or a
 * stair lets through; who comes first goes first. Time before people set out (alarm, waking, dressing) is not in it.
 */
export function clear(network: RouteNetwork, groups: readonly LeavingGroup[]): Clearing {
  const moving = groups.filter(({ persons }) => persons > 0);
  const arrivals = new LeastFirst<Arrival>();
  const places = new Map<string | WalkableEdge, Narrow>();
  const exits = new Map<string, number>();
  const spaces = new Map<string, number>();
  for (const group of moving.keys()) walkOn(group, 0, 0);
  for (let one = arrivals.take(); one; one = arrivals.take()) {
    const { group, step, atS, narrow } = one;
    const { route, persons } = moving[group]!;
    const beginS = Math.max(atS, narrow.freeS);
    narrow.freeS = beginS + persons / narrow.flow;
    narrow.waitS = Math.max(narrow.waitS, beginS - atS);
    if (step + 1 < route.steps.length) {
      walkOn(group, step + 1, beginS);
      continue;
    }
    exits.set(route.exit, Math.max(exits.get(route.exit) ?? 0, narrow.freeS));
    spaces.set(route.space, Math.max(spaces.get(route.space) ?? 0, narrow.freeS));
  }
  return {
    seconds: Math.max(0, ...exits.values()),
    persons: moving.reduce((sum, { persons }) => sum + persons, 0),
    exits,
    spaces,
    queues: [...places.values()]
      .filter(({ waitS }) => waitS > 0)
      .map(({ at, waitS }) => ({ at, waitS }))
      .sort((a, b) => b.waitS - a.waitS),
  };

  /** Walks on from the beginning of a step to the next narrow place; a way ends at one, its exit. */
  function walkOn(group: number, from: number, timeS: number): void {
    const { steps } = moving[group]!.route;
    let atS = timeS;
    for (let step = from; step < steps.length; step++) {
      const { to, edge } = steps[step]!;
      atS += walkSeconds(edge);
      const narrow = narrowAt(to, edge);
      if (narrow === null) continue;
      arrivals.add({ group, step, atS, narrow }, atS);
      return;
    }
  }

  function narrowAt(to: string, edge: WalkableEdge): Narrow | null {
    const isStair = edge.kind === 'stair';
    const portal = network.portals.get(to)!;
    // The foot of a stair that is not walked is no narrow place.
    if (!isStair && portal.kind === 'stair') return null;
    const known = places.get(isStair ? edge : to);
    if (known) return known;
    const flow = flowThrough(isStair ? 'stair' : 'door', isStair ? edge.widthM : portal.widthM);
    const made = { at: isStair ? `${edge.from} ${edge.to}` : to, flow, freeS: 0, waitS: 0 };
    places.set(isStair ? edge : to, made);
    return made;
  }
}
