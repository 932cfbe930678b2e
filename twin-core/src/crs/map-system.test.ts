import fc from 'fast-check';
import gcoord from 'gcoord';
import { describe, expect, test } from 'vitest';
import { crsOf, fromSystem, MAP_SYSTEMS, toSystem } from './map-system.ts';
import { fromGeographic, toGeographic } from './projection.ts';

const SITE = { crs: 'EPSG:4546', frame: { longitude: 112.55, latitude: 37.87 } };
const M_PER_DEG = 111_320;
const metersBetween = (a: { longitude: number; latitude: number }, b: { longitude: number; latitude: number }) =>
  Math.hypot(
    (a.longitude - b.longitude) * M_PER_DEG * Math.cos((a.latitude * Math.PI) / 180),
    (a.latitude - b.latitude) * M_PER_DEG,
  );

describe('6.4.1-9 coordinates in the system of choice', () => {
  test.each([
    ['gaussKruger', 'EPSG:4546'],
    ['utm', 'EPSG:32649'],
    ['cgcs2000', 'EPSG:4490'],
    ['bd09', 'BD-09'],
  ] as const)('%s is %s at the site', (system, crs) => {
    expect(crsOf(system, SITE)).toBe(crs);
  });

  test('a site without a Gauss–Krüger zone of its own has that of the nearest meridian', () => {
    expect(crsOf('gaussKruger', { ...SITE, crs: 'EPSG:32649' })).toBe('EPSG:4547');
    expect(crsOf('gaussKruger', { crs: 'EPSG:4526', frame: SITE.frame })).toBe('EPSG:4526');
  });

  test.each(MAP_SYSTEMS)('%s comes back to the same place within a millimetre', (system) => {
    const near = fc.record({
      longitude: fc.double({ min: 111.5, max: 113.5, noNaN: true }),
      latitude: fc.double({ min: 37, max: 39, noNaN: true }),
    });
    fc.assert(
      fc.property(near, (place) => {
        expect(metersBetween(place, fromSystem(system, SITE, toSystem(system, SITE, place)))).toBeLessThan(0.001);
      }),
    );
  });

  test('GCJ-02 and BD-09 are gcoord’s own to the micrometre', () => {
    const { longitude, latitude } = SITE.frame;
    expect(toSystem('gcj02', SITE, SITE.frame)).toEqual(
      gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.GCJ02),
    );
    expect(toSystem('bd09', SITE, SITE.frame)).toEqual(
      gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.BD09),
    );
  });
});

// PROJ 9.5.1 (pyproj 3.7.2), from EPSG:4490 or EPSG:4326, easting and northing to a tenth of a millimetre.
const BY_PROJ: [crs: string, longitude: number, latitude: number, easting: number, northing: number][] = [
  ['EPSG:4546', 112.55, 37.87, 636384.4301, 4194201.2502],
  ['EPSG:4546', 111.0, 37.8, 500000.0, 4185299.102],
  ['EPSG:4546', 113.9, 38.4, 753349.3385, 4255882.5755],
  ['EPSG:4547', 112.55, 37.87, 372415.0488, 4194059.8],
  ['EPSG:4547', 113.9, 38.4, 491264.675, 4251902.8604],
  ['EPSG:4547', 114.3, 22.6, 530846.7394, 2500272.1225],
  ['EPSG:4525', 112.55, 37.87, 37636384.4301, 4194201.2502],
  ['EPSG:4526', 114.3, 22.6, 38530846.7394, 2500272.1225],
  ['EPSG:4497', 112.55, 37.87, 19636384.4301, 4194201.2502],
  ['EPSG:4508', 112.55, 37.87, 636384.4301, 4194201.2502],
  ['EPSG:4548', 116.391, 39.907, 447924.4832, 4419380.4476],
  ['EPSG:4549', 121.4737, 31.2304, 640412.315, 3457455.4886],
  ['EPSG:4538', 87.6, 43.8, 548285.1151, 4851775.3027],
  ['EPSG:4543', 104.06, 30.67, 697433.567, 3396199.265],
  ['EPSG:32649', 112.55, 37.87, 636329.8763, 4192523.5698],
  ['EPSG:32649', 110.2, 37.0, 428818.5026, 4095171.4479],
  ['EPSG:32651', 121.4737, 31.2304, 354633.649, 3456140.5296],
];

describe('6.4.1-9 grids against PROJ', () => {
  test.each(BY_PROJ)('%s of %d, %d is PROJ’s within a millimetre, there and back', (crs, longitude, latitude, x, y) => {
    const grid = fromGeographic(crs, longitude, latitude);
    expect(Math.abs(grid.easting - x)).toBeLessThan(0.001);
    expect(Math.abs(grid.northing - y)).toBeLessThan(0.001);
    expect(metersBetween({ longitude, latitude }, toGeographic(crs, x, y))).toBeLessThan(0.001);
  });
});
