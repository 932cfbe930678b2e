import { expect, test } from 'vitest';
import { geoToLocal, localToGeo } from './place.ts';

const frame = { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 12 };

test('local → geographic → local comes back within 1 mm over the site', () => {
  for (const point of [
    [0, 0, 0],
    [250, -180, 99],
    [-400, 300, 3.5],
  ] as const) {
    const back = geoToLocal(frame, localToGeo(frame, point));
    for (let i = 0; i < 3; i++) expect(Math.abs(back[i]! - point[i]!)).toBeLessThan(1e-3);
  }
});

test('heading is clockwise from north: at 90° forward is east', () => {
  const east = localToGeo({ ...frame, headingDeg: 90 }, [0, 100, 0]);
  expect(east.longitude).toBeGreaterThan(frame.longitude);
  expect(Math.abs(east.latitude - frame.latitude)).toBeLessThan(1e-9);
  // One degree of latitude at 37.87° on WGS 84 is 110.98 km (meridian radius there), height 771.6 m adds 13 m.
  const north = localToGeo({ ...frame, headingDeg: 0 }, [0, 110_999, 0]);
  expect(north.latitude - frame.latitude).toBeCloseTo(1, 3);
});
