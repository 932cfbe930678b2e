import { localToGeo, type Placement, StoreyClearing } from 'twin-core';
import { type NoRoute, type Obstruction, type RoutePlan, type RouteStep, WalkableFinding } from 'twin-core/geometry';
import { z } from 'zod';
import { exitName } from '../routes/exit-name.ts';
import type { EvacuationNow, ExitWay } from '../routes/site-routes.ts';
import { storeysOf } from '../routes/storey-clearing.ts';

export const Place = z.tuple([z.number(), z.number(), z.number()]).describe('metres in the building frame');
export const Degrees = z.tuple([z.number(), z.number()]).describe('longitude, latitude');

const ObstructionView = z.object({
  at: z.string().describe('GlobalId of a space or a door'),
  name: z.string(),
  storey: z.string().nullable(),
  level: z.enum(['blocked', 'smoke']),
  why: z.enum(['fire', 'smoke', 'openFireDoor', 'locked', 'hand']),
  cause: z.string().describe('the alarm, or the device that says so'),
  place: Place,
  clearSince: z.number().nullable().describe('epoch ms; it opens again a minute later'),
});

const RouteView = z.object({
  space: z.string().describe('GlobalId of the IfcSpace'),
  name: z.string(),
  use: z.string().nullable(),
  storey: z.string().nullable(),
  state: z.enum(['safe', 'smoky', 'blocked', 'unconnected']).describe('blocked, unconnected: no safe route'),
  exit: z.string().nullable(),
  exitName: z.string().nullable(),
  lengthM: z.number().nullable(),
  walkS: z.number().nullable().describe('unhindered walking time'),
  clearS: z
    .number()
    .nullable()
    .describe('until the last of its people is outside, with queues; null where nobody is known there'),
  line: z.array(
    z.object({
      at: Place,
      storey: z.string().nullable(),
      space: z.string().nullable().describe('GlobalId of the space walked through to get here; null along a stair'),
      inferred: z.boolean(),
    }),
  ),
  blockedBy: z.array(z.string()).describe('`at` of what blocks every way'),
});

const ExitView = z.object({
  exit: z.string(),
  name: z.string(),
  storey: z.string().nullable(),
  place: Place,
  position: Degrees,
  persons: z.int(),
  clearS: z.number().nullable(),
  shelter: z
    .object({ id: z.string(), name: z.string(), distanceM: z.number(), freeAfter: z.number(), line: z.array(Degrees) })
    .nullable()
    .describe('the nearest shelter with room; null where none has'),
});

export const RoutesView = z.object({
  building: z.string(),
  at: z.number().describe('epoch ms'),
  persons: z.int().describe('people in homes'),
  stranded: z.int().describe('those of them without a safe route'),
  clearS: z.number().describe('until the last person is outside, from when all set out'),
  storeys: z.array(StoreyClearing).describe('storeys with people, the lowest first'),
  queues: z.array(z.object({ name: z.string(), storey: z.string().nullable(), waitS: z.number() })),
  burns: z.boolean(),
  unplaced: z.array(z.string()).describe('alarms of a fire of which the model does not know the space'),
  spaces: z.object({ count: z.int(), withRoute: z.int() }),
  inferred: z.int().describe('doors, openings and stairs joined by where they lie'),
  findings: z.array(WalkableFinding),
  obstructions: z.array(ObstructionView),
  exits: z.array(ExitView),
  routes: z.array(RouteView),
  blockedWays: z.array(z.tuple([Place, Place])).describe('on the storey asked for: ways that nobody passes now'),
});

/** So many queues are told. */
const QUEUES = 5;

/** Everything of a building's ways but the routes of single spaces; `frame` is the site's. */
export function routesSummary(
  now: EvacuationNow,
  frame: Placement,
): Omit<z.infer<typeof RoutesView>, 'routes' | 'blockedWays'> {
  const { record, ways, plan, clearing } = now;
  const { file, portals, spaces } = ways.network;
  const withRoute = [...spaces.keys()].filter((id) => plan.costOf(id) !== null).length;
  const queueName = (at: string) => portals.get(at.split(' ')[0]!);
  return {
    building: record.code,
    at: now.at,
    persons: clearing.persons + now.stranded,
    stranded: now.stranded,
    clearS: round(clearing.seconds),
    storeys: storeysOf(now),
    queues: clearing.queues.slice(0, QUEUES).map(({ at, waitS }) => {
      const portal = queueName(at);
      return { name: portal?.name ?? at, storey: portal?.storey ?? null, waitS: round(waitS) };
    }),
    burns: now.burns,
    unplaced: [...now.unplaced],
    spaces: { count: spaces.size, withRoute },
    inferred: file.portals.filter(({ inferred }) => inferred).length,
    findings: file.findings,
    obstructions: now.obstructions.map((one) => obstructionView(now, one)),
    exits: now.exits.map((exit) => exitView(now, exit, frame)),
  };
}

