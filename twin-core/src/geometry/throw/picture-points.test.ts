import { describe, expect, it } from 'vitest';
import type { Calibration } from './case.ts';
import { pairResiduals, pictureFrame, picturePoints, rootMeanSquare } from './picture-points.ts';

/** Looks north from 10 m south of the origin, 90° wide. */
const CAMERA: Calibration = {
  position: [0, -10, 0],
  headingDeg: 0,
  tiltDeg: 0,
  rollDeg: 0,
  focalPx: 500,
  widthPx: 1000,
  heightPx: 800,
  k1: 0,
  sigma: { positionM: 1, angleDeg: 1, focal: 0.01, k1: 0.01, pixelPx: 1, clockS: 0 },
};

describe('7.2.16-1 what a calibration says of its picture', () => {
  it('places are where the pinhole puts them, and nowhere behind it', () => {
    const [ahead, right, behind] = picturePoints(CAMERA, [
      [0, 0, 0],
      [5, 0, 2],
      [0, -20, 0],
    ]);
    expect(ahead).toEqual([500, 400]);
    expect(right).toEqual([750, 300]);
    expect(behind).toBeNull();
  });

  it('a pair is off by the distance to its pixel', () => {
    const residuals = pairResiduals(CAMERA, [
      { pixel: [503, 404], place: [0, 0, 0] },
      { pixel: [0, 0], place: [0, -20, 0] },
    ]);
    expect(residuals).toEqual([5, Number.POSITIVE_INFINITY]);
    expect(rootMeanSquare([3, 4])).toBeCloseTo(Math.sqrt(12.5), 9);
  });

  it('the frame of the picture stands before the lens, as high and wide as it sees', () => {
    const frame = pictureFrame(CAMERA, 10).map((corner) => corner.map((metres) => Math.round(metres * 1e6) / 1e6 + 0));
    expect(frame).toEqual([
      [-10, 0, 8],
      [10, 0, 8],
      [10, 0, -8],
      [-10, 0, -8],
    ]);
  });
});
