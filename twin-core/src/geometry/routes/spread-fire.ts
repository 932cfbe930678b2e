import type { Obstruction } from './obstructions.ts';
import type { RouteNetwork } from './route-network.ts';

/** A fire, or smoke too thick to walk through or not, in a space; `cause` is its alarm. */
export interface FireAt {
  readonly space: string;
  readonly level: Obstruction['level'];
  readonly why: 'fire' | 'smoke';
  readonly cause: string;
}

/** A stair's fire door that stands open, by the stair's space on that storey; `cause` is the alarm or the device. */
export interface OpenFireDoor {
  readonly space: string;
  readonly cause: string;
}

/** Smoke that cannot be seen through, percent a metre: visibility 3 / K under 10 m, K = −ln(1 − s), for people in a strange building (Jin 1978). */
export const THICK_SMOKE_PCT_M = 26;

/**
 * What fires and open fire doors mean for a building's ways. A fire shuts its space; there may be smoke in every space joined to it, and in
 * a stair above it, since smoke rises. A fire door that stands open gives up its stair: shut where smoke is before the door, else in doubt for
 * as long as anything burns in the building.
 */
export function spreadFire(
  network: RouteNetwork,
  fires: readonly FireAt[],
  openDoors: readonly OpenFireDoor[],
): Obstruction[] {
  const found: Obstruction[] = fires.map(({ space, level, why, cause }) => ({ at: space, level, why, cause }));
  const smoke = new Map<string, string>();
  for (const { space, level, cause } of fires) {
    if (level !== 'blocked') continue;
    for (const next of neighborsOf(network, space)) smoke.set(next, cause);
    for (const above of shaftAbove(network, space)) smoke.set(above, cause);
  }
  const burning = new Set(fires.map(({ space }) => space));
  const reaches = (space: string) => burning.has(space) || smoke.has(space);
  for (const { space, cause } of fires.length > 0 ? openDoors : []) {
    const shut = neighborsOf(network, space).some(reaches);
    found.push({ at: space, level: shut ? 'blocked' : 'smoke', why: 'openFireDoor', cause });
    if (shut) for (const above of shaftAbove(network, space)) smoke.set(above, cause);
  }
  for (const [at, cause] of smoke) if (!burning.has(at)) found.push({ at, level: 'smoke', why: 'smoke', cause });
  return found;
}

/** Spaces that a door, an opening or a stair joins to this one. */
function neighborsOf(network: RouteNetwork, space: string): string[] {
  const found = new Set<string>();
  for (const { to } of network.leaving(space)) {
    for (const other of network.portals.get(to)?.spaces ?? []) found.add(other);
    for (const end of network.stairsAt(to))
      for (const other of network.portals.get(end)?.spaces ?? []) found.add(other);
  }
  found.delete(space);
  return [...found];
}

/** Spaces over this one that stairs lead to without a door between: the rest of its shaft. */
function shaftAbove(network: RouteNetwork, space: string): string[] {
  const found = new Set([space]);
  for (const one of found) {
    for (const { to } of network.leaving(one)) {
      for (const end of network.stairsAt(to)) {
        const [foot, head] = [network.portals.get(to)!, network.portals.get(end)!];
        if (head.at[2] > foot.at[2]) for (const above of head.spaces) found.add(above);
      }
    }
  }
  found.delete(space);
  return [...found];
}
