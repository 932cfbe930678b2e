import type { CameraView } from 'twin-core';
import type { Vec2 } from '../../ifc/shape.ts';
import { fenceZones, pointAlong } from '../boundary.ts';
import { codeOf, ESTATE_BUILDINGS } from '../estate-buildings.ts';
import { SITE_FRAME } from '../site-frame.ts';
import type { House } from './indoor-place.ts';
import { outdoorDevices } from './outdoor.ts';
import { indoorCameras, outdoorCameras, viewOf } from './video-devices.ts';

/** Fence cameras look back along their two zones; those under the facades look up at them. */
const FENCE = { tiltDeg: -8, angleDeg: 38, rangeM: 80 };
const FACADE = { tiltDeg: 42, angleDeg: 84, rangeM: 26 };

const bearing = ([x, y]: Vec2, [toX, toY]: Vec2) =>
  (Math.round((Math.atan2(toX - x, toY - y) * 180) / Math.PI + SITE_FRAME.headingDeg) + 360) % 360;

/** What all cameras see, as their installer recorded it. */
export function cameraViews(houses: readonly House[]): CameraView[] {
  return [...fenceAndFacadeViews(), ...outdoorCameras().map(viewOf), ...houses.flatMap(indoorCameras).map(viewOf)];
}

function fenceAndFacadeViews(): CameraView[] {
  const zones = new Map(fenceZones().map((zone) => [zone.code, zone]));
  return outdoorDevices().flatMap(({ code, kind, zone, at }): CameraView[] => {
    if (kind === 'perimeter-analytics') {
      const fence = zones.get(zone ?? '');
      return fence ? [{ device: code, headingDeg: bearing(at, pointAlong(fence.line, 0)), ...FENCE }] : [];
    }
    if (kind !== 'falling-object-camera') return [];
    const building = ESTATE_BUILDINGS.find((each) => code.startsWith(`FO-${each.number}-`));
    return building && codeOf(building) ? [{ device: code, headingDeg: bearing(at, building.at), ...FACADE }] : [];
  });
}
