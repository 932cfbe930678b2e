import { expect, test } from 'vitest';
import { type GeodesicPlace, geodesic, geodesicAreaM2, geodesicLengthM, placesAlong, travel } from './geodesic.ts';

// GeographicLib's values, by PROJ 9.5.1 (Geod, ellps=WGS84), to 0.1 mm and a thousandth of a square metre.
const LINES: [GeodesicPlace, GeodesicPlace, number, number][] = [
  [[112.55, 37.87], [112.5512, 37.8711], 161.4149, 40.852226],
  [[112.55, 37.87], [112.56, 37.87], 879.8728, 89.996931],
  [[112.55, 37.87], [112.55, 37.88], 1109.9411, 0],
  [[112.45, 37.77], [112.75, 38.02], 38291.9056, 43.467437],
];

test.each(LINES)(
  '6.4.1-9 the way from %j to %j is %d m, as GeographicLib has it, within 0.1 mm',
  (from, to, m, azimuth) => {
    const way = geodesic(from, to);
    expect(Math.abs(way.distanceM - m)).toBeLessThan(1e-4);
    expect(way.azimuthDeg).toBeCloseTo(azimuth, 5);
    const back = travel(from, way.azimuthDeg, way.distanceM);
    expect(geodesic(back, to).distanceM).toBeLessThan(1e-4);
  },
);

const RINGS: [GeodesicPlace[], number, number][] = [
  [
    [
      [112.549, 37.869],
      [112.552, 37.869],
      [112.552, 37.872],
      [112.549, 37.872],
    ],
    87893.973,
    1193.8843,
  ],
  [
    [
      [112.5, 37.8],
      [112.6, 37.8],
      [112.6, 37.9],
      [112.5, 37.9],
    ],
    97686666.453,
    39800.933,
  ],
  [
    [
      [112.55, 37.87],
      [112.5512, 37.8702],
      [112.5506, 37.8713],
    ],
    7031.546,
    394.5574,
  ],
];

test.each(RINGS)('6.4.1-9 %j encloses %d m² and is %d m around, as GeographicLib has it', (ring, m2, aroundM) => {
  // GeographicLib promises 0.1 m² a corner of its own sums.
  expect(Math.abs(geodesicAreaM2(ring) - m2)).toBeLessThan(0.02 + m2 * 2e-7);
  expect(geodesicAreaM2([...ring].reverse())).toBeCloseTo(geodesicAreaM2(ring), 3);
  expect(Math.abs(geodesicLengthM([...ring, ring[0]!]) - aroundM)).toBeLessThan(2e-4);
});

test('6.4.1-9 places along a line are its corners and others no farther apart than the step', () => {
  const line: GeodesicPlace[] = [
    [112.55, 37.87],
    [112.56, 37.87],
    [112.56, 37.871],
  ];
  const places = placesAlong(line, 50);
  expect(places[0]).toEqual(line[0]);
  expect(places).toContainEqual(line[1]);
  expect(places.at(-1)).toEqual(line[2]);
  for (let i = 1; i < places.length; i += 1)
    expect(geodesic(places[i - 1]!, places[i]!).distanceM).toBeLessThan(50.001);
  expect(geodesicLengthM(places)).toBeCloseTo(geodesicLengthM(line), 4);
});

test('a point is no way, two points enclose nothing, antipodes are told as not known', () => {
  expect(geodesic([112.55, 37.87], [112.55, 37.87])).toEqual({ distanceM: 0, azimuthDeg: 0 });
  expect(
    geodesicAreaM2([
      [112.55, 37.87],
      [112.56, 37.87],
    ]),
  ).toBe(0);
  expect(geodesic([0, 0.3], [179.9, -0.2]).distanceM).toBeNaN();
});