function exitView(
  now: EvacuationNow,
  { exit, persons, choice, shelter, way }: ExitWay,
  frame: Placement,
): z.infer<typeof ExitView> {
  const portal = now.ways.network.portals.get(exit)!;
  const line = (way?.line ?? []).map(([x, y]): [number, number] => {
    const { longitude, latitude } = localToGeo(frame, [x, y, 0]);
    return [longitude, latitude];
  });
  const clearS = now.clearing.exits.get(exit);
  return {
    exit,
    name: exitName(now.ways.network, exit),
    storey: portal.storey,
    place: portal.at,
    position: degreesOf(now.record.placement, portal.at),
    persons,
    clearS: clearS === undefined ? null : round(clearS),
    shelter: shelter && {
      id: shelter.id,
      name: shelter.name,
      distanceM: round(choice.distanceM ?? 0),
      freeAfter: choice.freeAfter ?? 0,
      line,
    },
  };
}

/** The way out of one space. */
export function routeView(now: EvacuationNow, id: string): z.infer<typeof RouteView> {
  const { network } = now.ways;
  const { name, use, storey } = network.spaces.get(id)!;
  const route = now.plan.routeOf(id);
  const own = { space: id, name, use, storey };
  if (isNone(route)) {
    const blockedBy = [...new Set(route.blockedBy.map(({ at }) => at))];
    const none = { exit: null, exitName: null, lengthM: null, walkS: null, clearS: null, line: [] };
    return { ...own, ...none, state: route.reason, blockedBy };
  }
  const clearS = now.clearing.spaces.get(id);
  return {
    ...own,
    state: route.smoky ? 'smoky' : 'safe',
    exit: route.exit,
    exitName: exitName(network, route.exit),
    lengthM: round(route.lengthM),
    walkS: round(route.walkS),
    clearS: clearS === undefined ? null : round(clearS),
    line: lineOf(now, id, route.steps),
    blockedBy: [],
  };
}

const isNone = (route: ReturnType<RoutePlan['routeOf']>): route is NoRoute => 'reason' in route;

/** A way from its space on, point by point. */
export function lineOf(
  { ways }: EvacuationNow,
  space: string,
  steps: readonly RouteStep[],
): z.infer<typeof RouteView>['line'] {
  const { at, storey } = ways.network.spaces.get(space)!;
  const passed = steps.map(({ to, edge }) => {
    const portal = ways.network.portals.get(to)!;
    return { at: portal.at, storey: portal.storey ?? storey, space: edge.space, inferred: portal.inferred };
  });
  return [{ at, storey, space, inferred: false }, ...passed];
}

/** Ways of a storey that nobody passes now. */
export function blockedWays({ ways, plan }: EvacuationNow, storey: string): z.infer<typeof RoutesView>['blockedWays'] {
  const { network } = ways;
  const placeOf = (id: string) => network.portals.get(id) ?? network.spaces.get(id)!;
  return network.file.edges.flatMap((edge): [z.infer<typeof Place>, z.infer<typeof Place>][] => {
    const [from, to] = [placeOf(edge.from), placeOf(edge.to)];
    const isHere = from.storey === storey && (to.storey ?? storey) === storey;
    // Who is where it burns goes out through it all the same.
    return isHere && network.portals.has(edge.from) && plan.isBlocked(edge) ? [[from.at, to.at]] : [];
  });
}

function obstructionView(
  { ways }: EvacuationNow,
  { at, level, why, cause, clearSince }: Obstruction & { readonly clearSince: number | null },
): z.infer<typeof ObstructionView> {
  const place = ways.network.spaces.get(at) ?? ways.network.portals.get(at)!;
  return { at, name: place.name, storey: place.storey, level, why, cause, place: place.at, clearSince };
}

/** A point of a building's frame as longitude and latitude. */
export function degreesOf(placement: Placement, at: readonly [number, number, number]): [number, number] {
  const { longitude, latitude } = localToGeo(placement, at);
  return [longitude, latitude];
}

/** To a tenth. */
export const round = (value: number) => Math.round(value * 10) / 10;
