import { localToGeo } from 'twin-core';
import { describe, expect, test } from 'vitest';
import type { DeviceMarker } from '../state/marker.ts';
import type { BuildingView, SiteView } from '../state/site-view.ts';
import { SiteSights } from './site-sights.ts';

const frame = { longitude: 112.55, latitude: 37.87, height: 771.579, headingDeg: 0 };
const lonLat = (x: number, y: number): [number, number] => {
  const { longitude, latitude } = localToGeo(frame, [x, y, 0]);
  return [longitude, latitude];
};
const building = {
  code: 'B01',
  heightM: 60,
  placement: frame,
  footprint: [lonLat(-15, -10), lonLat(15, -10), lonLat(15, 10), lonLat(-15, 10)],
} as Pick<BuildingView, 'code' | 'heightM' | 'placement' | 'footprint'> as BuildingView;
const site = {
  frame,
  view: { from: [200, -300, 200], to: [0, 0, 10] },
  buildings: [building],
  zones: [
    {
      code: 'F-01',
      name: '',
      kind: 'fence',
      geometry: { type: 'LineString', coordinates: [lonLat(-100, -90), lonLat(-60, -90)] },
    },
  ],
} as Pick<SiteView, 'frame' | 'view' | 'buildings' | 'zones'> as SiteView;
const sights = new SiteSights(site);
test('7.2.10-4 what a camera sees: from where it hangs, along its axis, as wide as it sees', () => {
  const pose = { location: localToGeo(frame, [10, 20, 5]), headingDeg: 90, tiltDeg: -30, angleDeg: 84 };
  const { from, to, angleDeg } = sights.through(pose);
  const close = (point: readonly number[], expected: readonly number[]) =>
    expect(point.map((value) => value.toFixed(3))).toEqual(expected.map((value) => value.toFixed(3)));
  close(from, [10, 20, 5]);
  close(to, [10 + 20 * Math.cos(Math.PI / 6), 20, -5]);
  expect(angleDeg).toBe(84);
});

const device = (x: number, y: number, z: number, storey: string | null): DeviceMarker => ({
  code: 'D',
  name: '',
  building: storey === null ? null : 'B01',
  storey,
  location: localToGeo(frame, [x, y, z]),
  symbol: '',
  place: '',
  state: 'normal',
  priority: null,
  acknowledged: true,
});

describe('flights end where the thing is centred', () => {
  test('a device indoors is seen from outside the facade nearest to it, from above', () => {
    const { from, to } = sights.ofDevice(device(3, -8, 40, '14F'), [0, 500, 100]);
    expect(to[2]).toBeCloseTo(40, 3);
    expect(from[1]).toBeLessThan(-30);
    expect(from[2]).toBeGreaterThan(60);
  });

  test('a device outdoors is seen from the side the camera is on', () => {
    const { from, to } = sights.ofDevice(device(100, 0, 2, null), [400, 0, 100]);
    expect(from[0]).toBeGreaterThan(to[0] + 40);
    expect(from[1]).toBeCloseTo(to[1], 3);
  });

  test('a device under the ground is seen over the far side of the pit', () => {
    const { from } = sights.ofDevice(device(0, -9, -3.5, 'B1'), [0, -500, 100]);
    expect(from[1]).toBeGreaterThan(0);
  });

  test('a building is seen whole, an unknown one not at all', () => {
    const sight = sights.ofBuilding('B01', [300, -300, 200]);
    expect(sight?.to[2]).toBeCloseTo(27, 1);
    expect(Math.hypot(sight?.from[0] ?? 0, sight?.from[1] ?? 0)).toBeGreaterThan(60);
    expect(sights.ofBuilding('B99', [0, 0, 100])).toBeNull();
  });

  test('a fence zone is centred, an unknown one not at all', () => {
    const sight = sights.ofZone('F-01', [0, -300, 100]);
    expect(sight?.to[0]).toBeCloseTo(-80, 2);
    expect(sights.ofZone('F-99', [0, 0, 100])).toBeNull();
  });
});
