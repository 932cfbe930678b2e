import {
  type ChangeOf,
  type RuleSettings,
  settingsFault,
  settingsOfChange,
  subjectOf,
  type WhatIfChange,
} from 'twin-core';
import type { Post } from '../routes/post-walks.ts';
import type { PastWays, SiteRoutes } from '../routes/site-routes.ts';
import type { TriedDoor } from '../routes/tried-doors.ts';
import type { ApiDeps } from './deps.ts';
import { Problem } from './problem.ts';
import type { TriedCamera } from './tried-cameras.ts';

/** Changes by what they change, each known to be possible. */
export interface TriedChanges {
  /** Alarm kinds with all their settings, those of the site included. */
  readonly rules: readonly (readonly [code: string, settings: RuleSettings])[];
  readonly cameras: readonly TriedCamera[];
  readonly removed: readonly string[];
  /** Posts as they are, at the gates; and as they are tried. */
  readonly posts: { readonly before: readonly Post[]; readonly after: readonly Post[] };
  readonly doors: ReadonlyMap<string, readonly TriedDoor[]>;
}

/** Portals that are doors to people: what stands open for good and the ends of stairs are none. */
export const isDoor = ({ kind }: { readonly kind: string }) => kind === 'door' || kind === 'exit';

/** The guards' posts of the site as it is: its gates, where people are let in. */
export async function gatePosts(routes: SiteRoutes): Promise<Post[]> {
  const ground = await routes.ground();
  return ground.gates.map(({ name, middle }) => {
    const [longitude, latitude] = ground.degrees(middle);
    return { name, location: { longitude, latitude }, building: null, storey: null };
  });
}

/** Sorts changes and looks each up. Throws Problem naming the change, its field and what was expected there. */
export async function triedChanges(
  deps: ApiDeps & { readonly routes: SiteRoutes },
  changes: readonly WhatIfChange[],
  past: (building: string) => Promise<PastWays | null>,
): Promise<TriedChanges> {
  const seen = new Set<string>();
  for (const [i, change] of changes.entries()) {
    const subject = subjectOf(change);
    if (seen.has(subject)) throw refused(`${i}`, `${subject} is changed twice: expected one change of each`);
    seen.add(subject);
  }
  const of = <Kind extends WhatIfChange['kind']>(kind: Kind) =>
    changes.flatMap((change, i) => (change.kind === kind ? [{ i, change: change as ChangeOf<Kind> }] : []));
  const cameras = of('camera');
  const known = new Set(cameras.length > 0 ? await deps.sight.cameras() : []);
  for (const { i, change } of cameras)
    if (change.pose === null && !known.has(change.camera))
      throw refused(
        `${i}.camera`,
        `${change.camera} is no camera of which is known what it sees: expected one of these, or a pose`,
      );
  const before = await gatePosts(deps.routes);
  const posts = await Promise.all(of('post').map(({ i, change }) => postOf(deps.routes, i, change, past)));
  const moved = new Set(posts.map(({ name }) => name));
  const doors = new Map<string, TriedDoor[]>();
  for (const { i, change } of of('door')) {
    const ways = (await past(change.building))?.ways;
    if (!ways)
      throw refused(`${i}.building`, `no walkable model of ${change.building}: expected a building that has one`);
    const portal = ways.network.portals.get(change.door);
    if (!portal || !isDoor(portal))
      throw refused(
        `${i}.door`,
        `no door ${change.door} in the model of ${change.building}: expected the GlobalId of one`,
      );
    const own = doors.get(change.building) ?? [];
    doors.set(change.building, [...own, { door: change.door, isOpen: change.state === 'open' }]);
  }
  return {
    rules: changes.flatMap((change, i) => {
      const tried = settingsOfChange(change);
      return tried ? [ruleOf(deps, i, change, tried)] : [];
    }),
    cameras: cameras.flatMap(({ change: { camera, pose } }) => (pose ? [{ device: camera, ...pose }] : [])),
    removed: cameras.flatMap(({ change: { camera, pose } }) => (pose ? [] : [camera])),
    posts: { before, after: [...before.filter(({ name }) => !moved.has(name)), ...posts] },
    doors,
  };
}

function ruleOf(
  { catalogue, rules }: ApiDeps,
  i: number,
  change: WhatIfChange,
  { code, settings }: { readonly code: string; readonly settings: RuleSettings },
): readonly [string, RuleSettings] {
  const rule = catalogue.rule(code);
  if (!rule) throw refused(`${i}.code`, `no alarm kind ${code}: expected one of the site’s`);
  const fault = settingsFault(rule, settings);
  if (fault && change.kind === 'delay') throw refused(`${i}.code`, `${fault.reason}: expected an alarm kind that does`);
  if (fault) throw refused(`${i}.settings.${fault.field}`, fault.reason);
  return [code, { ...rules.settingsOf(code), ...settings }];
}

async function postOf(
  routes: SiteRoutes,
  i: number,
  { name, location, building, storey }: ChangeOf<'post'>,
  past: (building: string) => Promise<PastWays | null>,
): Promise<Post> {
  if (building === null) {
    const ground = await routes.ground();
    if (!ground.isWalkable(location))
      throw refused(`${i}.location`, 'nobody walks there: expected a place on the ground of the site');
    return { name, location, building, storey: null };
  }
  const ways = (await past(building))?.ways;
  if (!ways)
    throw refused(`${i}.building`, `no walkable model of ${building}: expected a building that has one, or null`);
  const storeys = [...new Set(ways.network.file.spaces.map((space) => space.storey))];
  if (!storeys.includes(storey))
    throw refused(
      `${i}.storey`,
      `no storey ${storey} in the model of ${building}: expected one of ${storeys.join(', ')}`,
    );
  return { name, location, building, storey };
}

function refused(field: string, reason: string): Problem {
  const at = `changes.${field}`;
  return new Problem('invalid-input', `body.${at}: ${reason}`, { faults: [{ in: 'body', field: at, reason }] });
}
