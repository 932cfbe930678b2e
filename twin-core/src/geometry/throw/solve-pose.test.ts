import { describe, expect, it } from 'vitest';
import type { Calibration, Enu } from './case.ts';
import { lensOf, project } from './lens.ts';
import { solvePose } from './solve-pose.ts';

const TRUE: Calibration = {
  position: [4, -42, 5],
  headingDeg: 352,
  tiltDeg: 28,
  rollDeg: 1.5,
  focalPx: 1158,
  widthPx: 1920,
  heightPx: 1080,
  k1: -0.05,
  sigma: { positionM: 1, angleDeg: 1, focal: 0.01, k1: 0.01, pixelPx: 1, clockS: 0 },
};
const GUESS: Calibration = { ...TRUE, position: [7, -45, 4], headingDeg: 340, tiltDeg: 20, rollDeg: 0 };
const CORNERS: Enu[] = [
  [-10, 0, 15],
  [12, 0, 18],
  [-8, -1.4, 36],
  [9, 0, 40],
  [0, -1.4, 27],
  [14, 6, 30],
  [-12, 0, 24],
];

const pairs = (corners: readonly Enu[]) => corners.map((place) => ({ place, pixel: project(lensOf(TRUE), place)! }));

describe('solvePose', () => {
  it.each([4, 5, 7])('7.2.16-2 finds the pose again from %i corners, and its residual is nothing', (count) => {
    const solved = solvePose(pairs(CORNERS.slice(0, count)), GUESS);
    if (typeof solved === 'string') throw new Error(solved);
    expect(solved.residualPx).toBeLessThan(0.01);
    expect(solved.calibration.position.map((each) => Math.round(each * 100) / 100)).toEqual([4, -42, 5]);
    expect(solved.calibration.headingDeg).toBeCloseTo(352, 2);
    expect(solved.calibration.rollDeg).toBeCloseTo(1.5, 2);
  });

  it('7.2.16-2 solves the focal length too from six corners on', () => {
    const solved = solvePose(pairs(CORNERS), { ...GUESS, focalPx: 1200 });
    if (typeof solved === 'string') throw new Error(solved);
    expect(solved.calibration.focalPx).toBeCloseTo(1158, 0);
  });

  it('7.2.16-2 a camera that was moved shows in the residual, in pixels', () => {
    const moved = pairs(CORNERS).map(({ place, pixel }, i) => ({
      place,
      pixel: [pixel[0] + (i % 2) * 12, pixel[1]] as const,
    }));
    const solved = solvePose(moved, GUESS);
    if (typeof solved === 'string') throw new Error(solved);
    expect(solved.residualPx).toBeGreaterThan(1);
    expect(solved.calibration.sigma.angleDeg).toBeGreaterThan(0.01);
  });

  it('7.2.16-2 three corners, or corners in one line, give no pose', () => {
    expect(solvePose(pairs(CORNERS.slice(0, 3)), GUESS)).toBe('few-pairs');
    expect(solvePose(pairs([0, 1, 2, 3].map((i): Enu => [i, 0, 10 + i * 5])), GUESS)).toBe('in-line');
  });
});
