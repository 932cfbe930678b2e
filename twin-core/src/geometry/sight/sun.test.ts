import { expect, test } from 'vitest';
import { openScene } from './scene.ts';
import { boxesPart } from './shapes.test-kit.ts';
import { solsticePath, sunHours } from './sun-hours.ts';
import { sunAt, sunPosition, winterSolstice } from './sun-position.ts';

test('5.4.2 the sun of Meeus, example 25.a: 13 October 1992, 0 h', () => {
  expect(sunAt(Date.UTC(1992, 9, 13)).declinationDeg).toBeCloseTo(-7.785, 2);
  // Example 28.a: 13 min 42.6 s.
  expect(sunAt(Date.UTC(1992, 9, 13)).equationOfTimeMin).toBeCloseTo(13.71, 1);
});

test('5.4.2 the winter solstice of 2025 is on 21 December at 15:03 UTC', () => {
  expect(Math.abs(winterSolstice(2025) - Date.UTC(2025, 11, 21, 15, 3))).toBeLessThan(30 * 60_000);
  expect(sunAt(winterSolstice(2025)).declinationDeg).toBeCloseTo(-23.44, 2);
});

test('5.4.2 at solar noon of the solstice the sun stands in the south, as high as the latitude lets it', () => {
  const { equationOfTimeMin } = sunAt(winterSolstice(2026));
  const noon = Date.UTC(2026, 11, 22, 12) - (equationOfTimeMin + 4 * 112.55) * 60_000;
  const { azimuthDeg, elevationDeg } = sunPosition(noon, 112.55, 37.87);
  expect(azimuthDeg).toBeCloseTo(180, 0);
  expect(elevationDeg).toBeCloseTo(90 - 37.87 - 23.44, 1);
});

test('5.4.2 hours of sun: all six without anything in the way, none to the north, and what a tower leaves', () => {
  const path = solsticePath(2026, 37.87);
  const hours = (boxes: Parameters<typeof boxesPart>[0], north = -1) =>
    sunHours(openScene([boxesPart(boxes)]).tree, Float32Array.of(0, 0, 2), Float32Array.of(0, north, 0), path)[0]!;
  expect(hours([])).toBeCloseTo(6, 5);
  expect(hours([], 1)).toBe(0);
  // A wall to the south-east from which only the afternoon is free.
  const morning = hours([{ min: [0, -30, 0], max: [200, -29, 200] }]);
  expect(morning).toBeGreaterThan(2.8);
  expect(morning).toBeLessThan(3.2);
});
