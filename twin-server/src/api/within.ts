import type { BuildingRecord } from 'twin-core';
import { checkRegion, isInside, type Region, relationOfBuilding } from 'twin-core/geometry';
import { z } from 'zod';
import { productsWithin } from '../models/products-within.ts';
import type { ApiDeps } from './deps.ts';
import { ElementRow, viewElement } from './element-view.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code } from './input.ts';
import { Problem } from './problem.ts';

const MOST_POINTS = 10_000;
const BODY_BYTES = 1 << 20;

const WithinBody = z.strictObject({
  ring: z
    .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
    .min(3, 'expected at least 3 points')
    .max(MOST_POINTS, `expected at most ${MOST_POINTS} points`)
    .describe('[longitude, latitude] in degrees, WGS 84; the first point not repeated'),
  from: z.number().optional().describe('least height above the ellipsoid, metres'),
  to: z.number().optional().describe('greatest height above the ellipsoid, metres'),
  building: code.optional().describe('look into this building alone'),
  limit: z.int().min(0).max(1000).default(100).describe('items a list, at most 1000; counts are whole'),
});

const WithinView = z.object({
  buildings: z.array(z.object({ code: z.string(), name: z.string(), whole: z.boolean() })),
  homes: z.object({ count: z.int(), items: z.array(z.object({ code: z.string(), building: z.string() })) }),
  devices: z.object({
    count: z.int(),
    items: z.array(z.object({ code: z.string(), name: z.string(), kind: z.string(), building: z.string().nullable() })),
  }),
  spaces: z.object({
    count: z.int(),
    items: z.array(
      z.object({ building: z.string(), globalId: z.string(), name: z.string(), storey: z.string().nullable() }),
    ),
  }),
  elements: z.object({ count: z.int(), classes: z.record(z.string(), z.int()), items: z.array(ElementRow) }),
});
type WithinView = z.infer<typeof WithinView>;

/** What lies in a polygon drawn on the ground: clause 6.4.1-2-6. */
export function withinEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry } = deps;
  return [
    endpoint({
      method: 'post',
      path: '/within',
      logged: 'asRead',
      tag: 'models',
      summary: 'Buildings, homes, devices, spaces and elements in a polygon, between two heights where given',
      right: 'twin.view',
      body: WithinBody,
      bodyLimit: BODY_BYTES,
      answer: { status: 200, description: 'Whole counts, and lists up to the limit', schema: WithinView },
      problems: ['not-found'],
      handle: async ({ body: { limit, building, ...given } }) => {
        const only = building === undefined ? null : registry.building(building);
        if (only === undefined) throw new Problem('not-found', `no building ${building}`);
        const region = checkRegion(given);
        if ('reason' in region) {
          const { field, reason } = region;
          throw new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', ...region }] });
        }
        const found = only ? [only] : registry.buildings();
        return {
          ...(await insideBuildings(deps, found, region, limit)),
          devices: devicesIn(deps, region, building, limit),
        };
      },
    }),
  ];
}

/** Buildings that the region meets, with what of their homes, spaces and elements is in it. */
async function insideBuildings(
  { registry, pool, site }: ApiDeps,
  candidates: Iterable<BuildingRecord>,
  region: Region,
  limit: number,
): Promise<Omit<WithinView, 'devices'>> {
  const view: Omit<WithinView, 'devices'> = {
    buildings: [],
    homes: { count: 0, items: [] },
    spaces: { count: 0, items: [] },
    elements: { count: 0, classes: {}, items: [] },
  };
  const { buildings, homes, spaces, elements } = view;
  const whole = new Set<string>();
  const spacesOf = new Map<string, ReadonlySet<string>>();
  for (const building of candidates) {
    const { code: at, name } = building;
    const relation = relationOfBuilding(region, building);
    if (relation === 'inside') whole.add(at);
    if (relation !== 'outside') buildings.push({ code: at, name, whole: whole.has(at) });
    // A model may stand out over its footprint: it is asked even where the footprint is not met.
    const inside = await productsWithin(pool, site, building, region, limit - elements.items.length);
    if (!inside) continue;
    spacesOf.set(at, new Set(inside.spaces.map(({ globalId }) => globalId)));
    spaces.count += inside.spaces.length;
    spaces.items.push(
      ...inside.spaces.slice(0, limit - spaces.items.length).map((space) => ({ building: at, ...space })),
    );
    elements.items.push(...inside.elements.map(viewElement));
    for (const [ifcClass, count] of Object.entries(inside.classes)) {
      elements.count += count;
      elements.classes[ifcClass] = (elements.classes[ifcClass] ?? 0) + count;
    }
  }
  for (const { code: home, building, ifcSpaceGuid } of registry.houses()) {
    // Where nobody knows in which part of the building a home is, it is in what the whole building is in.
    const known = ifcSpaceGuid === null ? undefined : spacesOf.get(building);
    if (!(known ? known.has(ifcSpaceGuid ?? '') : whole.has(building))) continue;
    homes.count++;
    if (homes.items.length < limit) homes.items.push({ code: home, building });
  }
  return view;
}

function devicesIn({ registry }: ApiDeps, { ring, from, to }: Region, building: string | undefined, limit: number) {
  const devices: WithinView['devices'] = { count: 0, items: [] };
  for (const { code: device, name, kind, building: at, location } of registry.devices()) {
    if (building !== undefined && at !== building) continue;
    if (location.height < (from ?? -Infinity) || location.height > (to ?? Infinity)) continue;
    if (!isInside(ring, location.longitude, location.latitude)) continue;
    devices.count++;
    if (devices.items.length < limit) devices.items.push({ code: device, name, kind, building: at });
  }
  return devices;
}
