import { expect, test } from 'vitest';
import { type CoverageSubject, coverageOf } from './coverage.ts';
import { sampleFacades } from './facade-samples.ts';
import { openScene } from './scene.ts';
import { boxesPart } from './shapes.test-kit.ts';
import type { SightCamera } from './sight-camera.ts';

const HOUSE = { min: [0, 0, 0], max: [10, 10, 3], surface: { building: 'B01', storey: '1F' } } as const;
const UPPER = { min: [0, 0, 3], max: [10, 10, 6], surface: { building: 'B01', storey: '2F' } } as const;
const SCREEN = { min: [-20, -12, 0], max: [30, -11, 20] } as const;
const BOUNDARY = [
  [-30, -30],
  [40, -30],
  [40, 40],
  [-30, 40],
] as const;

const camera = (given: Partial<SightCamera>): SightCamera => ({
  code: 'C',
  x: 5,
  y: -25,
  z: 3,
  headingDeg: 0,
  tiltDeg: 0,
  angleDeg: 80,
  rangeM: 200,
  ...given,
});

function subjectOf(boxes: Parameters<typeof boxesPart>[0]): CoverageSubject {
  const scene = openScene([boxesPart(boxes)]);
  return {
    scene,
    samples: sampleFacades(scene, 0.5),
    boundary: BOUNDARY,
    isFenced: (_, y) => y > -29,
    ground: () => 0,
    places: [
      { kind: 'estateEntrance', code: 'G1', points: Float32Array.of(5, -20, 1.5) },
      { kind: 'mainRoad', code: 'R1', points: Float32Array.of(5, -20, 1.5, 5, 20, 1.5) },
    ],
  };
}

test('7.2.16-1 a camera before one side of a house sees that side of each storey and no other', () => {
  const { facades, cameras } = coverageOf(subjectOf([HOUSE, UPPER]), [camera({})]);
  expect(facades.map(({ building, storey }) => [building, storey])).toEqual([
    ['B01', '1F'],
    ['B01', '2F'],
  ]);
  for (const { areaM2, seenM2 } of facades) {
    expect(areaM2).toBeCloseTo(120, 3);
    expect(seenM2).toBeCloseTo(30, 3);
  }
  expect(cameras[0]!.facadeM2).toBeCloseTo(60, 3);
});

test('7.2.16-1 what stands before a facade hides it, and one more camera behind it sees it', () => {
  const subject = subjectOf([HOUSE, UPPER, SCREEN]);
  const seen = (cameras: SightCamera[]) =>
    coverageOf(subject, cameras).facades.reduce((sum, { seenM2 }) => sum + seenM2, 0);
  expect(seen([camera({})])).toBe(0);
  expect(seen([camera({}), camera({ y: -9, angleDeg: 120 })])).toBeGreaterThan(50);
});

test('7.2.4-1 metres of the boundary without a fence, without a camera, and without either', () => {
  const subject = subjectOf([HOUSE]);
  const { perimeter } = coverageOf(subject, [camera({ y: -10, headingDeg: 180, angleDeg: 90, tiltDeg: -5 })]);
  const metres = (stretches: readonly { fromM: number; toM: number }[]) =>
    stretches.reduce((sum, { fromM, toM }) => sum + toM - fromM, 0);
  expect(perimeter.lengthM).toBeCloseTo(280, 6);
  // The south side is 70 m long; the corners of the sides beside it lie just inside the fence's end.
  expect(metres(perimeter.unfenced)).toBeCloseTo(72, 0);
  // 40 m of it are within 45° to either side of the camera, 20 m before it.
  expect(metres(perimeter.unseen)).toBeCloseTo(240, 0);
  expect(metres(perimeter.open)).toBeCloseTo(32, 0);
  // One to the east, and one to the west in two: the boundary begins in its midst.
  expect(perimeter.open).toHaveLength(3);
});

test('7.2.10-1 key places are covered where enough of them is seen', () => {
  const { places } = coverageOf(subjectOf([HOUSE]), [camera({})]);
  expect(places).toEqual([
    { kind: 'estateEntrance', code: 'G1', at: [5, -20], seenShare: 1, isCovered: true },
    { kind: 'mainRoad', code: 'R1', at: [5, 20], seenShare: 0.5, isCovered: false },
  ]);
});

test('7.2.10-1 beyond its range, and behind it, a camera sees nothing; all around it sees all sides', () => {
  const subject = subjectOf([HOUSE, UPPER]);
  expect(coverageOf(subject, [camera({ rangeM: 20 })]).cameras[0]!.facadeM2).toBe(0);
  expect(coverageOf(subject, [camera({ headingDeg: 180 })]).cameras[0]!.facadeM2).toBe(0);
  expect(coverageOf(subject, [camera({ headingDeg: 180, angleDeg: 360 })]).cameras[0]!.facadeM2).toBeCloseTo(60, 3);
});

test('7.2.16-1 the inside of walls is no facade', () => {
  const wall = { building: 'B01', storey: '1F' };
  const rooms = subjectOf([
    { min: [0, 0, 0], max: [10, 0.2, 3], surface: wall },
    { min: [0, 9.8, 0], max: [10, 10, 3], surface: wall },
    { min: [0, 0.2, 0], max: [0.2, 9.8, 3], surface: wall },
    { min: [9.8, 0.2, 0], max: [10, 9.8, 3], surface: wall },
    { min: [0, 0, 3], max: [10, 10, 3.2], surface: wall },
  ]);
  // Four sides of 10 × 3.2 m; ends of walls that touch count twice.
  const { areaM2 } = coverageOf(rooms, []).facades[0]!;
  expect(areaM2).toBeGreaterThan(127);
  expect(areaM2).toBeLessThan(131);
});
