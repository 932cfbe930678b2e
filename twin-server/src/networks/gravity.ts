import type { NetworkEdge } from 'twin-core';
import type { Network, NetworkElement } from './network.ts';

/** Ends of a sewer that differ in height by less than this say nothing of its direction, metres. */
const LEVEL_M = 0.001;

/** Node that a sewer falls to: the end with the lower invert; as it is drawn where it lies level or is pumped. */
export function lowerEnd({ line, from, to, oneWay }: NetworkEdge): string {
  if (oneWay) return to;
  return line[0]![2] - line.at(-1)![2] < -LEVEL_M ? from : to;
}

/** Edges and nodes that lie down or up the flow of a sewer from an element, that element's own edge included. */
export function alongFlow(
  network: Network,
  start: NetworkElement,
  way: 'down' | 'up',
): { readonly edges: Set<string>; readonly nodes: Set<string> } {
  const edges = new Set<string>();
  const nodes = new Set<string>();
  const open: string[] = [];
  const far = (edge: NetworkEdge) => {
    const low = lowerEnd(edge);
    return way === 'down' ? low : low === edge.from ? edge.to : edge.from;
  };
  const pass = (edge: NetworkEdge) => {
    if (edge.closed || edges.has(edge.id)) return;
    edges.add(edge.id);
    reach(far(edge));
  };
  const reach = (id: string) => {
    if (nodes.has(id)) return;
    nodes.add(id);
    if (!network.nodes.get(id)!.closed) open.push(id);
  };
  if (start.is === 'edge') pass(start.edge);
  else reach(start.node.id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const edge of network.edgesAt(id)) if (far(edge) !== id) pass(edge);
  }
  return { edges, nodes };
}
