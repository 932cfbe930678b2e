import type { GeoPoint } from 'twin-core';
import type { AreaHeights, AreaRing } from '../../../state/area/area-controls.ts';
import { ringAreaM2, ringPerimeterM } from '../../../state/area/ring-shape.ts';
import type { SiteView } from '../../../state/site-view.ts';
import type { WithinGroup } from './within-groups.ts';

/** What was asked: the ring, and the heights it was limited to. */
export interface AskedArea {
  readonly ring: AreaRing;
  readonly heights: AreaHeights | null;
}

/** What is known of where the things of an answer stand. */
export interface KnownPlaces {
  readonly site: SiteView;
  location(device: string): GeoPoint | undefined;
}

/** GeoJSON rings repeat their first point and run counter-clockwise (RFC 7946). */
function polygon(ring: AreaRing): object {
  const doubled = ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    return sum + (nextX - x) * (nextY + y);
  }, 0);
  const turned = doubled > 0 ? [...ring].reverse() : ring;
  return { type: 'Polygon', coordinates: [[...turned, turned[0]]] };
}

/**
 * The answer to an area query as GeoJSON, WGS 84: the area itself, buildings by their footprints, devices by their places (heights
 * above the ellipsoid, metres). What has no place of its own has no geometry.
 */
export function areaGeoJson(groups: readonly WithinGroup[], asked: AskedArea, places: KnownPlaces): string {
  const area = {
    type: 'Feature',
    geometry: polygon(asked.ring),
    properties: {
      group: 'area',
      areaM2: Math.round(ringAreaM2(asked.ring)),
      perimeterM: Math.round(ringPerimeterM(asked.ring)),
      fromM: asked.heights?.from ?? null,
      toM: asked.heights?.to ?? null,
      counts: Object.fromEntries(groups.map(({ group, count }) => [group, count])),
      complete: groups.every(({ count, listed }) => count === listed),
    },
  };
  const features = groups.flatMap(({ group, kinds }) =>
    kinds.flatMap(({ rows }) =>
      rows.map(({ code, name, kind, building, storey }) => ({
        type: 'Feature',
        geometry: geometryOf(group, code, places),
        properties: { group, code, name, kind, building, storey },
      })),
    ),
  );
  return JSON.stringify({ type: 'FeatureCollection', features: [area, ...features] });
}

function geometryOf(group: WithinGroup['group'], code: string, { site, location }: KnownPlaces): object | null {
  if (group === 'buildings') {
    const footprint = site.buildings.find((building) => building.code === code)?.footprint;
    return footprint ? polygon(footprint) : null;
  }
  const place = group === 'devices' ? location(code) : undefined;
  return place ? { type: 'Point', coordinates: [place.longitude, place.latitude, place.height] } : null;
}
