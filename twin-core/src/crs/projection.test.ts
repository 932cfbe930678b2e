import { describe, expect, it, test } from 'vitest';
import { epsgOf, fromGeographic, gridConvergenceDeg, isKnownCrs, isWithinCrs, toGeographic } from './index.ts';

/** Gauss–Krüger on GRS 80 by the meridian-arc series (Snyder, USGS PP 1395, 8-9 to 8-12): an independent forward formula. */
function snyder(longitude: number, latitude: number, meridian: number, scale: number): [number, number] {
  const a = 6378137;
  const f = 1 / 298.257222101;
  const e2 = f * (2 - f);
  const ep2 = e2 / (1 - e2);
  const phi = (latitude * Math.PI) / 180;
  const n = a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  const t = Math.tan(phi) ** 2;
  const c = ep2 * Math.cos(phi) ** 2;
  const A = (((longitude - meridian) * Math.PI) / 180) * Math.cos(phi);
  const m =
    a *
    ((1 - e2 / 4 - (3 * e2 ** 2) / 64 - (5 * e2 ** 3) / 256) * phi -
      ((3 * e2) / 8 + (3 * e2 ** 2) / 32 + (45 * e2 ** 3) / 1024) * Math.sin(2 * phi) +
      ((15 * e2 ** 2) / 256 + (45 * e2 ** 3) / 1024) * Math.sin(4 * phi) -
      ((35 * e2 ** 3) / 3072) * Math.sin(6 * phi));
  const x = scale * n * (A + ((1 - t + c) * A ** 3) / 6 + ((5 - 18 * t + t * t + 72 * c - 58 * ep2) * A ** 5) / 120);
  const y =
    scale *
    (m +
      n *
        Math.tan(phi) *
        (A ** 2 / 2 +
          ((5 - t + 9 * c + 4 * c * c) * A ** 4) / 24 +
          ((61 - 58 * t + t * t + 600 * c - 330 * ep2) * A ** 6) / 720));
  return [x + 500_000, y];
}

describe('projected coordinate systems', () => {
  test.each([
    ['EPSG:4546', 111, 1, 0],
    ['EPSG:4547', 114, 1, 0],
    ['EPSG:4525', 111, 1, 37_000_000],
    ['EPSG:4526', 114, 1, 38_000_000],
    ['EPSG:32649', 111, 0.9996, 0],
  ])(
    '%s has its central meridian, scale and false easting: equal to the Snyder series within 2 cm',
    (crs, meridian, scale, prefix) => {
      const [x, y] = snyder(112.55, 37.87, meridian, scale);
      const grid = fromGeographic(crs, 112.55, 37.87);
      expect(grid.easting).toBeCloseTo(x + prefix, 1);
      expect(Math.abs(grid.northing - y)).toBeLessThan(0.02);
    },
  );

  test.each([
    'EPSG:4513',
    'EPSG:4533',
    'EPSG:4534',
    'EPSG:4554',
    'EPSG:4491',
    'EPSG:4512',
    'EPSG:25832',
    'EPSG:3857',
    'EPSG:4490',
  ])('%s returns to the same place within a micro-degree', (crs) => {
    const there = fromGeographic(crs, 100.5, 35.25);
    const back = toGeographic(crs, there.easting, there.northing);
    expect(back.longitude).toBeCloseTo(100.5, 6);
    expect(back.latitude).toBeCloseTo(35.25, 6);
  });

  it('the southern UTM zones have ten million of false northing', () => {
    const { longitude, latitude } = toGeographic('EPSG:32760', 729_013.3488, 9_063_992.6847);
    expect(latitude).toBeCloseTo(-8.46, 1);
    expect(longitude).toBeCloseTo(179.08, 1);
  });

  it('grid convergence is Δλ·sin φ to first order, and zero on the central meridian', () => {
    const east = fromGeographic('EPSG:4546', 112.55, 37.87);
    const expected = 1.55 * Math.sin((37.87 * Math.PI) / 180);
    expect(gridConvergenceDeg('EPSG:4546', east.easting, east.northing)).toBeCloseTo(expected, 2);
    const west = fromGeographic('EPSG:4547', 112.55, 37.87);
    expect(gridConvergenceDeg('EPSG:4547', west.easting, west.northing)).toBeLessThan(-0.8);
    const on = fromGeographic('EPSG:4547', 114, 37.87);
    expect(gridConvergenceDeg('EPSG:4547', on.easting, on.northing)).toBeCloseTo(0, 6);
    expect(gridConvergenceDeg('EPSG:4490', 112.55, 37.87)).toBeCloseTo(0, 6);
  });

  test.each([
    ['EPSG:4547', 4547],
    ['epsg: 32649', 32649],
    ['urn:ogc:def:crs:EPSG::4526', 4526],
    ['CGCS2000 / 3-degree Gauss-Kruger CM 114E', 4547],
    ['CGCS2000 / 3-degree Gauss-Kruger zone 38', 4526],
    ['WGS 84 / UTM zone 60S', 32760],
    ['a local grid', null],
  ])('the name %j means EPSG %s', (name, epsg) => {
    expect(epsgOf(name)).toBe(epsg);
  });

  it('a place counts as within a CRS in its zone and a degree beyond, not two zones away', () => {
    expect(isWithinCrs('EPSG:4546', 112.55, 37.87)).toBe(true);
    expect(isWithinCrs('EPSG:4547', 112.55, 37.87)).toBe(true);
    expect(isWithinCrs('EPSG:4548', 112.55, 37.87)).toBe(false);
    expect(isWithinCrs('EPSG:4547', 114, 0.02)).toBe(false);
    expect(isWithinCrs('EPSG:32760', 179.08, -8.46)).toBe(true);
    expect(isWithinCrs('EPSG:27700', 0, 51)).toBe(false);
  });

  it('an unknown CRS is refused by name', () => {
    expect(isKnownCrs('EPSG:27700')).toBe(false);
    expect(() => toGeographic('EPSG:27700', 0, 0)).toThrow('unknown coordinate reference system: EPSG:27700');
  });
});
