import { InputError } from '../../problem.ts';
import type { ReadLimits } from '../read-limits.ts';
import type { FeatureSource, SourceFeature } from '../source-feature.ts';
import { isArea } from './is-area.ts';
import { joinRings } from './join-rings.ts';
import { NodePlaces } from './node-places.ts';
import type { OpenElements, OsmRelation, OsmTags, OsmWay } from './osm-element.ts';

/** Tags that say nothing of what is there. */
const SILENT = new Set(['created_by', 'source', 'source:date', 'attribution', 'note', 'fixme', 'type', 'converted_by']);

const speaks = (tags: OsmTags): tags is NonNullable<OsmTags> =>
  tags !== null && Object.keys(tags).some((key) => !SILENT.has(key));

const isMultipolygon = ({ tags }: OsmRelation) => tags?.type === 'multipolygon' || tags?.type === 'boundary';

type Point = [number, number];

/** What the relations of a file ask of its ways. */
interface Wanted {
  readonly ways: ReadonlySet<number>;
  /** Outer ways that carry the tags of their relation, as was the custom before 2014: drawn with its holes, not twice. */
  readonly lenders: ReadonlySet<number>;
}

async function wantedWays(open: OpenElements): Promise<Wanted> {
  const [ways, lenders] = [new Set<number>(), new Set<number>()];
  for await (const lot of open(new Set(['relation']))) {
    for (const relation of lot) {
      if (relation.kind !== 'relation' || !isMultipolygon(relation)) continue;
      for (const { kind, id, role } of relation.members) {
        if (kind !== 'way') continue;
        ways.add(id);
        if (role !== 'inner' && !speaks(relation.tags)) lenders.add(id);
      }
    }
  }
  return { ways, lenders };
}

async function wantedNodes(
  open: OpenElements,
  { ways }: Wanted,
  place: string,
  { maxNodes }: ReadLimits,
): Promise<NodePlaces> {
  let ids = new Float64Array(2 ** 16);
  let count = 0;
  for await (const lot of open(new Set(['way']))) {
    for (const way of lot) {
      if (way.kind !== 'way' || !(speaks(way.tags) || ways.has(way.id))) continue;
      if (count + way.nodes.length > maxNodes) {
        throw new InputError(`its ways have more than ${maxNodes} nodes: cut out the part that is wanted`, { place });
      }
      if (count + way.nodes.length > ids.length) {
        const more = new Float64Array(Math.max(ids.length * 2, count + way.nodes.length));
        more.set(ids);
        ids = more;
      }
      for (const node of way.nodes) ids[count++] = node;
    }
  }
  return new NodePlaces(ids.slice(0, count));
}

/** Points of nodes; null where the file lacks one: it was cut out of a larger one. */
function pointsOf(nodes: readonly number[], places: NodePlaces): Point[] | null {
  const points: Point[] = [];
  for (const node of nodes) {
    const point = places.get(node);
    if (!point) return null;
    points.push(point);
  }
  return points;
}

function wayFeature(way: OsmWay, places: NodePlaces): SourceFeature {
  const place = `way ${way.id}`;
  const found = pointsOf(way.nodes, places);
  // What is left of a line that leaves the file is still a line; of a surface it is none.
  const points = found ?? way.nodes.flatMap((node) => [places.get(node) ?? []]).filter((point) => point.length === 2);
  const closed = way.nodes.length >= 4 && way.nodes[0] === way.nodes.at(-1);
  const area = closed && isArea(way.tags ?? {});
  const geometry =
    area && !found
      ? null
      : area
        ? { type: 'Polygon', coordinates: [points] }
        : { type: 'LineString', coordinates: points };
  return { id: `way/${way.id}`, geometry, properties: way.tags ?? {}, place };
}

function relationFeature(
  relation: OsmRelation,
  ways: ReadonlyMap<number, OsmWay>,
  places: NodePlaces,
): SourceFeature | null {
  const members = relation.members.flatMap(({ kind, id, role }) => {
    const way = kind === 'way' ? ways.get(id) : undefined;
    return way ? [{ way, role }] : [];
  });
  const linesOf = (inner: boolean) =>
    members.filter(({ role }) => (role === 'inner') === inner).map(({ way }) => way.nodes);
  const { type: _, ...own } = relation.tags ?? {};
  const lent = members.find(({ way, role }) => role !== 'inner' && speaks(way.tags))?.way.tags ?? {};
  const properties = speaks(relation.tags) ? own : lent;
  if (!speaks(properties)) return null;
  const rings = (inner: boolean) =>
    joinRings(linesOf(inner)).rings.flatMap((ring) => {
      const points = pointsOf(ring, places);
      return points ? [points] : [];
    });
  const outer = rings(false);
  const inner = rings(true);
  return {
    id: `relation/${relation.id}`,
    // Which hole is in which ring is found where shapes are checked.
    geometry:
      outer.length === 0
        ? null
        : { type: 'MultiPolygon', coordinates: outer.map((ring, i) => (i === 0 ? [ring, ...inner] : [ring])) },
    properties,
    place: `relation ${relation.id}`,
  };
}

/**
 * Features of OpenStreetMap data: nodes with tags as points, ways as lines or surfaces, multipolygons and boundaries; ids as `way/17`.
 * The file is read three times, so that only the places of nodes that are used are held.
 */
export function osmFeatures(
  format: 'osm-pbf' | 'osm-xml',
  open: OpenElements,
  place: string,
  limits: ReadLimits,
): FeatureSource {
  async function* features(): AsyncGenerator<SourceFeature> {
    const wanted = await wantedWays(open);
    const places = await wantedNodes(open, wanted, place, limits);
    const ways = new Map<number, OsmWay>();
    for await (const lot of open(new Set(['node', 'way', 'relation']))) {
      for (const element of lot) {
        if (element.kind === 'node') {
          places.set(element.id, element.longitude, element.latitude);
          if (!speaks(element.tags)) continue;
          const geometry = { type: 'Point', coordinates: [element.longitude, element.latitude] };
          yield { id: `node/${element.id}`, geometry, properties: element.tags, place: `node ${element.id}` };
        } else if (element.kind === 'way') {
          if (wanted.ways.has(element.id)) ways.set(element.id, element);
          if (speaks(element.tags) && !wanted.lenders.has(element.id)) yield wayFeature(element, places);
        } else if (isMultipolygon(element)) {
          const feature = relationFeature(element, ways, places);
          if (feature) yield feature;
        }
      }
    }
  }
  return { format, crs: null, notes: [], features };
}
