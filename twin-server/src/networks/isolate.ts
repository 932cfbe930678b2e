import type { NetworkEdge, NetworkNode, TraceClosure } from 'twin-core';
import {
  isCloser,
  isSupply,
  type Network,
  type NetworkElement,
  otherEnd,
  placeOfEdge,
  placeOfNode,
} from './network.ts';
import { fedNodes, flowsFrom } from './supply.ts';

/** A part of a network between valves, and what is without supply when it is shut off. */
export interface Isolation {
  readonly closures: readonly TraceClosure[];
  /** Edges that the burst empties when everything is shut. */
  readonly segment: ReadonlySet<string>;
  /** Nodes that had supply and have none then, those of the segment included. */
  readonly outNodes: ReadonlySet<string>;
}

/**
 * What to shut for a burst: outward from it to the first valve, switch, pump or supply on every way that leads to it. Of those only
 * the ones behind which there is still a supply are needed, and all of them are: leaving one open feeds the burst. So no set of those
 * nearest ones is smaller, and none farther out leaves fewer without supply. A supply is shut towards the burst: what else it feeds goes on.
 */
export function isolate(network: Network, start: NetworkElement): Isolation {
  const segment = new Set<string>();
  const inside = new Set<string>();
  const shutNodes = new Map<string, NetworkNode>();
  const shutEdges = new Map<string, NetworkEdge>();
  const open: string[] = [];
  const enter = (id: string) => {
    const node = network.nodes.get(id)!;
    if (inside.has(id) || shutNodes.has(id)) return;
    if (isCloser(node) || isSupply(node)) {
      shutNodes.set(id, node);
      return;
    }
    inside.add(id);
    open.push(id);
  };
  if (start.is === 'edge') {
    segment.add(start.edge.id);
    enter(start.edge.from);
    enter(start.edge.to);
  } else {
    // A broken valve shuts nothing.
    inside.add(start.node.id);
    open.push(start.node.id);
  }
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const edge of network.edgesAt(id)) {
      if (segment.has(edge.id) || shutEdges.has(edge.id)) continue;
      const other = otherEnd(edge, id);
      if (edge.closed || isCloser(edge)) shutEdges.set(edge.id, edge);
      // Nothing flows back through a check valve: it needs no shutting.
      else if (flowsFrom(edge, other)) {
        segment.add(edge.id);
        enter(other);
      }
    }
  }
  // A valve whose two sides are both inside shuts nothing off.
  for (const [id, edge] of shutEdges) {
    if (inside.has(edge.from) && inside.has(edge.to) && !edge.closed) {
      shutEdges.delete(id);
      segment.add(id);
    }
  }
  return { ...closuresOf(network, { segment, inside, shutNodes, shutEdges }), segment };
}

interface Bounds {
  readonly segment: ReadonlySet<string>;
  readonly inside: ReadonlySet<string>;
  readonly shutNodes: ReadonlyMap<string, NetworkNode>;
  readonly shutEdges: ReadonlyMap<string, NetworkEdge>;
}

function closuresOf(network: Network, { segment, inside, shutNodes, shutEdges }: Bounds): Omit<Isolation, 'segment'> {
  const valves = new Set([...shutNodes.values()].filter((node) => !isSupply(node)).map(({ id }) => id));
  const before = fedNodes(network);
  const after = fedNodes(network, {
    nodes: new Set([...valves, ...inside]),
    edges: new Set([...segment, ...shutEdges.keys()]),
  });
  const feeds = (edge: NetworkEdge, into: string) =>
    flowsFrom(edge, otherEnd(edge, into)) && after.has(otherEnd(edge, into));
  const ofNodes = [...shutNodes.values()].map((node): TraceClosure => {
    const behind = [...network.edgesAt(node.id)].filter(({ id }) => !segment.has(id));
    const needed = isSupply(node) || behind.some((edge) => feeds(edge, node.id));
    return { ...placeOfNode(node), needed: needed && !node.closed, closed: node.closed };
  });
  const ofEdges = [...shutEdges.values()].map((edge): TraceClosure => {
    const into = inside.has(edge.to) ? edge.to : edge.from;
    return { ...placeOfEdge(edge), needed: !edge.closed && feeds(edge, into), closed: edge.closed };
  });
  const outNodes = new Set([...before].filter((id) => !after.has(id) && !valves.has(id)));
  return { closures: [...ofNodes, ...ofEdges].sort((a, b) => Number(b.needed) - Number(a.needed)), outNodes };
}
