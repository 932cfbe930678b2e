import { type GeoPoint, geoToLocal, type LocalPoint } from 'twin-core';
import {
  type GroundPoint,
  type GroundWay,
  WALKING,
  type WalkStart,
  type WalkTime,
  walkTimes,
} from 'twin-core/geometry';
import type { SiteGround } from './site-ground.ts';
import type { PastWays } from './site-routes.ts';
import { type TriedDoor, withDoors } from './tried-doors.ts';

/** Where a guard stands; of one in a building with its storey. */
export interface Post {
  readonly name: string;
  readonly location: Pick<GeoPoint, 'longitude' | 'latitude'>;
  readonly building: string | null;
  readonly storey: string | null;
}

/** Where something happens. */
export interface Goal {
  readonly location: GeoPoint;
  readonly building: string | null;
  readonly storey: string | null;
  readonly space: string | null;
}

/** How a guard comes to a place. */
export interface PostWalk {
  readonly post: string;
  readonly seconds: number;
  readonly lengthM: number;
  /** What is reckoned: to the very room, or only to the building's nearest exit, because its model is not known; or out of doors alone. */
  readonly to: 'room' | 'exit' | 'outdoors';
  /** The part out of doors, longitude and latitude; empty where there is none. */
  readonly line: readonly (readonly [number, number])[];
}

/** Who sets out where on the ground: a post out of doors, or an exit of a post's building. */
interface Origin {
  readonly post: string;
  readonly seconds: number;
  readonly lengthM: number;
  readonly waysTo: (to: GroundPoint) => GroundWay | null;
}

interface OutdoorWalk {
  readonly origin: Origin;
  readonly way: GroundWay;
  readonly seconds: number;
}

export interface PostWalkOptions {
  readonly ground: SiteGround;
  readonly posts: readonly Post[];
  /** Buildings by their codes; those without a walkable model are not among them. */
  readonly buildings: ReadonlyMap<string, PastWays>;
  /** Doors that are tried, by building. */
  readonly doors: ReadonlyMap<string, readonly TriedDoor[]>;
}

/**
 * The nearest guard's post of each place, on foot at the unhindered speed of WALKING. Guards pass smoke, as responders do; what stops them is a door that
 * is locked or closed.
 */
export class PostWalks {
  readonly #options: PostWalkOptions;
  readonly #origins: readonly Origin[];
  readonly #inside = new Map<
    string,
    { readonly times: ReadonlyMap<string, WalkTime>; readonly outdoors: ReadonlyMap<string, OutdoorWalk> }
  >();

  constructor(options: PostWalkOptions) {
    this.#options = options;
    this.#origins = options.posts.flatMap((post) => this.#originOf(post));
  }

  /** Null where no post has a way there. */
  to(goal: Goal): PostWalk | null {
    const past = goal.building === null ? undefined : this.#options.buildings.get(goal.building);
    if (!past) return this.#overGround(this.#groundOf(goal.location), 'outdoors');
    const { times, outdoors } = this.#within(past);
    const room = roomOf(past, goal);
    const time = room === null ? undefined : times.get(room);
    if (time) {
      const outdoor = outdoors.get(time.start);
      return {
        post: outdoor ? outdoor.origin.post : time.start,
        seconds: time.seconds,
        lengthM: time.lengthM + (outdoor ? outdoor.origin.lengthM + outdoor.way.lengthM : 0),
        to: 'room',
        line: outdoor ? this.#lineOf(outdoor.way) : [],
      };
    }
    if (room !== null) return null;
    const nearest = [...outdoors.values()].sort((a, b) => a.seconds - b.seconds)[0];
    return nearest ? this.#told(nearest, 'exit') : this.#overGround(this.#groundOf(goal.location), 'outdoors');
  }

