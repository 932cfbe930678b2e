import { z } from 'zod';
import { exitName } from '../routes/exit-name.ts';
import type { EvacuationNow } from '../routes/site-routes.ts';
import { wayInTo } from '../routes/way-in.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, text } from './input.ts';
import { Problem } from './problem.ts';
import {
  blockedWays,
  Degrees,
  degreesOf,
  lineOf,
  Place,
  RoutesView,
  round,
  routesSummary,
  routeView,
} from './route-view.ts';

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
  fireLifts: z.array(EquipmentView),
  lifts: z.array(EquipmentView).describe('those that nobody uses in a fire'),
  riserInlets: z.array(EquipmentView).describe('value: pressure, MPa; 0 in a dry riser'),
  riserOutlets: z.array(EquipmentView),
});

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
          ...routesSummary(now, registry.site.frame),
          routes: asked.map(({ id }) => routeView(now, id)),
          blockedWays: query.storey === undefined ? [] : blockedWays(now, query.storey),
        };
      },
    }),
    endpoint({
      method: 'get',
      path: '/buildings/{code}/responders',
      tag: 'buildings',
      summary: 'The way in for responders: gate, lanes, entrance, way inside, hydrants, risers, lifts',
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
        const { inside, entrance, gate, ...rest } = wayInTo(now, space, sources);
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
            name: exitName(now.ways.network, entrance.id),
            position: degreesOf(now.record.placement, entrance.at),
          },
          lengthM: inside && round(inside.lengthM),
          line: inside
            ? lineOf(now, space, inside.steps)
                .map(({ at }) => at)
                .reverse()
            : [],
          ...rest,
        };
      },
    }),
  ];
}
