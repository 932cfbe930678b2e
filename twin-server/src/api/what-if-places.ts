import { deviceByCode, type GeoPoint, geoToLocal, localToGeo, type TwinState } from 'twin-core';
import type { Coverage } from 'twin-core/geometry';
import { type PostWalk, PostWalks } from '../routes/post-walks.ts';
import type { PastWays, SiteRoutes } from '../routes/site-routes.ts';
import { type DoorTrial, tryDoors } from '../routes/tried-doors.ts';
import type { SeenBy } from '../sight/sight.ts';
import type { ApiDeps } from './deps.ts';
import { changeOfCameras } from './tried-cameras.ts';
import type { TriedChanges } from './what-if-changes.ts';

/** Width of the cells that open ground is told in, metres. */
const CELL_M = 4;

/** Where an alarm of the span is. */
export interface AlarmPlace {
  readonly device: string;
  readonly location: GeoPoint;
  readonly building: string | null;
  readonly storey: string | null;
  readonly space: string | null;
}

/** Where the devices are that alarms came from: as registered at the fork, or, of those that came later, now. */
export function placesOf(
  { registry }: Pick<ApiDeps, 'registry'>,
  state: TwinState,
  devices: Iterable<string>,
): AlarmPlace[] {
  return [...new Set(devices)].flatMap((code): AlarmPlace[] => {
    const device = deviceByCode(state, code) ?? registry.device(code);
    if (!device) return [];
    const { location, building, storey, space } = device;
    return [{ device: code, location, building, storey, space }];
  });
}

/** Guards' ways to places, with posts and doors as they are and as they are tried. */
export async function walksTo(
  routes: SiteRoutes,
  places: readonly AlarmPlace[],
  { posts, doors }: TriedChanges,
  past: (building: string) => Promise<PastWays | null>,
): Promise<readonly { readonly before: PostWalk | null; readonly after: PostWalk | null }[]> {
  const ground = await routes.ground();
  const buildings = new Map<string, PastWays>();
  for (const { building } of [...places, ...posts.after])
    if (building !== null && !buildings.has(building)) {
      const found = await past(building);
      if (found) buildings.set(building, found);
    }
  const before = new PostWalks({ ground, buildings, posts: posts.before, doors: new Map() });
  const after = new PostWalks({ ground, buildings, posts: posts.after, doors });
  return places.map((place) => ({ before: before.to(place), after: after.to(place) }));
}

/** What becomes of the ways out of each building of which a door is tried. */
export async function doorTrials(
  { doors }: TriedChanges,
  past: (building: string) => Promise<PastWays | null>,
): Promise<(DoorTrial & { readonly building: string })[]> {
  const trials: (DoorTrial & { readonly building: string })[] = [];
  for (const [building, tried] of doors) {
    const ways = await past(building);
    if (ways) trials.push({ building, ...tryDoors(ways, tried) });
  }
  return trials;
}

/** The cameras that see each place, as they are and as they are tried. */
export async function seenAt(
  { registry, sight }: ApiDeps,
  places: readonly AlarmPlace[],
  { cameras, removed }: TriedChanges,
): Promise<readonly { readonly before: string[]; readonly after: string[] }[]> {
  const { frame } = registry.site;
  const points = Float32Array.from(
    places.flatMap(({ location, storey }) => {
      const [x, y, z] = geoToLocal(frame, location);
      return [x, y, storey === null ? Number.NaN : z];
    }),
  );
  const before = await sight.seen(points);
  const isChanged = cameras.length + removed.length > 0;
  const after = isChanged ? await sight.seen(points, changeOfCameras(frame, cameras, removed)) : before;
  // Inner walls are in no shell: indoors a camera sees its own storey at most.
  const isNear = (camera: string, { building, storey }: AlarmPlace) => {
    const own = registry.device(camera);
    return storey === null ? true : own?.building === building && own.storey === storey;
  };
  const of = (list: readonly SeenBy[], i: number) =>
    list.flatMap(({ camera, seen }) => (seen[i] === 1 && isNear(camera, places[i]!) ? [camera] : []));
  return places.map((_, i) => ({ before: of(before, i), after: of(after, i) }));
}

/** What cameras see of the site at one time. */
export interface Seen {
  /** Of the ground under the open sky, of facades, and along the boundary. */
  readonly groundM2: number;
  readonly facadeM2: number;
  readonly boundaryM: number;
  /** Places of clause 7.2.10-1. */
  readonly keyPlaces: number;
}

/** What becomes of the coverage. */
export interface CoverageTrial {
  readonly all: Seen;
  readonly before: Seen;
  readonly after: Seen;
  readonly cellM: number;
  /** Middles of the cells of ground that nobody sees any more, and of those that somebody sees now: longitude, latitude. */
  readonly lost: readonly (readonly [number, number])[];
  readonly gained: readonly (readonly [number, number])[];
}

/** The coverage with the cameras as they are and as they are tried; null where none is tried. */
export async function coverageTrial(
  { registry, sight }: ApiDeps,
  { cameras, removed }: TriedChanges,
): Promise<CoverageTrial | null> {
  if (cameras.length + removed.length === 0) return null;
  const { frame } = registry.site;
  const change = changeOfCameras(frame, cameras, removed);
  const cells = await sight.openGround(CELL_M);
  const points = new Float32Array((cells.length / 2) * 3);
  for (let i = 0; i < cells.length / 2; i++) points.set([cells[i * 2]!, cells[i * 2 + 1]!, Number.NaN], i * 3);
  const [before, after] = [anyOf(await sight.seen(points)), anyOf(await sight.seen(points, change))];
  const [now, then] = [await sight.coverage(), await sight.coverage(change)];
  const middles = (isSo: (cell: number) => boolean) =>
    Array.from({ length: cells.length / 2 }, (_, i) => i)
      .filter(isSo)
      .map((i): [number, number] => {
        const { longitude, latitude } = localToGeo(frame, [cells[i * 2]!, cells[i * 2 + 1]!, 0]);
        return [longitude, latitude];
      });
  return {
    all: {
      groundM2: (cells.length / 2) * CELL_M * CELL_M,
      facadeM2: sum(now.facades.map(({ areaM2 }) => areaM2)),
      boundaryM: now.perimeter.lengthM,
      keyPlaces: now.places.length,
    },
    before: seenOf(now, before),
    after: seenOf(then, after),
    cellM: CELL_M,
    lost: middles((i) => before[i] === 1 && after[i] !== 1),
    gained: middles((i) => before[i] !== 1 && after[i] === 1),
  };
}

function seenOf({ facades, perimeter, places }: Coverage, ground: Uint8Array): Seen {
  return {
    groundM2: ground.reduce((cells, one) => cells + one, 0) * CELL_M * CELL_M,
    facadeM2: sum(facades.map(({ seenM2 }) => seenM2)),
    boundaryM: perimeter.lengthM - sum(perimeter.unseen.map(({ fromM, toM }) => toM - fromM)),
    keyPlaces: places.filter(({ isCovered }) => isCovered).length,
  };
}

/** Whether any camera sees a point. */
function anyOf(list: readonly SeenBy[]): Uint8Array {
  const any = new Uint8Array(list[0]?.seen.length ?? 0);
  for (const { seen } of list) for (let i = 0; i < any.length; i++) any[i]! |= seen[i]!;
  return any;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
