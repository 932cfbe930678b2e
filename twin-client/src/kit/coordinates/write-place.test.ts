import { expect, test } from 'vitest';
import { heightIn, placeNumbers, placeText, readPlace, SHOWN_SYSTEMS, systemName } from './write-place.ts';

const SITE = {
  crs: 'EPSG:4546',
  frame: { longitude: 112.55, latitude: 37.87, height: 771.58, headingDeg: 0 },
  normalHeightM: 790,
};
const AT = [112.55, 37.87] as const;

test.each([
  ['wgs84', 'WGS 84', '112.5500000°, 37.8700000°'],
  ['wgs84dms', 'WGS 84', '112°33′00.000″E 37°52′12.000″N'],
  ['cgcs2000', 'CGCS2000', '112.5500000°, 37.8700000°'],
  // PROJ: easting 636384.4301, northing 4194201.2502.
  ['gaussKruger', 'CGCS2000 EPSG:4546', 'X 4194201.250 Y 636384.430'],
  ['utm', 'UTM 49N', 'E 636329.876 N 4192523.570'],
] as const)('6.4.1-9 a place in %s (%s) is %s', (system, name, text) => {
  expect(systemName(system, SITE)).toBe(name);
  expect(placeText(system, SITE, AT)).toBe(text);
});

test('6.4.1-9 GCJ-02 and BD-09 are named as such and differ from WGS 84', () => {
  expect(['gcj02', 'bd09'].map((system) => systemName(system as 'gcj02', SITE))).toEqual(['GCJ-02', 'BD-09']);
  expect(placeText('gcj02', SITE, AT)).not.toBe(placeText('wgs84', SITE, AT));
});

test('seconds are never rounded up to sixty; south and west are told', () => {
  expect(placeText('wgs84dms', SITE, [-0.99999999999, -37.87])).toBe('1°00′00.000″W 37°52′12.000″S');
});

test.each(SHOWN_SYSTEMS)(
  '6.4.1-9 what is written in %s is read back as the same place within a centimetre',
  (system) => {
    const [first, second] = placeNumbers(system, SITE, AT);
    const back = readPlace(system, SITE, [first.text, second.text]);
    expect(back?.[0]).toBeCloseTo(AT[0], 6);
    expect(back?.[1]).toBeCloseTo(AT[1], 6);
  },
);

test.each([
  ['', '37'],
  ['112', 'north'],
  ['200', '37'],
])('8.1.5-2 %j and %j are no place', (first, second) => {
  expect(readPlace('wgs84', SITE, [first, second])).toBeNull();
});

test('6.4.1-9 heights over the ellipsoid, EGM96 and the 1985 datum', () => {
  expect(heightIn('ellipsoid', SITE, 780)).toBe(780);
  expect(heightIn('egm96', SITE, 780)).toBeCloseTo(798.42, 6);
  expect(heightIn('1985', SITE, 780, -18.5)).toBeCloseTo(798.5, 6);
});
