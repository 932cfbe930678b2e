import { describe, expect, it } from 'vitest';
import { driftOf, type StatedPose, trustedCalibration } from './calibration-drift.ts';
import type { CameraCalibration } from './camera-calibration.ts';
import { localToGeo } from './place.ts';

const LOCATION = { longitude: 112.55, latitude: 37.87, height: 775 };
const CALIBRATION: CameraCalibration = {
  camera: 'FO-1',
  location: LOCATION,
  headingDeg: 359.4,
  tiltDeg: 42,
  rollDeg: 0,
  focalPx: 1000,
  widthPx: 1920,
  heightPx: 1080,
  k1: 0,
  sigma: { positionM: 0.1, angleDeg: 0.1, focal: 0.002, k1: 0, pixelPx: 1, clockS: 0 },
};
const THEN: StatedPose = { location: LOCATION, headingDeg: 359.4, tiltDeg: 42 };
const moved = (metres: number): StatedPose => ({
  ...THEN,
  location: localToGeo({ ...LOCATION, headingDeg: 0 }, [metres, 0, 0]),
});
const QUIET = { checkedPx: null, turns: false };

describe('7.2.16-1 a calibration that no longer holds is told', () => {
  it('as it was, and within what base data leave open, it holds', () => {
    expect(driftOf(CALIBRATION, THEN, THEN, QUIET)).toBeNull();
    expect(driftOf(CALIBRATION, THEN, { ...moved(0.3), headingDeg: 0 }, QUIET)).toBeNull();
    expect(driftOf(CALIBRATION, THEN, { ...THEN, headingDeg: null, tiltDeg: null }, QUIET)).toBeNull();
    expect(driftOf(CALIBRATION, THEN, THEN, { checkedPx: 9.5, turns: false })).toBeNull();
  });

  it.each([
    ['moved', moved(2), QUIET, 2],
    ['turned', { ...THEN, headingDeg: 4 }, QUIET, 4.6],
    ['turned', { ...THEN, tiltDeg: 40 }, QUIET, 2],
    ['residual', THEN, { checkedPx: 12, turns: false }, 12],
    ['turns', THEN, { checkedPx: null, turns: true }, 0],
  ] as const)('%s', (why, now, signs, by) => {
    const drift = driftOf(CALIBRATION, THEN, now, signs);
    expect(drift?.why).toBe(why);
    expect(drift?.by).toBeCloseTo(by, 3);
  });

  it('a fall is traced with a wider error where points lie off, and not at all where the camera was moved', () => {
    expect(trustedCalibration(CALIBRATION, null)).toBe(CALIBRATION);
    const wide = trustedCalibration(CALIBRATION, { why: 'residual', by: 17.455, bound: 9.6 });
    expect(wide?.sigma.angleDeg).toBeCloseTo(Math.hypot(0.1, 1), 3);
    expect(trustedCalibration(CALIBRATION, { why: 'moved', by: 2, bound: 0.5 })).toBeNull();
  });
});
