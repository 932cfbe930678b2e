import {
  type BuildingRecord,
  Medium,
  NetworkEdge,
  NetworkNode,
  NetworkTrace,
  SectionPipe,
  type TraceConnection,
  TraceKind,
} from 'twin-core';
import { z } from 'zod';
import { nearestEdge, placeOnEdge } from '../networks/nearest.ts';
import type { Network, NetworkElement } from '../networks/network.ts';
import { sectionAlong } from '../networks/section.ts';
import { trace } from '../networks/trace.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole, text } from './input.ts';
import { Problem } from './problem.ts';

/** A point farther than this from every pipe means none, metres. */
const REACH_M = 25;
const MOST_HOMES = 500;
const MOST_POINTS = 50;

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
const degrees = (most: number) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d+)?$/, 'expected degrees')
    .transform(Number)
    .refine((value) => Math.abs(value) <= most, { error: `expected -${most} to ${most}` });

const NetworkRow = z.object({
  layer: z.string(),
  media: z.array(Medium),
  edges: z.int(),
  nodes: z.int(),
  lengthM: z.number(),
  tileset: z.string().describe('tileset.json of its tubes, shafts and fittings'),
});

const PlaceView = z.object({
  longitude: z.number(),
  latitude: z.number(),
  height: z.number().describe('of the middle of the pipe there, metres above the ellipsoid'),
  groundHeight: z.number().nullable().describe('of the ground over it; null where no elevation model is'),
  depthM: z.number().nullable().describe('from the ground to the top of the pipe'),
});

const common = { layer: z.string(), place: PlaceView };
const ElementView = z.discriminatedUnion('is', [
  z.object({ is: z.literal('edge'), ...common, edge: NetworkEdge }),
  z.object({
    is: z.literal('node'),
    ...common,
    node: NetworkNode,
    edges: z.array(z.string()).describe('ids of the pipes there'),
  }),
]);

const ServedBuilding = z.object({ code: z.string(), name: z.string(), homes: z.int() });
const TraceView = NetworkTrace.extend({
  layer: z.string(),
  buildings: z.array(ServedBuilding).describe('served by the connections found, with how many of their homes'),
  homes: z.object({
    count: z.int(),
    items: z.array(z.object({ code: z.string(), building: z.string() })).describe(`the first ${MOST_HOMES}`),
  }),
});

const TraceBody = z
  .strictObject({
    kind: TraceKind,
    element: text(200).min(1).optional().describe('id of a pipe, or of what stands at a node'),
    longitude: longitude.optional(),
    latitude: latitude.optional(),
  })
  .refine((body) => body.element !== undefined || (body.longitude !== undefined && body.latitude !== undefined), {
    error: 'expected element, or longitude and latitude',
  });

const SectionBody = z.strictObject({
  line: z
    .array(z.tuple([longitude, latitude]))
    .min(2, 'expected at least 2 points')
    .max(MOST_POINTS, `expected at most ${MOST_POINTS} points`)
    .describe('[longitude, latitude] in degrees, WGS 84'),
  corridorM: z.number().positive().max(50).default(2).describe('pipes along the line are shown so far beside it'),
  layers: z.array(code).max(50).optional().describe('these alone'),
});

/**
 * Pipes and cables under the ground, their records and traces: clause 4.2.3. The dictionary (3.9) has them as internal: security-relevant,
 * so never without the right to see the twin.
 */
