import { localToGeo, type Placement } from 'twin-core';
import {
  type NoRoute,
  type Obstruction,
  type RoutePlan,
  WalkableFinding,
  type WalkablePortal,
} from 'twin-core/geometry';
import { z } from 'zod';
import type { EvacuationNow, ExitWay } from '../routes/site-routes.ts';
import { wayInTo } from '../routes/way-in.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, text } from './input.ts';
import { Problem } from './problem.ts';

const Place = z.tuple([z.number(), z.number(), z.number()]).describe('metres in the building frame');
const Degrees = z.tuple([z.number(), z.number()]).describe('longitude, latitude');

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
  line: z.array(z.object({ at: Place, storey: z.string().nullable(), inferred: z.boolean() })),
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

const RoutesView = z.object({
  building: z.string(),
  at: z.number().describe('epoch ms'),
  persons: z.int().describe('people in homes'),
  stranded: z.int().describe('those of them without a safe route'),
  clearS: z.number().describe('until the last person is outside, from when all set out'),
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

const EquipmentView = z.object({
  code: z.string(),
  name: z.string(),
  storey: z.string().nullable(),
  distanceM: z.number(),
  value: z.number().nullable(),
});

const WayInView = z.object({
  building: z.string(),
  space: z.string(),
  gate: z.object({ name: z.string(), lengthM: z.number(), line: z.array(Degrees) }).nullable(),
  entrance: z.object({ exit: z.string(), name: z.string(), position: Degrees }).nullable(),
  lengthM: z.number().nullable(),
  line: z.array(Place).describe('from the entrance to the space'),
  lanes: z.array(z.object({ code: z.string(), name: z.string(), occupied: z.boolean().nullable() })),
  indoorHydrants: z.array(EquipmentView).describe('value: pressure, MPa'),
  outdoorHydrants: z.array(EquipmentView).describe('value: pressure, MPa'),
  lifts: z.array(EquipmentView),
});

/** So many queues are told. */
const QUEUES = 5;

/** Ways out of the buildings and in for responders: clauses 7.2.7-5, 5.8.8. */
export function routeEndpoints({ routes, registry, published }: ApiDeps): Endpoint[] {
  const current = async (building: string): Promise<EvacuationNow> => {
    if (!registry.building(building)) throw new Problem('not-found', `no building ${building}`);
    const now = await routes?.of(building);
    if (!now)
      throw new Problem(
        'not-found',
        `no walkable model of ${building}: it has no IFC, or one baked before there were routes`,
      );
    return now;
  };
  const spaceOf = ({ record, ways }: EvacuationNow, from: string, field: string): string => {
    const house = registry.house(from);
    const id = house?.building === record.code ? house.ifcSpaceGuid : from;
    if (id !== null && ways.network.spaces.has(id)) return id;
    throw new Problem('not-found', `query.${field}: no space or home ${from} in the model of ${record.code}`);
  };
  return [
    endpoint({
      method: 'get',
      path: '/buildings/{code}/routes',
      tag: 'buildings',
      summary: 'The ways out as things stand: of one space or home, of a storey, or the building in sum',
      right: 'twin.view',
      params: z.object({ code }),
      query: z.strictObject({
        from: text(128).optional().describe('GlobalId of a space, or code of a home'),
        storey: text(128).optional().describe('name of a storey'),
      }),
      answer: { status: 200, description: 'Routes, what obstructs them, exits and shelters', schema: RoutesView },
      problems: ['not-found'],
      handle: async ({ params, query }) => {
        const now = await current(params.code);
        const from = query.from === undefined ? null : spaceOf(now, query.from, 'from');
        const { spaces } = now.ways.network;
        const asked = [...spaces.values()].filter(
          ({ id, storey }) => id === from || (storey !== null && storey === query.storey),
        );
        return {
          ...summary(now),
          routes: asked.map(({ id }) => routeView(now, id)),
          blockedWays: query.storey === undefined ? [] : blockedWays(now, query.storey),
        };
      },
    }),
    endpoint({
      method: 'get',
      path: '/buildings/{code}/responders',
      tag: 'buildings',
      summary: 'The way in for responders: gate, lanes, entrance, way inside, hydrants, lifts',
      right: 'twin.view',
      params: z.object({ code }),
      query: z.strictObject({ to: text(128).min(1).describe('GlobalId of a space, or code of a home') }),
      answer: { status: 200, description: 'The way to the space', schema: WayInView },
      problems: ['not-found'],
      handle: async ({ params, query }) => {
        const now = await current(params.code);
        const space = spaceOf(now, query.to, 'to');
        const ground = await routes!.ground();
        const sources = { state: published(), ground, devices: registry.devices(), zones: registry.zones() };
        const { inside, gate, ...rest } = wayInTo(now, space, sources);
        const { network } = now.ways;
        const entrance = inside ? network.portals.get(inside.exit)! : null;
        return {
          building: now.record.code,
          space,
          gate: gate && {
            name: gate.name,
            lengthM: round(gate.way.lengthM),
            line: gate.way.line.map((point) => ground.degrees(point)),
          },
          entrance: entrance && {
            exit: entrance.id,
            name: entrance.name,
            position: degreesOf(now.record.placement, entrance.at),
          },
          lengthM: inside && round(inside.lengthM),
          line: inside
            ? lineOf(
                now,
                space,
                inside.steps.map(({ to }) => to),
              )
                .map(({ at }) => at)
                .reverse()
            : [],
          ...rest,
        };
      },
    }),
  ];

  function summary(now: EvacuationNow): Omit<z.infer<typeof RoutesView>, 'routes' | 'blockedWays'> {
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
      exits: now.exits.map((exit) => exitView(now, exit)),
    };
  }

  function exitView(now: EvacuationNow, { exit, persons, choice, shelter, way }: ExitWay): z.infer<typeof ExitView> {
    const portal = now.ways.network.portals.get(exit)!;
    const { frame } = registry.site;
    const line = (way?.line ?? []).map(([x, y]): [number, number] => {
      const { longitude, latitude } = localToGeo(frame, [x, y, 0]);
      return [longitude, latitude];
    });
    const clearS = now.clearing.exits.get(exit);
    return {
      exit,
      name: portal.name,
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
}

function routeView(now: EvacuationNow, id: string): z.infer<typeof RouteView> {
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
    exitName: network.portals.get(route.exit)!.name,
    lengthM: round(route.lengthM),
    walkS: round(route.walkS),
    clearS: clearS === undefined ? null : round(clearS),
    line: lineOf(
      now,
      id,
      route.steps.map(({ to }) => to),
    ),
    blockedBy: [],
  };
}

const isNone = (route: ReturnType<RoutePlan['routeOf']>): route is NoRoute => 'reason' in route;

function lineOf({ ways }: EvacuationNow, space: string, portals: readonly string[]): z.infer<typeof RouteView>['line'] {
  const { at, storey } = ways.network.spaces.get(space)!;
  const passed = portals.map((id) => {
    const portal: WalkablePortal = ways.network.portals.get(id)!;
    return { at: portal.at, storey: portal.storey ?? storey, inferred: portal.inferred };
  });
  return [{ at, storey, inferred: false }, ...passed];
}

function blockedWays({ ways, plan }: EvacuationNow, storey: string): z.infer<typeof RoutesView>['blockedWays'] {
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

function degreesOf(placement: Placement, at: readonly [number, number, number]): [number, number] {
  const { longitude, latitude } = localToGeo(placement, at);
  return [longitude, latitude];
}

const round = (value: number) => Math.round(value * 10) / 10;
