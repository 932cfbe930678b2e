import createGraph, { type Graph } from 'ngraph.graph';
import { aStar } from 'ngraph.path';
import { LeastFirst } from './least-first.ts';
import type { Obstruction } from './obstructions.ts';
import type { WalkableEdge, WalkableFile, WalkablePortal, WalkableSpace } from './walkable.ts';
import { WALKING } from './walking.ts';

/** Joined to every exit, so that one search finds the best of them. */
const OUTSIDE = ' outside';

/** A way out of a space. */
export interface EscapeRoute {
  readonly space: string;
  readonly exit: string;
  /** Unhindered walking time, seconds. */
  readonly walkS: number;
  /** What the way was chosen by: walking time, with smoke on it counted as slower. */
  readonly costS: number;
  readonly lengthM: number;
  /** It leads through smoke: there is no way without. */
  readonly smoky: boolean;
  /** From the space to the exit. */
  readonly steps: readonly RouteStep[];
}

/** One way between two places of a route. */
export interface RouteStep {
  readonly from: string;
  readonly to: string;
  readonly edge: WalkableEdge;
}

/** No safe route: what it is blocked by, or that the model joins the space to no exit. */
export interface NoRoute {
  readonly space: string;
  readonly reason: 'blocked' | 'unconnected';
  readonly blockedBy: readonly Obstruction[];
}

/** The ways of one building at one time, from every space. */
export interface RoutePlan {
  readonly obstructions: readonly Obstruction[];
  /** Cost of the way out, seconds; null where there is no safe route. */
  costOf(space: string): number | null;
  routeOf(space: string): EscapeRoute | NoRoute;
  /** Whether a way is passed by none now. */
  isBlocked(edge: WalkableEdge): boolean;
}

/** An edge with what every search asks of it. */
interface Way {
  readonly edge: WalkableEdge;
  /** Unhindered walking time, seconds. */
  readonly seconds: number;
  /** Its ends and the spaces it lies in: a stair's are those of its foot and its head. */
  readonly places: readonly string[];
}

interface Hop {
  readonly costS: number;
  readonly to: string;
  readonly way: Way | null;
  /** Whether it leads through smoke, here or further on. */
  readonly smoky: boolean;
}

const STRANDED: Hop = { costS: Number.POSITIVE_INFINITY, to: '', way: null, smoky: false };
const NOTHING: readonly Obstruction[] = [];

/**
 * A building's walkable graph, made once and planned over as often as something changes. The ways in the building as it stands free are found
 * once; where something obstructs them others are searched by ngraph.path (A*), whose guess is the free cost, which obstructions only add to.
 */
export class RouteNetwork {
  readonly file: WalkableFile;
  readonly spaces: ReadonlyMap<string, WalkableSpace>;
  readonly portals: ReadonlyMap<string, WalkablePortal>;
  readonly #leaving = new Map<string, Way[]>();
  readonly #graph: Graph<null, Way | null>;
  /** Portal → its way on while nothing obstructs the building, the nearest to an exit first; none where there is no way. */
  readonly #free: ReadonlyMap<string, Hop>;
  #freePlan: RoutePlan | null = null;

