import { expect, test } from 'vitest';
import { privacyMask } from './privacy-mask.ts';
import { openScene } from './scene.ts';
import { boxesPart } from './shapes.test-kit.ts';
import { PICTURE_ASPECT, type SightCamera } from './sight-camera.ts';

const CAMERA: SightCamera = { code: 'C', x: 0, y: 0, z: 2, headingDeg: 0, tiltDeg: 0, angleDeg: 90, rangeM: 100 };
const WALL = { min: [-20, 20.2, 0], max: [20, 20.5, 30] } as const;
const opening = (x: number, z: number, space: string | null = 'home') =>
  ({ min: [x, 20, z], max: [x + 2, 20.2, z + 1.5], surface: { building: 'B01', isOpening: true, space } }) as const;
const isHome = ({ space }: { space: string | null }) => space === 'home';

test('7.2.16-1 a window is masked where the picture shows it', () => {
  const scene = openScene([boxesPart([WALL, opening(5, 4)])]);
  const { polygons, windows } = privacyMask(scene, CAMERA, isHome, 0);
  expect(windows).toBe(1);
  const us = polygons[0]!.map(([u]) => u);
  const vs = polygons[0]!.map(([, v]) => v);
  // 90° wide: at 20 m half the picture is 20 m.
  expect(Math.min(...us)).toBeCloseTo(0.5 + 5 / 20.2 / 2, 3);
  expect(Math.max(...us)).toBeCloseTo(0.5 + 7 / 20 / 2, 3);
  expect(Math.min(...vs)).toBeCloseTo(0.5 - (3.5 / 20 / 2) * PICTURE_ASPECT, 3);
  expect(Math.max(...vs)).toBeCloseTo(0.5 - (2 / 20.2 / 2) * PICTURE_ASPECT, 3);
});

test('7.2.16-1 windows of other rooms, behind the camera, out of the picture or behind a building are not masked', () => {
  const windows = (boxes: Parameters<typeof boxesPart>[0], given: Partial<SightCamera> = {}) =>
    privacyMask(openScene([boxesPart(boxes)]), { ...CAMERA, ...given }, isHome, 0).windows;
  expect(windows([WALL, opening(5, 4, 'lobby')])).toBe(0);
  expect(windows([WALL, opening(5, 4)], { headingDeg: 180 })).toBe(0);
  expect(windows([WALL, opening(5, 25)])).toBe(0);
  expect(windows([WALL, opening(5, 4), { min: [-5, 10, 0], max: [8, 12, 20] }])).toBe(0);
  // 280 m away a metre has 3.4 pixels.
  expect(windows([WALL, opening(5, 4)], { y: -260 })).toBe(0);
});

test('7.2.16-1 of a window that is hidden in part the part that shows is masked', () => {
  const scene = openScene([boxesPart([WALL, opening(5, 4), { min: [3, 10, 0], max: [3.15, 10.1, 20] }])]);
  const whole = privacyMask(openScene([boxesPart([WALL, opening(5, 4)])]), CAMERA, isHome, 0);
  const { polygons, windows } = privacyMask(scene, CAMERA, isHome, 0);
  expect(windows).toBe(1);
  const [left, right] = [areaOf(polygons), areaOf(whole.polygons)];
  // The post is 15 cm at 10 m: 30 cm of the window's 2 m.
  expect(left / right).toBeCloseTo(0.85, 1);
  expect(left).toBeLessThan(right);
});

test('7.2.16-1 a margin makes masks larger on all sides and keeps them in the picture', () => {
  const scene = openScene([boxesPart([WALL, opening(5, 4), opening(19, 4)])]);
  const exact = privacyMask(scene, CAMERA, isHome, 0);
  const wider = privacyMask(scene, CAMERA, isHome, 0.01);
  expect(areaOf(wider.polygons)).toBeGreaterThan(areaOf(exact.polygons) * 1.3);
  for (const [u, v] of wider.polygons.flat()) expect(u >= 0 && u <= 1 && v >= 0 && v <= 1).toBe(true);
});

function areaOf(polygons: readonly (readonly (readonly [number, number])[])[]): number {
  return polygons.reduce(
    (sum, polygon) =>
      sum +
      Math.abs(
        polygon.reduce((twice, [u, v], i) => {
          const [nextU, nextV] = polygon[(i + 1) % polygon.length]!;
          return twice + u * nextV - nextU * v;
        }, 0),
      ) /
        2,
    0,
  );
}
