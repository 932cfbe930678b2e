import { describe, expect, it } from 'vitest';
import {
  AS_IT_IS,
  alongLine,
  isAsItIs,
  isSameTrial,
  lineOf,
  placedCameras,
  type TriedCamera,
  withCamera,
  withoutChange,
} from './what-if.ts';

const CAMERA: TriedCamera = {
  device: 'PV-1',
  name: '围墙 1',
  place: [112.55, 37.87],
  aboveM: 4,
  headingDeg: 90,
  tiltDeg: -10,
  angleDeg: 60,
  rangeM: 50,
};

describe('7.2.4-1 cameras that are tried elsewhere', () => {
  it('are moved and turned by their line, and go to the server above the ground there', () => {
    const same = alongLine(CAMERA, lineOf(CAMERA));
    expect(same.headingDeg).toBeCloseTo(90, 1);
    expect(same.rangeM).toBeCloseTo(50, 1);
    // Moved 100 m beyond what it looks at: it looks back at it.
    const [, to] = lineOf(CAMERA).points;
    const moved = alongLine(CAMERA, { kind: 'line', points: [[to![0] * 2 - CAMERA.place[0], 37.87], to!], holes: [] });
    expect(moved.headingDeg).toBeCloseTo(270, 0);
    expect(placedCameras([CAMERA], [771])).toEqual([
      {
        device: 'PV-1',
        longitude: 112.55,
        latitude: 37.87,
        height: 775,
        headingDeg: 90,
        tiltDeg: -10,
        angleDeg: 60,
        rangeM: 50,
      },
    ]);
  });

  it('are tried once each, and not while they are taken away', () => {
    const tried = withCamera({ cameras: [], removed: ['PV-1', 'PV-2'] }, CAMERA);
    expect(tried).toEqual({ cameras: [CAMERA], removed: ['PV-2'] });
    expect(withCamera(tried, { ...CAMERA, aboveM: 6 }).cameras).toEqual([{ ...CAMERA, aboveM: 6 }]);
    expect(isAsItIs(withoutChange(withoutChange(tried, 'PV-1'), 'PV-2'))).toBe(true);
    expect(isAsItIs(AS_IT_IS)).toBe(true);
    expect(isSameTrial(tried, withCamera(tried, { ...CAMERA, aboveM: 9 }))).toBe(true);
    expect(isSameTrial(tried, AS_IT_IS)).toBe(false);
  });
});
