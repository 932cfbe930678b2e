import type { Obstruction, WalkableFile } from 'twin-core/geometry';

/**
 * Cost of the way out of every space, seconds, Infinity where there is no safe one: outward from all exits at once, always on from the nearest
 * place not yet done, looked for among all of them. Slow, and no part of what it checks: the rules of docs/routes.md written anew.
 */
export function everyWayOut(file: WalkableFile, obstructions: readonly Obstruction[]): Map<string, number> {
  const shut = new Set(obstructions.flatMap(({ at, level }) => (level === 'blocked' ? [at] : [])));
  const thick = new Set(obstructions.map(({ at }) => at));
  const spaces = new Set(file.spaces.map(({ id }) => id));
  const portals = new Map(file.portals.map((portal) => [portal.id, portal]));
  const ways = new Map<string, { readonly to: string; readonly seconds: number }[]>();
  const first: { readonly space: string; readonly to: string; readonly seconds: number }[] = [];
  for (const { from, to, kind, space, lengthM } of file.edges) {
    const touched = new Set([from, to, space ?? '']);
    if (kind === 'stair')
      for (const end of [from, to]) for (const one of portals.get(end)?.spaces ?? []) touched.add(one);
    const speed = (kind === 'stair' ? 0.85 : 1.19) / ([...touched].some((at) => thick.has(at)) ? 4 : 1);
    const seconds = lengthM / speed;
    if (spaces.has(from)) {
      if (!shut.has(to)) first.push({ space: from, to, seconds });
    } else if (![...touched].some((at) => shut.has(at))) {
      ways.set(from, [...(ways.get(from) ?? []), { to, seconds }]);
      ways.set(to, [...(ways.get(to) ?? []), { to: from, seconds }]);
    }
  }
  const costs = new Map([...portals].map(([id, { kind }]) => [id, kind === 'exit' && !shut.has(id) ? 0 : Infinity]));
  const open = new Set(portals.keys());
  while (open.size > 0) {
    let nearest: string | null = null;
    for (const id of open) if (nearest === null || costs.get(id)! < costs.get(nearest)!) nearest = id;
    open.delete(nearest!);
    for (const { to, seconds } of ways.get(nearest!) ?? [])
      costs.set(to, Math.min(costs.get(to)!, costs.get(nearest!)! + seconds));
  }
  const out = new Map(file.spaces.map(({ id }) => [id, Infinity]));
  for (const { space, to, seconds } of first) out.set(space, Math.min(out.get(space)!, costs.get(to)! + seconds));
  return out;
}
