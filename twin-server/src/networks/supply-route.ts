import { type Network, type NetworkElement, otherEnd } from './network.ts';
import { flowsFrom } from './supply.ts';

/** The shortest way from a supply to an element by length of pipe: its edges from the supply on, and that supply; null where none feeds it. */
export function supplyRoute(
  network: Network,
  start: NetworkElement,
): { readonly edges: readonly string[]; readonly supply: string } | null {
  const lengths = new Map<string, number>();
  const came = new Map<string, { edge: string; node: string } | null>();
  const done = new Set<string>();
  const queue: { id: string; length: number }[] = [];
  const offer = (id: string, length: number, from: { edge: string; node: string } | null) => {
    if (length >= (lengths.get(id) ?? Infinity)) return;
    lengths.set(id, length);
    came.set(id, from);
    let at = queue.length;
    // Nearly sorted already: what is offered later is mostly longer.
    while (at > 0 && queue[at - 1]!.length < length) at -= 1;
    queue.splice(at, 0, { id, length });
  };
  for (const { id } of network.supplies()) offer(id, 0, null);
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (done.has(next.id)) continue;
    done.add(next.id);
    if (network.nodes.get(next.id)!.closed) continue;
    for (const edge of network.edgesAt(next.id)) {
      if (!flowsFrom(edge, next.id) || (start.is === 'edge' && edge.id === start.edge.id)) continue;
      offer(otherEnd(edge, next.id), next.length + edge.lengthM, { edge: edge.id, node: next.id });
    }
  }
  const ends = start.is === 'node' ? [start.node.id] : [start.edge.from, ...(start.edge.oneWay ? [] : [start.edge.to])];
  const nearest = ends.filter((id) => lengths.has(id)).sort((a, b) => lengths.get(a)! - lengths.get(b)!)[0];
  if (nearest === undefined) return null;
  const edges: string[] = [];
  let at = nearest;
  for (let step = came.get(at); step; step = came.get(at)) {
    edges.push(step.edge);
    at = step.node;
  }
  return { edges: edges.reverse(), supply: at };
}