  /** The times inside a building, from its exits and from posts in it; what came over the ground by the exit that it came to. */
  #within(past: PastWays) {
    const { code } = past.record;
    const known = this.#inside.get(code);
    if (known) return known;
    const { network } = past.ways;
    const outdoors = new Map<string, OutdoorWalk>();
    const starts: WalkStart[] = [];
    for (const { id, kind, at } of network.file.portals) {
      if (kind !== 'exit') continue;
      const best = this.#nearest(this.#options.ground.ofBuilding(past.record.placement, at));
      if (!best) continue;
      outdoors.set(id, best);
      starts.push({ at: id, seconds: best.seconds, name: id });
    }
    for (const post of this.#options.posts) {
      const room = post.building === code ? roomOf(past, { ...post, space: null, location: heightless(post) }) : null;
      if (room !== null) starts.push({ at: room, seconds: 0, name: post.name });
    }
    const inside = { times: this.#timesIn(past, starts), outdoors };
    this.#inside.set(code, inside);
    return inside;
  }

  #timesIn(past: PastWays, starts: readonly WalkStart[]): ReadonlyMap<string, WalkTime> {
    const { network } = past.ways;
    const shut = past.obstructions.filter(({ why }) => why === 'locked' || why === 'hand');
    const plan = network.plan(withDoors(shut, this.#options.doors.get(past.record.code) ?? []));
    return walkTimes(network.file, starts, (edge) => plan.isBlocked(edge));
  }

  #originOf(post: Post): Origin[] {
    const { ground, buildings } = this.#options;
    const past = post.building === null ? undefined : buildings.get(post.building);
    const room = past ? roomOf(past, { ...post, space: null, location: heightless(post) }) : null;
    if (!past || room === null) {
      const from = this.#groundOf(heightless(post));
      return [{ post: post.name, seconds: 0, lengthM: 0, waysTo: ground.ground.waysFrom(from) }];
    }
    const times = this.#timesIn(past, [{ at: room, seconds: 0, name: post.name }]);
    // Whoever leaves by another door of the building walks a little further at most.
    const [exit] = past.ways.network.file.portals
      .flatMap(({ id, kind, at }) => (kind === 'exit' && times.has(id) ? [{ at, time: times.get(id)! }] : []))
      .sort((a, b) => a.time.seconds - b.time.seconds);
    if (!exit) return [];
    const waysTo = ground.ground.waysFrom(ground.ofBuilding(past.record.placement, exit.at));
    return [{ post: post.name, seconds: exit.time.seconds, lengthM: exit.time.lengthM, waysTo }];
  }

  #nearest(to: GroundPoint): OutdoorWalk | null {
    let best: OutdoorWalk | null = null;
    for (const origin of this.#origins) {
      const way = origin.waysTo(to);
      const seconds = way ? origin.seconds + way.lengthM / WALKING.levelMS : Number.POSITIVE_INFINITY;
      if (way && (!best || seconds < best.seconds)) best = { origin, way, seconds };
    }
    return best;
  }

  #overGround(to: GroundPoint, how: PostWalk['to']): PostWalk | null {
    const walk = this.#nearest(to);
    return walk && this.#told(walk, how);
  }

  #told({ origin, way, seconds }: OutdoorWalk, to: PostWalk['to']): PostWalk {
    return { post: origin.post, seconds, lengthM: origin.lengthM + way.lengthM, to, line: this.#lineOf(way) };
  }

  #lineOf({ line }: GroundWay): (readonly [number, number])[] {
    return line.map((point) => this.#options.ground.degrees(point));
  }

  #groundOf(location: GeoPoint): GroundPoint {
    const [x, y] = geoToLocal(this.#options.ground.frame, location);
    return [x, y];
  }
}

const heightless = ({ location }: Post): GeoPoint => ({ ...location, height: 0 });

/** The space of a place: the one it names, else the nearest of its storey; null where the model has none there. */
function roomOf({ record, ways }: PastWays, { storey, space, location }: Goal): string | null {
  const named = ways.spaceNamed(storey, space);
  if (named !== null) return named;
  const [x, y] = geoToLocal(record.placement, location);
  const far = ([ax, ay]: LocalPoint) => Math.hypot(ax - x, ay - y);
  const [nearest] = ways.network.file.spaces
    .filter((one) => one.storey === storey)
    .sort((a, b) => far(a.at) - far(b.at));
  return nearest?.id ?? null;
}
