import type { BuildingRecord } from 'twin-core';
import type { SiteGround } from './geodata/index.ts';

/** What a file of features is checked against: the site's boundary, and the buildings that surely stand where they are said to. */
export function siteGroundOf(base: {
  readonly site: { readonly boundary: SiteGround['boundary'] };
  readonly buildings: readonly Pick<BuildingRecord, 'footprint'>[];
}): SiteGround {
  return { boundary: base.site.boundary, buildings: base.buildings.map(({ footprint }) => footprint) };
}
