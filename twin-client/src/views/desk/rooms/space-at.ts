import type { BuildingOutline, LocalPoint } from 'twin-core';

type Ring = BuildingOutline['spaces'][number]['footprint'];

function contains(ring: Ring, x: number, y: number): boolean {
  let within = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

function areaM2(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  return Math.abs(sum) / 2;
}

/**
 * GlobalId of the space of a storey (by name) over a point of the building frame, metres: the smallest where one stands in
 * another, as a room in a home; null where there is none.
 */
export function spaceAt(
  model: Pick<BuildingOutline, 'storeys' | 'spaces'>,
  storey: string | null,
  [x, y]: LocalPoint,
): string | null {
  const storeyId = model.storeys.find(({ name }) => name === storey)?.globalId;
  const found = model.spaces.filter((space) => space.storey === storeyId && contains(space.footprint, x, y));
  return found.sort((a, b) => areaM2(a.footprint) - areaM2(b.footprint))[0]?.globalId ?? null;
}
