import { type CameraView, type GeoPoint, geoToLocal, type Placement } from 'twin-core';
import type { SightCamera } from 'twin-core/geometry';
import type { ChangeOfCameras } from '../sight/sight.ts';

/** A camera where it is tried; heights above the WGS 84 ellipsoid. */
export type TriedCamera = CameraView & GeoPoint;

/** The site's cameras with some in other places, some that there are none of yet, and without others. */
export function changeOfCameras(
  frame: Placement,
  tried: readonly TriedCamera[],
  removed: readonly string[],
): ChangeOfCameras {
  const placed = tried.map((camera) => sightOf(frame, camera));
  const gone = new Set([...removed, ...placed.map(({ code }) => code)]);
  return (cameras) => [...cameras.filter(({ code }) => !gone.has(code)), ...placed];
}

function sightOf(
  frame: Placement,
  { device, longitude, latitude, height, headingDeg, ...seen }: TriedCamera,
): SightCamera {
  const [x, y, z] = geoToLocal(frame, { longitude, latitude, height });
  return { code: device, x, y, z, headingDeg: headingDeg - frame.headingDeg, ...seen };
}
