import type { BuildingView } from '../../../state/site-view.ts';

/** What differs between two readings of the site: buildings new or other than before, and whether one is gone. */
export function changedBuildings(
  before: readonly BuildingView[],
  after: readonly BuildingView[],
): { readonly changed: readonly BuildingView[]; readonly removed: boolean } {
  // Plain data from one server: equal text is equal content. A new bake has another address.
  const known = new Map(before.map((building) => [building.code, JSON.stringify(building)]));
  const changed = after.filter((building) => known.get(building.code) !== JSON.stringify(building));
  const present = new Set(after.map(({ code }) => code));
  return { changed, removed: before.some(({ code }) => !present.has(code)) };
}
