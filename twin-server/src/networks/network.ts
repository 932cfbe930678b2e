import createGraph, { type Graph } from 'ngraph.graph';
import type { NetworkEdge, NetworkFile, NetworkNode, TracePlace } from 'twin-core';

/** Nodes that can be shut. */
const CLOSERS: ReadonlySet<string> = new Set(['valve', 'switch', 'regulator', 'pump']);
/** Nodes that the network is fed from. */
const SUPPLIES: ReadonlySet<string> = new Set(['reservoir', 'tank', 'source']);

/** An element: a pipe or what stands at a node. */
export type NetworkElement =
  | { readonly is: 'edge'; readonly edge: NetworkEdge }
  | { readonly is: 'node'; readonly node: NetworkNode };

/** A network as a graph: pipes between nodes, parallel ones too. */
export class Network {
  readonly nodes: ReadonlyMap<string, NetworkNode>;
  readonly edges: ReadonlyMap<string, NetworkEdge>;
  readonly #graph: Graph<NetworkNode, NetworkEdge>;

  constructor({ nodes, edges }: NetworkFile) {
    this.nodes = new Map(nodes.map((node) => [node.id, node]));
    this.edges = new Map(edges.map((edge) => [edge.id, edge]));
    this.#graph = createGraph({ multigraph: true });
    for (const node of nodes) this.#graph.addNode(node.id, node);
    for (const edge of edges) this.#graph.addLink(edge.from, edge.to, edge);
  }

  element(id: string): NetworkElement | null {
    const edge = this.edges.get(id);
    if (edge) return { is: 'edge', edge };
    const node = this.nodes.get(id);
    return node ? { is: 'node', node } : null;
  }

  /** Edges at a node. */
  *edgesAt(node: string): Generator<NetworkEdge> {
    for (const { data } of this.#graph.getLinks(node) ?? []) yield data as NetworkEdge;
  }

  *supplies(): Generator<NetworkNode> {
    for (const node of this.nodes.values()) if (isSupply(node)) yield node;
  }
}

/** The other node of an edge. */
export const otherEnd = (edge: NetworkEdge, node: string) => (edge.from === node ? edge.to : edge.from);

/** Whether a node or an edge can be shut. */
export const isCloser = ({ kind }: NetworkNode | NetworkEdge) => CLOSERS.has(kind);

/** Whether the network is fed from a node. */
export const isSupply = ({ kind }: NetworkNode) => SUPPLIES.has(kind);

/** Whether something is drawn from the network at a node. */
export const isConsumer = ({ kind, demandLps }: NetworkNode) => kind === 'connection' || (demandLps ?? 0) > 0;

/** A node as a place of a trace. */
export function placeOfNode({ id, kind, name, at: [longitude, latitude, height] }: NetworkNode): TracePlace {
  return { id, kind, name, longitude, latitude, height };
}

/** An edge as a place of a trace: the middle of its line. */
export function placeOfEdge({ id, kind, name, line }: NetworkEdge): TracePlace {
  const [a, b] =
    line.length % 2 === 1
      ? [line[(line.length - 1) / 2]!, line[(line.length - 1) / 2]!]
      : [line[line.length / 2 - 1]!, line[line.length / 2]!];
  return {
    id,
    kind,
    name,
    longitude: (a[0] + b[0]) / 2,
    latitude: (a[1] + b[1]) / 2,
    height: (a[2] + b[2]) / 2,
  };
}
