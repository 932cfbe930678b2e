import type { Obstruction } from './obstructions.ts';
import type { WalkableFile } from './walkable.ts';

/**
 * The oracle of the routes: the cost of the way out of every space by going over all ways again and again until nothing gets better (Bellman
 * and Ford), with the rules written anew. Seconds; Infinity where there is no safe way.
 */
export function bruteForce(file: WalkableFile, obstructions: readonly Obstruction[]): Map<string, number> {
  const shut = new Set(obstructions.filter(({ level }) => level === 'blocked').map(({ at }) => at));
  const smoky = new Set(obstructions.map(({ at }) => at));
  const spacesOf = new Map(file.portals.map(({ id, spaces }) => [id, spaces]));
  const isSpace = new Set(file.spaces.map(({ id }) => id));
  const cost = new Map<string, number>();
  for (const { id, kind } of file.portals) cost.set(id, kind === 'exit' && !shut.has(id) ? 0 : Infinity);
  const priced = file.edges.map((edge) => {
    const through = [edge.from, edge.to, ...(edge.space === null ? [] : [edge.space])];
    if (edge.kind === 'stair') through.push(...(spacesOf.get(edge.from) ?? []), ...(spacesOf.get(edge.to) ?? []));
    const seconds =
      (edge.lengthM / (edge.kind === 'stair' ? 0.85 : 1.19)) * (through.some((at) => smoky.has(at)) ? 4 : 1);
    const begins = isSpace.has(edge.from);
    // Who is where it burns leaves it; nobody else goes through.
    const isShut = begins ? shut.has(edge.to) : through.some((at) => shut.has(at));
    return { ...edge, begins, seconds: isShut ? Infinity : seconds };
  });
  for (let better = true; better; ) {
    better = false;
    for (const { from, to, begins, seconds } of priced) {
      for (const [a, b] of begins ? [] : [[from, to] as const, [to, from] as const]) {
        const found = (cost.get(b) ?? Infinity) + seconds;
        if (found >= (cost.get(a) ?? Infinity) - 1e-9) continue;
        cost.set(a, found);
        better = true;
      }
    }
  }
  const out = new Map(file.spaces.map(({ id }) => [id, Infinity]));
  for (const { from, to, begins, seconds } of priced)
    if (begins) out.set(from, Math.min(out.get(from) ?? Infinity, (cost.get(to) ?? Infinity) + seconds));
  return out;
}
