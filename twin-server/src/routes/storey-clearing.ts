import type { StoreyClearing } from 'twin-core';
import type { EvacuationNow } from './site-routes.ts';

/** Storeys with people, the lowest first: how many are there, and until when they are outside. */
export function storeysOf({ ways, persons, clearing, plan }: EvacuationNow): StoreyClearing[] {
  const storeys = new Map<string, { -readonly [key in keyof StoreyClearing]: StoreyClearing[key] } & { z: number }>();
  for (const [space, count] of persons) {
    const { storey: name, at } = ways.network.spaces.get(space)!;
    const storey = name ?? '';
    const own = storeys.get(storey) ?? { storey, persons: 0, stranded: 0, clearS: null, z: at[2] };
    storeys.set(storey, own);
    own.persons += count;
    const outS = clearing.spaces.get(space);
    if (outS !== undefined) own.clearS = Math.max(own.clearS ?? 0, Math.round(outS * 10) / 10);
    else if (plan.costOf(space) === null) own.stranded += count;
  }
  return [...storeys.values()].sort((a, b) => a.z - b.z).map(({ z: _height, ...storey }) => storey);
}
