import type { BuildingModel } from 'twin-core';
import {
  RouteNetwork,
  type WalkableEdge,
  type WalkableFile,
  type WalkableFinding,
  type WalkablePortal,
} from 'twin-core/geometry';
import type { Gaps } from './gaps.ts';
import { walkLength } from './plan-shapes.ts';
import { findPortals } from './portals.ts';
import { Rooms } from './rooms.ts';
import { findStairs } from './stair-ways.ts';

/** So many of a finding are named. */
const EXAMPLES = 5;

/** What came of a building's ways. */
export interface Walkable {
  readonly file: WalkableFile;
  /** Spaces from which an exit is reached. */
  readonly withRoute: number;
}

/**
 * The walkable graph of a building: spaces joined by doors (by the file's relations where it has them, else by where they lie), by openings and
 * by stairs. `groundM` is the height of the ground in the building frame.
 */
export function makeWalkable(
  building: Pick<BuildingModel, 'spaces' | 'storeys' | 'doors' | 'stairs' | 'elements' | 'properties'>,
  gaps: Gaps,
  groundM: number,
): Walkable {
  const rooms = new Rooms(building);
  const found = findPortals(building, gaps, rooms, groundM);
  const stairs = findStairs(building, rooms);
  const portals = [...found.portals, ...stairs.portals];
  const edges = [...stairs.edges, ...floorWays(rooms, portals)];
  const joined = new Set(portals.flatMap((portal) => portal.spaces));
  // Under a roof or over a ceiling, with no door: a volume of the model where nobody is.
  const spaces = rooms.all.filter(({ space, isVoid }) => joined.has(space.id) || !isVoid).map(({ space }) => space);
  const levels = new Set(spaces.map(({ storey }) => storey));
  const ways: WalkableFile = { version: 1, spaces, portals, edges, findings: [] };
  const plan = new RouteNetwork(ways).plan([]);
  const cutOff = spaces.filter(({ id }) => plan.costOf(id) === null).map(({ id }) => id);
  const findings = [
    finding('noSpaces', building.spaces.length === 0 ? [''] : []),
    finding('noDoors', building.doors.length === 0 ? [''] : []),
    finding('noExit', portals.some(({ kind }) => kind === 'exit') && !found.groundGuessed ? [] : ['']),
    finding('noStair', levels.size > 1 && stairs.edges.length === 0 ? [''] : []),
    finding('doorNowhere', found.doorsNowhere),
    finding('stairNoLanding', stairs.noLanding),
    finding('spacesOverlap', found.overlaps),
    finding('spaceCutOff', [...cutOff, ...rooms.shapeless]),
  ].flatMap((one) => one ?? []);
  return { file: { ...ways, findings }, withRoute: spaces.length - cutOff.length };
}

function finding(code: WalkableFinding['code'], ids: readonly string[]): WalkableFinding | null {
  if (ids.length === 0) return null;
  return { code, count: ids.length, examples: ids.filter((id) => id !== '').slice(0, EXAMPLES) };
}

const WORDS: Readonly<Record<WalkableFinding['code'], (count: number) => string>> = {
  noSpaces: () => 'the file has no IfcSpace',
  noDoors: () => 'the file has no IfcDoor',
  noStair: () => 'no stair joins its storeys',
  noExit: () => 'no door leads outside at the ground',
  doorNowhere: (count) => `${count} doors lie at no space`,
  stairNoLanding: (count) => `${count} stairs reach no space at one of their ends`,
  spacesOverlap: (count) => `${count} spaces overlap others and are taken as open to them`,
  spaceCutOff: (count) => `${count} spaces have no way out`,
};

/** What is doubtful about a building's ways, in one line; null where nothing is. */
export function doubtOf({ file, withRoute }: Walkable): string | null {
  if (file.findings.length === 0) return null;
  const told = file.findings.map(({ code, count, examples }) =>
    examples.length === 0 ? WORDS[code](count) : `${WORDS[code](count)} (${examples.join(', ')})`,
  );
  return `${withRoute} of ${file.spaces.length} spaces have a way out; ${told.join('; ')}`;
}

/** Ways over the floors: from each space to its portals, and between those where others may walk through. */
function floorWays(rooms: Rooms, portals: readonly WalkablePortal[]): WalkableEdge[] {
  const bySpace = new Map<string, WalkablePortal[]>();
  for (const portal of portals)
    for (const space of portal.spaces) bySpace.set(space, [...(bySpace.get(space) ?? []), portal]);
  const edges: WalkableEdge[] = [];
  for (const { space, ring, isThrough } of rooms.all) {
    const own = bySpace.get(space.id) ?? [];
    const way = (from: string, to: WalkablePortal, lengthM: number): WalkableEdge => ({
      from,
      to: to.id,
      kind: 'floor',
      space: space.id,
      lengthM: Math.round(lengthM * 1000) / 1000,
      widthM: null,
      inferred: to.inferred,
    });
    for (const [i, portal] of own.entries()) {
      edges.push(way(space.id, portal, walkLength(ring, space.at, portal.at)));
      if (!isThrough) continue;
      for (const other of own.slice(i + 1)) edges.push(way(other.id, portal, walkLength(ring, other.at, portal.at)));
    }
  }
  return edges;
}
