import type {
  NetworkNode,
  NetworkTrace,
  TraceClosure,
  TraceConnection,
  TraceKind,
  TraceLine,
  TracePlace,
} from 'twin-core';
import { alongFlow, lowerEnd } from './gravity.ts';
import { isolate } from './isolate.ts';
import { isConsumer, isSupply, type Network, type NetworkElement, placeOfEdge, placeOfNode } from './network.ts';
import { fedNodes } from './supply.ts';
import { supplyRoute } from './supply-route.ts';

/** Where sewers can be plugged. */
const PLUGGED: ReadonlySet<string> = new Set(['manhole', 'valve', 'pump']);

/**
 * Traces from an element. Pressure networks (water, gas, heat) and cables: `isolate` says what to shut and who is without supply,
 * `downstream` what hangs on the element alone, `upstream` the shortest way from a supply. Sewers go by their inverts: `downstream` the
 * way to the outfall, `upstream` all that flows here, `isolate` where to plug and who must not discharge meanwhile.
 */
export function trace(network: Network, start: NetworkElement, kind: TraceKind): NetworkTrace {
  const medium = start.is === 'edge' ? start.edge.medium : start.node.medium;
  const found = medium === 'sewage' ? traceSewer(network, start, kind) : traceSupply(network, start, kind);
  const nodes = [...found.nodes].map((id) => network.nodes.get(id)!);
  const length = found.lines.reduce((sum, { id }) => sum + network.edges.get(id)!.lengthM, 0);
  return {
    kind,
    medium,
    start: start.is === 'edge' ? placeOfEdge(start.edge) : placeOfNode(start.node),
    closures: [...found.closures],
    lines: [...found.lines],
    lengthM: Math.round(length * 10) / 10,
    connections: nodes.filter(isConsumer).map(connectionOf),
    hydrants: nodes.filter((node) => node.kind === 'hydrant').map(placeOfNode),
    ends: [...found.ends],
  };
}

interface Found {
  readonly closures: readonly TraceClosure[];
  readonly lines: readonly TraceLine[];
  /** Nodes among which those served are found. */
  readonly nodes: Iterable<string>;
  readonly ends: readonly TracePlace[];
}

function connectionOf(node: NetworkNode): TraceConnection {
  return { ...placeOfNode(node), building: node.building, unit: node.unit };
}

function linesOf(network: Network, ids: Iterable<string>, role: TraceLine['role']): TraceLine[] {
  return Array.from(ids, (id) => ({ id, role, line: network.edges.get(id)!.line }));
}

function traceSupply(network: Network, start: NetworkElement, kind: TraceKind): Found {
  if (kind === 'upstream') {
    const route = supplyRoute(network, start);
    const own = start.is === 'edge' ? [start.edge.id] : [];
    return {
      closures: [],
      lines: linesOf(network, [...(route?.edges ?? []), ...own], 'path'),
      nodes: [],
      ends: route ? [placeOfNode(network.nodes.get(route.supply)!)] : [],
    };
  }
  if (kind === 'downstream') {
    const cut = start.is === 'edge' ? { edges: new Set([start.edge.id]) } : { nodes: new Set([start.node.id]) };
    const out = difference(fedNodes(network), fedNodes(network, cut));
    const behind = edgesWithin(network, out);
    if (start.is === 'edge') behind.add(start.edge.id);
    return { closures: [], lines: linesOf(network, behind, 'path'), nodes: out, ends: [] };
  }
  const { closures, segment, outNodes } = isolate(network, start);
  const out = edgesWithin(network, outNodes);
  for (const id of segment) out.delete(id);
  return {
    closures,
    lines: [...linesOf(network, segment, 'segment'), ...linesOf(network, out, 'out')],
    nodes: outNodes,
    ends: [],
  };
}

function traceSewer(network: Network, start: NetworkElement, kind: TraceKind): Found {
  if (kind !== 'isolate') {
    const { edges, nodes } = alongFlow(network, start, kind === 'downstream' ? 'down' : 'up');
    const ends = [...nodes]
      .map((id) => network.nodes.get(id)!)
      .filter((node) => (kind === 'downstream' ? isLowest(network, node) : false));
    const served = kind === 'upstream' ? nodes : [];
    return { closures: [], lines: linesOf(network, edges, 'path'), nodes: served, ends: ends.map(placeOfNode) };
  }
  const up = alongFlow(network, start, 'up');
  const segment = new Set(start.is === 'edge' ? [start.edge.id] : []);
  const plugs = new Map<string, TraceClosure>();
  const plug = (id: string, needed: boolean) => {
    const node = network.nodes.get(id)!;
    plugs.set(id, { ...placeOfNode(node), needed: needed && !node.closed, closed: node.closed });
  };
  // Upwards to the first manhole on every branch, and below to the next, against what flows back.
  const open = start.is === 'node' ? [start.node.id] : [upperEnd(network, start.edge.id)];
  const seen = new Set<string>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const isStart = start.is === 'node' && id === start.node.id;
    if (PLUGGED.has(network.nodes.get(id)!.kind) && !isStart) {
      plug(id, true);
      continue;
    }
    for (const edge of network.edgesAt(id)) {
      if (lowerEnd(edge) !== id || edge.closed) continue;
      segment.add(edge.id);
      open.push(upperEnd(network, edge.id));
    }
  }
  if (start.is === 'edge') {
    const low = network.nodes.get(lowerEnd(start.edge))!;
    if (PLUGGED.has(low.kind)) plug(low.id, false);
  }
  const out = new Set([...up.edges].filter((id) => !segment.has(id)));
  return {
    closures: [...plugs.values()],
    lines: [...linesOf(network, segment, 'segment'), ...linesOf(network, out, 'out')],
    nodes: up.nodes,
    ends: [],
  };
}

function upperEnd(network: Network, id: string): string {
  const edge = network.edges.get(id)!;
  return lowerEnd(edge) === edge.to ? edge.from : edge.to;
}

function isLowest(network: Network, node: NetworkNode): boolean {
  for (const edge of network.edgesAt(node.id)) if (lowerEnd(edge) !== node.id) return false;
  return true;
}

function difference(all: ReadonlySet<string>, without: ReadonlySet<string>): Set<string> {
  return new Set([...all].filter((id) => !without.has(id)));
}

/** Edges of which an end is among the nodes and the other end is not fed either, or is no supply. */
function edgesWithin(network: Network, nodes: ReadonlySet<string>): Set<string> {
  const edges = new Set<string>();
  for (const id of nodes) {
    for (const edge of network.edgesAt(id)) {
      if (nodes.has(edge.from) && nodes.has(edge.to)) edges.add(edge.id);
      else if (hangsOn(network, edge.from === id ? edge.to : edge.from, nodes)) edges.add(edge.id);
    }
  }
  return edges;
}

/** Whether everything at a node beside it, such as a valve that is being shut, is without supply too. */
function hangsOn(network: Network, id: string, nodes: ReadonlySet<string>): boolean {
  const node = network.nodes.get(id)!;
  if (isSupply(node)) return false;
  for (const edge of network.edgesAt(id)) {
    if (!nodes.has(edge.from === id ? edge.to : edge.from)) return false;
  }
  return true;
}
