import type { NetworkEdge } from 'twin-core';
import { type Network, otherEnd } from './network.ts';

/** What is taken out of a network while it is asked what is still fed. */
export interface Cut {
  readonly nodes?: ReadonlySet<string>;
  readonly edges?: ReadonlySet<string>;
}

/** Whether an edge lets anything out of one of its nodes towards the other. */
export function flowsFrom(edge: NetworkEdge, node: string): boolean {
  return !edge.closed && (!edge.oneWay || edge.from === node);
}

/** Nodes that are fed from a supply, without what is cut; a shut valve is reached and not passed. */
export function fedNodes(network: Network, cut: Cut = {}): Set<string> {
  const fed = new Set<string>();
  const open: string[] = [];
  const reach = (id: string) => {
    if (fed.has(id) || cut.nodes?.has(id)) return;
    fed.add(id);
    if (!network.nodes.get(id)!.closed) open.push(id);
  };
  for (const { id } of network.supplies()) reach(id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const edge of network.edgesAt(id)) {
      if (!cut.edges?.has(edge.id) && flowsFrom(edge, id)) reach(otherEnd(edge, id));
    }
  }
  return fed;
}
