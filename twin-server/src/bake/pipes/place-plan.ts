import { localToGeo } from 'twin-core';
import { isKnownCrs, toGeographic } from 'twin-core/crs';
import { InputError } from '../../problem.ts';

/** How plan coordinates of a file become longitude and latitude. */
export type PlanPlacement =
  /** They are of this CRS, easting first; EPSG:4326 for degrees, longitude first. */
  | { readonly by: 'crs'; readonly crs: string }
  /** x' = a·x + b·y + c, y' = d·x + e·y + f are of this CRS. */
  | { readonly by: 'affine'; readonly affine: readonly number[]; readonly crs: string }
  /** The middle of the file's extent lies here, its y axis points to `headingDeg`, and one of its units is `scale` metres. */
  | {
      readonly by: 'middle';
      readonly longitude: number;
      readonly latitude: number;
      readonly scale: number;
      readonly headingDeg: number;
    };

/** Longitude and latitude of plan coordinates. */
export type ToDegrees = (x: number, y: number) => readonly [longitude: number, latitude: number];

/** CRSs whose coordinates are degrees already. CGCS2000 is declared equal to WGS 84. */
const DEGREES = /^EPSG:(4326|4490|4979)$/i;

/** The way from a file's plan coordinates to degrees; `points` is all of them. Throws InputError for a CRS that is not known. */
export function planPlacing(placement: PlanPlacement, points: Iterable<readonly [number, number]>): ToDegrees {
  if (placement.by === 'middle') {
    const { longitude, latitude, scale, headingDeg } = placement;
    const [cx, cy] = middleOf(points);
    const frame = { longitude, latitude, height: 0, headingDeg };
    return (x, y) => {
      const place = localToGeo(frame, [(x - cx) * scale, (y - cy) * scale, 0]);
      return [place.longitude, place.latitude];
    };
  }
  const project = projecting(placement.crs);
  if (placement.by === 'crs') return project;
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0] = placement.affine;
  return (x, y) => project(a * x + b * y + c, d * x + e * y + f);
}

function projecting(crs: string): ToDegrees {
  if (DEGREES.test(crs)) return (x, y) => [x, y];
  if (!isKnownCrs(crs)) throw new InputError(`${crs}: not a coordinate reference system known here`);
  return (x, y) => {
    const { longitude, latitude } = toGeographic(crs, x, y);
    return [longitude, latitude];
  };
}

function middleOf(points: Iterable<readonly [number, number]>): readonly [number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [(west + east) / 2, (south + north) / 2];
}

/** Throws InputError where a place is none on Earth: the CRS, its axes or the affine transform are wrong. */
export function checkDegrees([longitude, latitude]: readonly [number, number], what: string, file: string): void {
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return;
  const place = `${longitude}, ${latitude}`;
  throw new InputError(
    `${what} comes to longitude, latitude ${place}, which is no place: the coordinate system, its axes or the transform are others than given`,
    { place: file },
  );
}
