import type { NetworkEdge, NetworkFile, NetworkNode } from 'twin-core';
import { toEllipsoid, UNLEVELLED_1985_M, type VerticalDatum } from 'twin-core/crs';
import { InputError } from '../../../problem.ts';
import type { GeoidHeight } from '../../geoid.ts';
import type { GroundHeights } from '../ground-heights.ts';
import { lineLengthM, type Place, roundPlace } from '../line-length.ts';
import { checkDegrees, type PlanPlacement, planPlacing } from '../place-plan.ts';
import type { InpLink, InpNetwork, InpNode } from './read-inp.ts';

/** Where the pipes of an EPANET file lie: at its elevations over a datum, or so far below the ground. */
export type InpHeights =
  | { readonly by: 'elevation'; readonly datum: VerticalDatum }
  | { readonly by: 'depth'; readonly depthM: number };

/** What is known of a network beside its file. */
export interface InpPlace {
  readonly plan: PlanPlacement;
  readonly heights: InpHeights;
  /** The ground, where there is any: depths need it. */
  readonly ground: GroundHeights | null;
  readonly geoid: GeoidHeight;
}

const NODE_KINDS = { reservoir: 'reservoir', tank: 'tank' } as const;

/** Puts an EPANET network into its place on Earth. Throws InputError where that is none. */
export async function placeInp(
  network: InpNetwork,
  file: string,
  place: InpPlace,
): Promise<{ readonly network: NetworkFile; readonly warnings: readonly string[] }> {
  const nodes = [...network.nodes.values()];
  const links = [...network.links.values()];
  const toDegrees = planPlacing(
    place.plan,
    nodes.map(({ at }) => at),
  );
  const plan = nodes.map(({ id, at }) => {
    const degrees = toDegrees(at[0], at[1]);
    checkDegrees(degrees, `node ${id}`, file);
    return degrees;
  });
  const bends = links.map(({ vertices }) => vertices.map(([x, y]) => toDegrees(x, y)));
  const grounds = await groundAt(place.ground, [...plan, ...bends.flat()]);
  const unknown = place.heights.by === 'depth' ? grounds.findIndex(Number.isNaN) : -1;
  if (unknown >= 0) {
    const [longitude, latitude] = [...plan, ...bends.flat()][unknown]!;
    const where = `${longitude.toFixed(6)}, ${latitude.toFixed(6)}`;
    throw new InputError(`a depth is counted from the ground, and no elevation model has any at ${where}`, {
      place: file,
    });
  }
  const heightOf = (elevationM: number, [longitude, latitude]: readonly [number, number], ground: number) => {
    if (place.heights.by === 'depth') return ground - place.heights.depthM;
    const site = { geoidM: place.geoid(longitude, latitude), offset1985M: 0, uncertainty1985M: UNLEVELLED_1985_M };
    return toEllipsoid(elevationM, place.heights.datum, site).heightM;
  };
  const places = new Map(
    nodes.map((node, i): [string, Place] => [
      node.id,
      [plan[i]![0], plan[i]![1], heightOf(node.elevationM, plan[i]!, grounds[i]!)],
    ]),
  );
  let bend = nodes.length;
  const lines = links.map((link, i) => {
    const middle = bends[i]!.map((degrees) => ({ degrees, ground: grounds[bend++]! }));
    return lineOf(places.get(link.from)!, places.get(link.to)!, middle, place.heights);
  });
  const shared = links.filter(({ id }) => network.nodes.has(id));
  const warnings = [...network.warnings];
  if (shared.length > 0) {
    const ids = `${shared[0]!.id} is ${edgeId(shared[0]!, network)}`;
    warnings.push(`${shared.length} links have the id of a node and are named by their kind: ${ids}`);
  }
  return {
    network: {
      format: 1,
      nodes: nodes.map((node, i) => nodeOf(node, places.get(node.id)!, grounds[i]!)),
      edges: links.map((link, i) => edgeOf(link, lines[i]!, network)),
    },
    warnings,
  };
}

async function groundAt(
  ground: GroundHeights | null,
  places: readonly (readonly [longitude: number, latitude: number])[],
): Promise<Float64Array> {
  if (!ground) return new Float64Array(places.length).fill(Number.NaN);
  return ground(
    Float64Array.from(places, ([longitude]) => longitude),
    Float64Array.from(places, ([, latitude]) => latitude),
  );
}

/** EPANET knows heights of nodes alone: between them a pipe follows the ground where it lies at a depth, else it rises evenly. */
function lineOf(
  from: Place,
  to: Place,
  bends: readonly { readonly degrees: readonly [number, number]; readonly ground: number }[],
  heights: InpHeights,
): Place[] {
  const line: Place[] = [from, ...bends.map(({ degrees: [x, y] }): Place => [x, y, from[2]]), to];
  const total = lineLengthM(line) || 1;
  for (const [i, { ground }] of bends.entries()) {
    const share = lineLengthM(line.slice(0, i + 2)) / total;
    const even = from[2] + (to[2] - from[2]) * Math.min(share, 1);
    line[i + 1]![2] = heights.by === 'depth' ? ground - heights.depthM : even;
  }
  return line.map(roundPlace);
}

/** Nodes and edges of a network share one set of ids; EPANET numbers them apart. */
function edgeId({ id, kind }: InpLink, network: InpNetwork): string {
  return network.nodes.has(id) ? `${kind}-${id}` : id;
}

function nodeOf(node: InpNode, at: Place, ground: number): NetworkNode {
  const { id, kind, diameterMm, demandLps } = node;
  return {
    id,
    name: null,
    kind: kind === 'junction' ? (demandLps > 0 ? 'connection' : 'junction') : NODE_KINDS[kind],
    medium: 'water',
    at: roundPlace(at),
    groundHeight: Number.isNaN(ground) ? null : Math.round(ground * 1000) / 1000,
    diameterMm,
    material: null,
    year: null,
    owner: null,
    closed: false,
    building: null,
    unit: null,
    demandLps: kind === 'junction' ? Math.round(demandLps * 1e4) / 1e4 : null,
    properties: { elevationM: Math.round(node.elevationM * 1000) / 1000 },
  };
}

function edgeOf(link: InpLink, line: Place[], network: InpNetwork): NetworkEdge {
  const { id, kind, from, to, diameterMm, lengthM, roughness, valveType, oneWay, closed } = link;
  return {
    id: edgeId(link, network),
    name: null,
    kind,
    medium: 'water',
    from,
    to,
    line,
    // Drawn lines are generalized: what the file states is the pipe's length.
    lengthM: lengthM ?? lineLengthM(line),
    diameterMm,
    material: null,
    year: null,
    owner: null,
    oneWay,
    closed,
    properties: {
      ...(edgeId(link, network) === id ? {} : { sourceId: id }),
      ...(roughness === null ? {} : { roughness }),
      ...(valveType === null ? {} : { valveType }),
    },
  };
}
