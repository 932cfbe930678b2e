import { LeastFirst } from './least-first.ts';
import { walkSeconds } from './route-network.ts';
import type { WalkableEdge, WalkableFile } from './walkable.ts';

/** How somebody comes to a place of a building. */
export interface WalkTime {
  readonly seconds: number;
  /** Metres walked inside, stairs along their slope. */
  readonly lengthM: number;
  /** Where they begin: the name of one of the starts. */
  readonly start: string;
}

/** Where somebody may begin: a space or a portal of the building, and the seconds that it takes them to be there. */
export interface WalkStart {
  readonly at: string;
  readonly seconds: number;
  readonly name: string;
}

/**
 * The times in which spaces and portals of a building are reached on foot, unhindered, by whoever is there first. Ways lead both ways, but none
 * through a space's own node; blocked ones are passed by none.
 */
export function walkTimes(
  { edges, spaces }: WalkableFile,
  starts: readonly WalkStart[],
  isBlocked: (edge: WalkableEdge) => boolean,
): ReadonlyMap<string, WalkTime> {
  const ways = new Map<string, { readonly to: string; readonly edge: WalkableEdge }[]>();
  const put = (from: string, to: string, edge: WalkableEdge) => {
    const list = ways.get(from);
    if (list) list.push({ to, edge });
    else ways.set(from, [{ to, edge }]);
  };
  for (const edge of edges) {
    if (isBlocked(edge)) continue;
    put(edge.from, edge.to, edge);
    put(edge.to, edge.from, edge);
  }
  const ends = new Set(spaces.map(({ id }) => id));
  const begun = new Set(starts.map(({ at }) => at));
  const reached = new Map<string, WalkTime>();
  const next = new LeastFirst<WalkTime & { readonly at: string }>();
  for (const { at, seconds, name } of starts) next.add({ at, seconds, lengthM: 0, start: name }, seconds);
  for (let one = next.take(); one; one = next.take()) {
    const { at, ...time } = one;
    if (reached.has(at)) continue;
    reached.set(at, time);
    if (ends.has(at) && !begun.has(at)) continue;
    for (const { to, edge } of ways.get(at) ?? []) {
      if (reached.has(to)) continue;
      const seconds = time.seconds + walkSeconds(edge);
      next.add({ at: to, seconds, lengthM: time.lengthM + edge.lengthM, start: time.start }, seconds);
    }
  }
  return reached;
}
