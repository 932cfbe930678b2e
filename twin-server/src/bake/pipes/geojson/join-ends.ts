import type { NetworkEdge, NetworkFile, NetworkNode } from 'twin-core';
import { distanceM, lineLengthM, type Place, roundPlace } from '../line-length.ts';
import type { PlacedLine, PlacedNode } from './pipe-heights.ts';
import { SegmentGrid } from './segment-grid.ts';

/** What lies no farther apart than this in plan is one place of the network, metres. */
const JOIN_M = 0.3;
/** A pipe that ends on another this much higher or lower passes it, metres. */
const JOIN_UP_M = 0.6;

/** A node in the making. */
interface Joint {
  readonly node: PlacedNode;
  height: number | null;
}

/** A network, how many of its lines were cut, and which points have no height. */
export interface JoinedNetwork {
  readonly network: NetworkFile;
  readonly cut: number;
  readonly rejected: readonly string[];
}

/**
 * Makes a network of lines and points: ends that meet are one node, and a line is cut where a point stands on it or another line of
 * its medium ends on it. The parts of a cut line are named `id~1`, `id~2` … and keep the line's id as `sourceId`.
 */
export function joinEnds(lines: readonly PlacedLine[], points: readonly PlacedNode[]): JoinedNetwork {
  const joints = new Map<string, Joint>();
  for (const node of points) joints.set(node.id, { node, height: node.height });
  const grid = new SegmentGrid(lines);
  const ends = endsOf(lines, joints, grid);
  const edges: NetworkEdge[] = [];
  let cut = 0;
  for (const [index, line] of lines.entries()) {
    const stops = stopsOn(index, line, ends[index]!, joints, grid);
    if (stops.length > 0) cut += 1;
    edges.push(...piecesOf(line, ends[index]!, stops));
  }
  for (const { from, to, line } of edges) {
    lower(joints.get(from)!, line[0]![2]);
    lower(joints.get(to)!, line.at(-1)![2]);
  }
  const rejected: string[] = [];
  const nodes = [...joints.values()].flatMap(({ node, height }): NetworkNode[] => {
    // A point on no pipe, of which nobody says how deep it is, lies on the ground.
    const z = height ?? node.groundHeight;
    if (z === null) {
      rejected.push(`feature ${node.id}: stands on no pipe, and neither its height nor that of the ground is known`);
      return [];
    }
    const { plan, height: _height, ...rest } = node;
    return [{ ...rest, at: roundPlace([plan[0], plan[1], z]) }];
  });
  return { network: { format: 1, nodes, edges }, cut, rejected };
}

function lower(joint: Joint, height: number): void {
  if (joint.node.height === null) joint.height = Math.min(joint.height ?? Infinity, height);
}

type Ends = readonly [from: string, to: string];

/** Nodes of each line's ends: those it names, else what stands there, else one of its own. */
function endsOf(lines: readonly PlacedLine[], joints: Map<string, Joint>, grid: SegmentGrid): Ends[] {
  const near = grid.pointIndex();
  for (const { node } of joints.values()) near.add(node.medium, node.plan, node.id);
  return lines.map((line) => {
    const end = (named: string | null, place: Place, word: string): string => {
      if (named !== null && joints.has(named)) return named;
      const found = near.nearest(line.medium, place, JOIN_M, (id) => {
        const { height } = joints.get(id)!;
        return height === null || Math.abs(height - place[2]) <= JOIN_UP_M || joints.get(id)!.node.kind === 'manhole';
      });
      if (found !== null) return found;
      const id = named ?? `${line.id}.${word}`;
      joints.set(id, { node: junction(id, line, place), height: place[2] });
      near.add(line.medium, place, id);
      return id;
    };
    return [end(line.from, line.line[0]!, 'a'), end(line.to, line.line.at(-1)!, 'b')] as const;
  });
}

function junction(id: string, { medium, owner }: PlacedLine, [longitude, latitude]: Place): PlacedNode {
  return {
    id,
    name: null,
    kind: 'junction',
    medium,
    diameterMm: null,
    material: null,
    year: null,
    owner,
    closed: false,
    building: null,
    unit: null,
    demandLps: null,
    properties: {},
    plan: [longitude, latitude],
    height: null,
    groundHeight: null,
  };
}

/** A node on the inside of a line: after which of its segments' starts, and how far along that. */
interface Stop {
  readonly id: string;
  readonly segment: number;
  readonly share: number;
}

function stopsOn(
  index: number,
  line: PlacedLine,
  [from, to]: Ends,
  joints: ReadonlyMap<string, Joint>,
  grid: SegmentGrid,
): Stop[] {
  const stops: Stop[] = [];
  for (const { node, height } of grid.jointsNear(index, joints)) {
    if (node.id === from || node.id === to || node.medium !== line.medium) continue;
    const met = grid.nearestOn(line.line, node.plan);
    if (met.distanceM > JOIN_M) continue;
    const [a, b] = [line.line[met.segment]!, line.line[met.segment + 1]!];
    const z = a[2] + (b[2] - a[2]) * met.share;
    if (height !== null && Math.abs(height - z) > JOIN_UP_M && node.kind !== 'manhole') continue;
    const place: Place = [node.plan[0], node.plan[1], z];
    if (distanceM(place, [...(line.line[0]!.slice(0, 2) as [number, number]), z]) < JOIN_M) continue;
    if (distanceM(place, [...(line.line.at(-1)!.slice(0, 2) as [number, number]), z]) < JOIN_M) continue;
    stops.push({ id: node.id, segment: met.segment, share: met.share });
  }
  return stops.sort((a, b) => a.segment - b.segment || a.share - b.share);
}

function piecesOf(draft: PlacedLine, [from, to]: Ends, stops: readonly Stop[]): NetworkEdge[] {
  const { line, from: _from, to: _to, id, properties, ...rest } = draft;
  const edge = (name: string, start: string, end: string, part: readonly Place[]): NetworkEdge => ({
    ...rest,
    id: name,
    from: start,
    to: end,
    line: part.map(roundPlace),
    lengthM: lineLengthM(part),
    properties: stops.length > 0 ? { ...properties, sourceId: id } : properties,
  });
  if (stops.length === 0) return [edge(id, from, to, line)];
  const pieces: NetworkEdge[] = [];
  let [start, first, before] = [from, line[0]!, 0];
  for (const [number, stop] of [...stops, null].entries()) {
    const [a, b] = stop ? [line[stop.segment]!, line[stop.segment + 1]!] : [line.at(-1)!, line.at(-1)!];
    const at = stop ? ([0, 1, 2].map((axis) => a[axis]! + (b[axis]! - a[axis]!) * stop.share) as Place) : a;
    const upto = stop ? stop.segment + 1 : line.length - 1;
    pieces.push(edge(`${id}~${number + 1}`, start, stop?.id ?? to, [first, ...line.slice(before + 1, upto), at]));
    if (!stop) break;
    [start, first, before] = [stop.id, at, stop.segment];
  }
  return pieces;
}
