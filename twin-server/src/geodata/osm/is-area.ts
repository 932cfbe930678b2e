import type { OsmTags } from './osm-element.ts';

/** Keys that make a closed way an area, and the values that do not (after the wiki's Key:area and osmtogeojson). */
const AREA_KEYS: Readonly<Record<string, readonly string[]>> = {
  amenity: [],
  area: [],
  'area:highway': [],
  boundary: [],
  building: [],
  'building:part': [],
  craft: [],
  historic: [],
  indoor: [],
  landuse: [],
  leisure: ['track', 'slipway'],
  man_made: ['cutline', 'embankment', 'pipeline', 'breakwater', 'groyne'],
  military: [],
  natural: ['coastline', 'cliff', 'ridge', 'arete', 'tree_row'],
  office: [],
  place: [],
  power: ['line', 'minor_line', 'cable'],
  public_transport: [],
  shop: [],
  tourism: [],
  water: [],
};

/** Whether a closed way with these tags is the surface and not its rim. */
export function isArea(tags: NonNullable<OsmTags>): boolean {
  if (tags.area === 'no') return false;
  if (tags.waterway === 'riverbank' || tags.waterway === 'dock') return true;
  return Object.entries(AREA_KEYS).some(([key, lines]) => {
    const value = tags[key];
    return value !== undefined && value !== 'no' && !lines.includes(value);
  });
}
