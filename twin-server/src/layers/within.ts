import type { GeoBounds } from 'twin-core';
import { extentOf, type Region, relationOfGeometry } from 'twin-core/geometry';
import { readPlaces } from './feature-table.ts';
import type { Queryable } from './layer-table.ts';

/** A feature that a region meets. */
export interface FeatureWithin {
  readonly layer: string;
  readonly id: string;
  readonly name: string | null;
  /** It lies wholly inside. */
  readonly whole: boolean;
}

/** What a region holds: all are counted, the first are listed. */
export interface FoundWithin {
  readonly layers: readonly { readonly layer: string; readonly count: number; readonly whole: number }[];
  readonly count: number;
  readonly items: readonly FeatureWithin[];
}

/** Places looked at before the program turns to others who wait. */
const PAGE = 2_000;

/** Looks for the features that a region meets, by their geometry. At most `limit` are listed, by layer and id. */
export async function featuresWithin(
  at: Queryable,
  site: string,
  { ring }: Region,
  { layers, limit }: { readonly layers: readonly string[] | undefined; readonly limit: number },
): Promise<FoundWithin> {
  const bounds: GeoBounds = [...extentOf(ring)];
  const counts = new Map<string, { layer: string; count: number; whole: number }>();
  const items: FeatureWithin[] = [];
  let after: readonly [string, string] | undefined;
  for (;;) {
    const places = await readPlaces(at, site, { layers, bounds, after, limit: PAGE });
    for (const { layer, id, name, geometry } of places) {
      const relation = relationOfGeometry(ring, geometry);
      if (relation === 'outside') continue;
      const whole = relation === 'inside';
      const entry = counts.get(layer) ?? { layer, count: 0, whole: 0 };
      entry.count += 1;
      if (whole) entry.whole += 1;
      counts.set(layer, entry);
      if (items.length < limit) items.push({ layer, id, name, whole });
    }
    const last = places.at(-1);
    if (!last || places.length < PAGE) break;
    after = [last.layer, last.id];
  }
  const found = [...counts.values()];
  return { layers: found, count: found.reduce((sum, { count }) => sum + count, 0), items };
}