  constructor(file: WalkableFile) {
    this.file = file;
    this.spaces = new Map(file.spaces.map((space) => [space.id, space]));
    this.portals = new Map(file.portals.map((portal) => [portal.id, portal]));
    // Two doors between the same two rooms are joined through either.
    this.#graph = createGraph({ multigraph: true });
    this.#graph.addNode(OUTSIDE, null);
    for (const { id } of file.portals) {
      this.#graph.addNode(id, null);
      // An exit's way out, and of every other portal what is known of its way by then.
      this.#graph.addLink(id, OUTSIDE, null);
    }
    for (const edge of file.edges) {
      if (!this.portals.has(edge.to)) continue;
      const way = this.#way(edge);
      if (this.portals.has(edge.from)) this.#graph.addLink(edge.from, edge.to, way);
      else if (this.spaces.has(edge.from)) put(this.#leaving, edge.from, way);
    }
    this.#free = this.#freeHops();
  }

  /** Ways that begin in a space's node. */
  leaving(space: string): readonly WalkableEdge[] {
    return (this.#leaving.get(space) ?? []).map(({ edge }) => edge);
  }

  /** The other ends of the stairs that begin at a portal. */
  *stairsAt(portal: string): Generator<string> {
    for (const { data, fromId, toId } of this.#graph.getLinks(portal) ?? [])
      if (data?.edge.kind === 'stair') yield String(fromId === portal ? toId : fromId);
  }

  /** Plans the ways out of every space, as things stand. */
  plan(obstructions: readonly Obstruction[]): RoutePlan {
    if (obstructions.length > 0) return this.#plan(obstructions);
    this.#freePlan ??= this.#plan(obstructions);
    return this.#freePlan;
  }

  #plan(obstructions: readonly Obstruction[]): RoutePlan {
    const state = new Passage(obstructions);
    const hops = this.#untouched(state);
    const search = aStar<null, Way | null>(this.#graph, {
      distance: (_to, _from, { data, fromId }) => (data ? state.costOf(data) : hops.get(String(fromId))!.costS),
      blocked: (_to, _from, { data, fromId }) => (data ? state.isBlocked(data) : !hops.has(String(fromId))),
      heuristic: ({ id }) => this.#free.get(String(id))?.costS ?? 0,
    });
    const best = new Map<string, Hop>();
    for (const space of this.spaces.keys()) {
      let found = STRANDED;
      for (const way of this.#leaving.get(space) ?? []) {
        const { to } = way.edge;
        if (state.isShut(to)) continue;
        const onwards = this.#onwards(to, search, state, hops);
        const costS = state.costOf(way) + onwards.costS;
        if (costS < found.costS) found = { costS, to, way, smoky: onwards.smoky || state.isSmoky(way) };
      }
      best.set(space, found);
    }
    const costOf = (space: string) => {
      const hop = best.get(space) ?? STRANDED;
      return hop === STRANDED ? null : hop.costS;
    };
    const routeOf = (space: string) => {
      const first = best.get(space) ?? STRANDED;
      return first === STRANDED ? this.#blockers(space, state) : routeAlong(space, first, hops);
    };
    return { obstructions, costOf, routeOf, isBlocked: (edge) => state.isBlocked(this.#way(edge)) };
  }

  /** The cheapest way on from a portal; what one search finds holds for every portal on its way. */
  #onwards(portal: string, search: ReturnType<typeof aStar>, state: Passage, hops: Map<string, Hop>): Hop {
    const known = hops.get(portal);
    if (known) return known;
    // From the goal back to where it began. Where only blocked links lead to the goal, ngraph.path 1.6.1 answers with the goal alone.
    const path = this.#free.has(portal) ? search.find(portal, OUTSIDE).map(({ id }) => String(id)) : [];
    if (path.at(-1) !== portal) {
      for (const reached of this.#reach([portal], state).portals) hops.set(reached, STRANDED);
      return STRANDED;
    }
    for (let i = 2; i < path.length; i++) {
      const [to, from] = [path[i - 1]!, path[i]!];
      const way = this.#cheapest(from, to, state);
      const onwards = hops.get(to)!;
      hops.set(from, {
        costS: state.costOf(way) + onwards.costS,
        to,
        way,
        smoky: onwards.smoky || state.isSmoky(way),
      });
    }
    return hops.get(portal)!;
  }

  /** Free ways that nothing obstructs: none is better. Only from the other portals is a way searched. */
  #untouched(state: Passage): Map<string, Hop> {
    const hops = new Map<string, Hop>();
    for (const [portal, hop] of this.#free) {
      const isSo = hop.way ? hops.has(hop.to) && !state.isSmoky(hop.way) : !state.isShut(portal);
      if (isSo) hops.set(portal, hop);
    }
    return hops;
  }

  #freeHops(): Map<string, Hop> {
    const hops = new Map<string, Hop>();
    const next = new LeastFirst<{ readonly id: string; readonly hop: Hop }>();
    for (const { id, kind } of this.file.portals)
      if (kind === 'exit') next.add({ id, hop: { costS: 0, to: OUTSIDE, way: null, smoky: false } }, 0);
    for (let one = next.take(); one; one = next.take()) {
      const { id: to, hop } = one;
      if (hops.has(to)) continue;
      hops.set(to, hop);
      for (const { data, fromId, toId } of this.#graph.getLinks(to) ?? []) {
        const other = String(fromId === to ? toId : fromId);
        if (!data || hops.has(other)) continue;
        const costS = hop.costS + data.seconds;
        next.add({ id: other, hop: { costS, to, way: data, smoky: false } }, costS);
      }
    }
    return hops;
  }

  #way(edge: WalkableEdge): Way {
    const places = [edge.from, edge.to, ...(edge.space === null ? [] : [edge.space])];
    if (edge.kind === 'stair')
      for (const end of [edge.from, edge.to]) places.push(...(this.portals.get(end)?.spaces ?? []));
    return { edge, seconds: walkSeconds(edge), places };
  }

