import type { CameraCalibration, CameraView, DeviceRecord } from 'twin-core';
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

/** Their picture, and what a survey of them leaves unsure. */
const FACADE_PICTURE = { widthPx: 1920, heightPx: 1080, k1: 0 };
const SURVEYED = { positionM: 0.1, angleDeg: 0.1, focal: 0.002, k1: 0.002, pixelPx: 1, clockS: 0.02 };

const azimuth = ([x, y]: Vec2, [toX, toY]: Vec2) =>
  ((Math.atan2(toX - x, toY - y) * 180) / Math.PI + SITE_FRAME.headingDeg + 360) % 360;
const bearing = (from: Vec2, to: Vec2) => Math.round(azimuth(from, to)) % 360;

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

/** How the cameras under the facades stand and see, as they were surveyed: all look at the middle of their building. */
export function cameraCalibrations(devices: readonly DeviceRecord[]): CameraCalibration[] {
  const locations = new Map(devices.map(({ code, location }) => [code, location]));
  return outdoorDevices().flatMap(({ code, kind, at }): CameraCalibration[] => {
    const building = ESTATE_BUILDINGS.find((each) => code.startsWith(`FO-${each.number}-`));
    const location = locations.get(code);
    if (kind !== 'falling-object-camera' || !building || !location) return [];
    const focalPx = FACADE_PICTURE.widthPx / 2 / Math.tan((FACADE.angleDeg * Math.PI) / 360);
    return [
      {
        camera: code,
        location,
        headingDeg: Math.round(azimuth(at, building.at) * 100) / 100,
        tiltDeg: FACADE.tiltDeg,
        rollDeg: 0,
        focalPx: Math.round(focalPx * 10) / 10,
        ...FACADE_PICTURE,
        sigma: SURVEYED,
      },
    ];
  });
}