export function networkEndpoints(deps: ApiDeps): Endpoint[] {
  const { networks, terrain, layers } = deps;
  /** Networks with their layers: what is left on the disk of a layer that was removed is none. */
  const present = async () => {
    const found: { layer: string; network: Network; tileset: string | null }[] = [];
    const folders = new Set(await networks?.codes());
    for (const { record } of await layers.list()) {
      const network = folders.has(record.code) ? await networks?.network(record.code) : null;
      if (network) found.push({ layer: record.code, network, tileset: record.tileset });
    }
    return found.sort((a, b) => (a.layer < b.layer ? -1 : 1));
  };
  const known = async (layer: string): Promise<Network> => {
    const network = (await layers.get(layer)) && (await networks?.network(layer));
    if (!network) throw new Problem('not-found', `no network ${layer}`);
    return network;
  };
  const elementOf = (network: Network, layer: string, id: string): NetworkElement => {
    const element = network.element(id);
    if (!element) throw new Problem('not-found', `no element ${id} in ${layer}`);
    return element;
  };
  const placeOf = async (element: NetworkElement, at: readonly [number, number] | null) => {
    const [x, y] = at ?? (element.is === 'node' ? element.node.at : middleOf(element.edge));
    const found =
      element.is === 'edge'
        ? placeOnEdge(element.edge, x, y)
        : { longitude: element.node.at[0], latitude: element.node.at[1], height: element.node.at[2] };
    const own = element.is === 'node' ? element.node.groundHeight : null;
    const groundHeight = (await terrain?.heightAt(found.longitude, found.latitude)) ?? own;
    const radius = element.is === 'edge' ? (element.edge.diameterMm ?? 0) / 2000 : 0;
    return {
      longitude: found.longitude,
      latitude: found.latitude,
      height: found.height,
      groundHeight,
      depthM: groundHeight === null ? null : Math.round((groundHeight - found.height - radius) * 1000) / 1000,
    };
  };
  return [
    endpoint({
      method: 'get',
      path: '/networks',
      tag: 'networks',
      summary: 'The layers that are networks of pipes and cables',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of networks, or all of them', schema: listOf(NetworkRow) },
      handle: async ({ query }) => pageOfWhole((await present()).map(rowOf), query, ({ layer }) => layer),
    }),
    endpoint({
      method: 'get',
      path: '/networks/{layer}/elements/{id}',
      tag: 'networks',
      summary: 'A pipe, cable, manhole, valve …: its record, and how deep it lies at a place',
      right: 'twin.view',
      params: z.object({ layer: code, id: text(200).min(1) }),
      query: z
        .strictObject({ longitude: degrees(180).optional(), latitude: degrees(90).optional() })
        .refine((query) => (query.longitude === undefined) === (query.latitude === undefined), {
          error: 'longitude and latitude go together',
        }),
      answer: { status: 200, description: 'The element', schema: ElementView },
      problems: ['not-found'],
      handle: async ({ params: { layer, id }, query }) => {
        const network = await known(layer);
        const element = elementOf(network, layer, id);
        const at =
          query.longitude === undefined || query.latitude === undefined
            ? null
            : ([query.longitude, query.latitude] as const);
        const place = await placeOf(element, at);
        if (element.is === 'edge') return { is: 'edge' as const, layer, place, edge: element.edge };
        const edges = Array.from(network.edgesAt(id), (edge) => edge.id);
        return { is: 'node' as const, layer, place, node: element.node, edges };
      },
    }),
    endpoint({
      method: 'post',
      path: '/networks/{layer}/trace',
      logged: 'asRead',
      tag: 'networks',
      summary: 'What to shut for a burst and who is without supply, what lies downstream, or where it comes from',
      right: 'twin.view',
      params: z.object({ layer: code }),
      body: TraceBody,
      answer: { status: 200, description: 'What the trace finds', schema: TraceView },
      problems: ['not-found'],
      handle: async ({ params: { layer }, body }) => {
        const network = await known(layer);
        const start = body.element === undefined ? at(network, body) : elementOf(network, layer, body.element);
        const found = trace(network, start, body.kind);
        return { layer, ...found, ...servedBy(deps, found.connections) };
      },
    }),
    endpoint({
      method: 'post',
      path: '/networks/section',
      logged: 'asRead',
      tag: 'networks',
      summary: 'Pipes under a line on the ground: where they cross it and where they run along it',
      right: 'twin.view',
      body: SectionBody,
      answer: {
        status: 200,
        description: 'By distance along the line',
        schema: z.object({ items: z.array(SectionPipe) }),
      },
      handle: async ({ body: { line, corridorM, layers: wanted } }) => {
        const items: SectionPipe[] = [];
        for (const { layer, network } of await present()) {
          if (wanted && !wanted.includes(layer)) continue;
          for (const { edge, course } of sectionAlong(network, line, corridorM)) {
            const { id, name, kind, medium, diameterMm, material } = edge;
            items.push({ layer, id, name, kind, medium, diameterMm, material, course: course.map(([s, z]) => [s, z]) });
          }
        }
        return { items: items.sort((a, b) => a.course[0]![0] - b.course[0]![0]) };
      },
    }),
  ];
}

function rowOf({
  layer,
  network,
  tileset,
}: {
  readonly layer: string;
  readonly network: Network;
  readonly tileset: string | null;
}): z.infer<typeof NetworkRow> {
  const edges = [...network.edges.values()];
  return {
    layer,
    media: [...new Set(edges.map(({ medium }) => medium))],
    edges: edges.length,
    nodes: network.nodes.size,
    lengthM: Math.round(edges.reduce((sum, { lengthM }) => sum + lengthM, 0)),
    tileset: tileset ?? `/tilesets/layers/${layer}/tileset.json`,
  };
}

/** The pipe at a point. Throws Problem where none is near. */
function at(network: Network, place: { readonly longitude?: number; readonly latitude?: number }): NetworkElement {
  const met = nearestEdge(network, place.longitude ?? 0, place.latitude ?? 0);
  if (met && met.distanceM <= REACH_M) return { is: 'edge', edge: met.edge };
  throw new Problem('not-found', `no pipe within ${REACH_M} m of ${place.longitude}, ${place.latitude}`);
}

function middleOf({ line }: NetworkEdge): readonly [number, number] {
  const a = line[(line.length - 1) >> 1]!;
  const b = line[line.length >> 1]!;
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** Buildings and homes behind house connections; a connection that names no unit serves the whole building. */
function servedBy(
  { registry }: ApiDeps,
  connections: readonly TraceConnection[],
): Pick<z.infer<typeof TraceView>, 'buildings' | 'homes'> {
  const units = new Map<string, Set<string> | null>();
  for (const { building, unit } of connections) {
    if (building === null) continue;
    const known = units.get(building);
    if (unit === null || known === null) units.set(building, null);
    else if (known) known.add(unit);
    else units.set(building, new Set([unit]));
  }
  const counts = new Map<string, number>();
  const homes: z.infer<typeof TraceView>['homes'] = { count: 0, items: [] };
  for (const house of registry.houses()) {
    const served = units.get(house.building);
    if (served === undefined || (served && !served.has(house.unitNumber))) continue;
    counts.set(house.building, (counts.get(house.building) ?? 0) + 1);
    homes.count += 1;
    if (homes.items.length < MOST_HOMES) homes.items.push({ code: house.code, building: house.building });
  }
  const buildings = [...units.keys()]
    .map((building) => registry.building(building))
    .filter((record): record is BuildingRecord => record !== undefined)
    .map(({ code: building, name }) => ({ code: building, name, homes: counts.get(building) ?? 0 }));
  return { buildings, homes };
}