  #cheapest(from: string, to: string, state: Passage): Way {
    let found: Way | null = null;
    for (const { data, fromId, toId } of this.#graph.getLinks(from) ?? []) {
      if (!data || (fromId === from ? toId : fromId) !== to || state.isBlocked(data)) continue;
      if (!found || state.costOf(data) < state.costOf(found)) found = data;
    }
    return found!;
  }

  /** Every portal that can be reached from these, and what ends the ways that go no further. */
  #reach(from: readonly string[], state: Passage): { portals: Set<string>; ends: Set<Obstruction> } {
    const portals = new Set(from);
    const ends = new Set<Obstruction>();
    for (const portal of portals) {
      this.#graph.forEachLinkedNode(
        portal,
        ({ id }, { data }) => {
          if (data && state.isBlocked(data)) for (const one of state.blocking(data)) ends.add(one);
          else if (data) portals.add(String(id));
        },
        false,
      );
    }
    return { portals, ends };
  }

  #blockers(space: string, state: Passage): NoRoute {
    const first = this.leaving(space);
    const open = first.filter(({ to }) => !state.isShut(to)).map(({ to }) => to);
    const shut = first.flatMap(({ to }) => state.shutting(to));
    const blockedBy = [...new Set([...shut, ...this.#reach(open, state).ends])];
    // Where nothing stands in the way and there is still none, the model itself has none.
    return { space, reason: blockedBy.length > 0 ? 'blocked' : 'unconnected', blockedBy };
  }
}

/** What can be passed at one time, and how slowly. */
class Passage {
  readonly #at = new Map<string, Obstruction[]>();
  readonly #shut = new Set<string>();

  constructor(obstructions: readonly Obstruction[]) {
    for (const one of obstructions) {
      put(this.#at, one.at, one);
      if (one.level === 'blocked') this.#shut.add(one.at);
    }
  }

  shutting(place: string): readonly Obstruction[] {
    return (this.#at.get(place) ?? NOTHING).filter(({ level }) => level === 'blocked');
  }

  isShut(place: string): boolean {
    return this.#shut.has(place);
  }

  /** Whether a way between portals is passed by none. */
  isBlocked({ places }: Way): boolean {
    return this.#shut.size > 0 && places.some((place) => this.#shut.has(place));
  }

  blocking({ places }: Way): Obstruction[] {
    return places.flatMap((place) => this.shutting(place));
  }

  isSmoky({ places }: Way): boolean {
    return this.#at.size > 0 && places.some((place) => this.#at.has(place));
  }

  costOf(way: Way): number {
    return this.isSmoky(way) ? way.seconds * WALKING.smokeFactor : way.seconds;
  }
}

/** Unhindered walking time, seconds. */
export function walkSeconds({ kind, lengthM }: WalkableEdge): number {
  return lengthM / (kind === 'stair' ? WALKING.stairMS : WALKING.levelMS);
}

function routeAlong(space: string, first: Hop, hops: ReadonlyMap<string, Hop>): EscapeRoute {
  const steps: RouteStep[] = [];
  let exit = space;
  let [walkS, lengthM] = [0, 0];
  for (let hop = first; hop.way; hop = hops.get(hop.to)!) {
    const { edge, seconds } = hop.way;
    steps.push({ from: exit, to: hop.to, edge });
    walkS += seconds;
    lengthM += edge.lengthM;
    exit = hop.to;
  }
  return { space, exit, walkS, costS: first.costS, lengthM, smoky: first.smoky, steps };
}

function put<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
