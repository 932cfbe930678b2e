import type { WayInTold, WaysOutTold } from 'twin-core';
import { exitName } from './exit-name.ts';
import type { EvacuationNow } from './site-routes.ts';
import { storeysOf } from './storey-clearing.ts';
import { type Equipment, type WayInSources, wayInTo } from './way-in.ts';

/** So much of what nobody passes, so many hydrants, and so many ends of risers are said. */
const BLOCKED = 12;
const HYDRANTS = 3;
const RISERS = 2;

/** The ways out of a building in brief, as they are said to people. */
export function waysOutTold(now: EvacuationNow): WaysOutTold {
  const { record, ways, clearing } = now;
  const place = (at: string) => ways.network.spaces.get(at) ?? ways.network.portals.get(at)!;
  const blocked = new Map(
    now.obstructions
      .filter(({ level }) => level === 'blocked')
      .map(({ at, why }) => [`${at} ${why}`, { storey: place(at).storey, name: place(at).name, why }]),
  );
  return {
    about: 'waysOut',
    at: now.at,
    building: record.code,
    persons: clearing.persons + now.stranded,
    stranded: now.stranded,
    clearS: Math.round(clearing.seconds),
    unplaced: now.unplaced.length,
    exits: [...now.exits]
      .sort((a, b) => b.persons - a.persons)
      .map(({ exit, persons, choice, shelter }) => ({
        name: exitName(ways.network, exit),
        persons,
        shelter: shelter && { name: shelter.name, distanceM: Math.round(choice.distanceM ?? 0) },
      })),
    storeys: storeysOf(now),
    blocked: [...blocked.values()].slice(0, BLOCKED),
  };
}

/** The way in for responders in brief; `space` is where it burns, null where nobody knows. */
export function wayInTold(now: EvacuationNow, space: string | null, sources: WayInSources): WayInTold {
  const way = wayInTo(now, space, sources);
  const { inside, entrance, gate, lanes, indoorHydrants, outdoorHydrants } = way;
  const brief = ({ code, name, storey, distanceM }: Equipment) => ({ code, name, storey, distanceM });
  return {
    about: 'wayIn',
    at: now.at,
    building: now.record.code,
    gate: gate && { name: gate.name, lengthM: Math.round(gate.way.lengthM) },
    entrance: entrance && exitName(now.ways.network, entrance.id),
    lengthM: inside && Math.round(inside.lengthM),
    lanes: [...lanes],
    fireLifts: way.fireLifts.map(brief),
    riserInlets: way.riserInlets.slice(0, RISERS).map(brief),
    riserOutlets: way.riserOutlets.slice(0, RISERS).map(brief),
    hydrants: [...indoorHydrants.slice(0, HYDRANTS), ...outdoorHydrants.slice(0, HYDRANTS)].map(brief),
  };
}
