import { type GeoreferenceCandidate, type GeoreferenceFinding, localToGeo, type Placement } from 'twin-core';
import { gridConvergenceDeg, toGeographic } from 'twin-core/crs';
import type { Vector3 } from '../frame.ts';
import { type EllipsoidalHeight, toEllipsoid } from './height-datum.ts';
import type { GridPlace } from './map-place.ts';
import type { SitePlace } from './site-place.ts';

/** One place that a file offers for the origin of the building frame. */
export interface Place extends Omit<GeoreferenceCandidate, 'residualM'> {
  /** Height of sea level over the ellipsoid there, metres. */
  readonly geoidM: number;
  /** What there is to say of the datum of its height. */
  readonly height: GeoreferenceFinding;
}

/** Azimuth from −180 to 180 degrees. */
export function normalizeDeg(angle: number): number {
  return ((((angle + 180) % 360) + 360) % 360) - 180;
}

const datumText = ({ height, geoidM }: EllipsoidalHeight, up: number) =>
  height === up ? 'height declared ellipsoidal' : `EGM96 geoid ${geoidM.toFixed(2)} m`;

/** The place of a point in a projected CRS: heading by the grid's convergence, height by its datum. */
export async function placeOfGrid(
  grid: GridPlace,
  told: Pick<Place, 'source' | 'reading' | 'believed' | 'reason'>,
  verticalDatum: string | null,
): Promise<Place> {
  const { crs, easting, northing } = grid;
  const { longitude, latitude } = toGeographic(crs, easting, northing);
  const convergence = gridConvergenceDeg(crs, easting, northing);
  const height = await toEllipsoid(longitude, latitude, grid.height, verticalDatum);
  return {
    ...told,
    crs,
    reason: `${told.reason}; grid convergence ${convergence.toFixed(4)}°; ${datumText(height, grid.height)}`,
    placement: { longitude, latitude, height: height.height, headingDeg: normalizeDeg(convergence - grid.rotationDeg) },
    geoidM: height.geoidM,
    height: height.finding,
  };
}

/**
 * The place by IfcSite: its point is that of the site's own placement, and the frame's origin lies `origin` − reference from
 * it; read as anchored, the point is the origin's.
 */
export async function placeOfSite(
  site: Pick<SitePlace, 'longitude' | 'latitude' | 'elevation' | 'reference'>,
  origin: Vector3,
  headingDeg: number,
  told: Pick<Place, 'reading' | 'believed' | 'reason'>,
  anchored = told.reading === 'anchored',
): Promise<Place> {
  const frame: Placement = { longitude: site.longitude, latitude: site.latitude, height: 0, headingDeg };
  const [dx, dy, dz] = anchored ? [0, 0, 0] : origin.map((value, axis) => value - site.reference[axis]!);
  const { longitude, latitude } = localToGeo(frame, [dx!, dy!, 0]);
  const height = await toEllipsoid(longitude, latitude, (site.elevation ?? 0) + dz!, null);
  return {
    source: 'IfcSite',
    ...told,
    placement: { longitude, latitude, height: height.height, headingDeg: normalizeDeg(headingDeg) },
    geoidM: height.geoidM,
    height: height.finding,
  };
}
