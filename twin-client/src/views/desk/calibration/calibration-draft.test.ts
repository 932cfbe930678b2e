import { type CameraCalibration, POSE_FAULTS } from 'twin-core';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../state/problem.ts';
import { EMPTY_DRAFT, lensOfPicture, poseRefusal, withHalf, withoutPair, worstOf } from './calibration-draft.ts';

const PLACE = { longitude: 112.5, latitude: 37.8, height: 790 };
const CALIBRATION = { focalPx: 1066.2, widthPx: 1920, heightPx: 1080, k1: -0.1 } as CameraCalibration;

describe('7.2.16-1 pairs of a calibration', () => {
  it('come together from the picture and the scene, whichever was first', () => {
    const half = withHalf(EMPTY_DRAFT, { pixel: [10, 20] });
    expect(half).toEqual({ pairs: [], half: { pixel: [10, 20] } });
    expect(withHalf(half, { pixel: [11, 20] }).half).toEqual({ pixel: [11, 20] });
    const whole = withHalf(half, { place: PLACE });
    expect(whole).toEqual({ pairs: [{ pixel: [10, 20], place: PLACE }], half: {} });
    expect(withHalf(withHalf(EMPTY_DRAFT, { place: PLACE }), { pixel: [10, 20] })).toEqual(whole);
    expect(withoutPair(whole, 0)).toEqual(EMPTY_DRAFT);
  });

  it('are in pixels of the calibration that stands, or of the still picture where it has another shape or there is none', () => {
    expect(lensOfPicture({ widthPx: 320, heightPx: 180 }, CALIBRATION)).toEqual(CALIBRATION);
    const square = lensOfPicture({ widthPx: 640, heightPx: 480 }, CALIBRATION, 90);
    expect(square).toMatchObject({ widthPx: 640, heightPx: 480, k1: 0 });
    expect(square.focalPx).toBeCloseTo(320, 6);
    expect(lensOfPicture({ widthPx: 640, heightPx: 480 }, null, 360).focalPx).toBeGreaterThan(80);
  });

  it('that fix no pose are told apart by what the server says', () => {
    const said = (reason: string) => new Problem(400, 'Bad Request', null, [{ field: 'pairs', reason }]);
    expect(poseRefusal(said(POSE_FAULTS['in-line']))).toBe('in-line');
    expect(poseRefusal(said(POSE_FAULTS.loose))).toBe('loose');
    expect(poseRefusal(said('expected a number'))).toBeNull();
    expect(worstOf([1, 9, 3])).toBe(1);
  });
});
