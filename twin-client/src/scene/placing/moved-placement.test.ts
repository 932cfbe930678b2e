import { localToGeo } from 'twin-core';
import { describe, expect, it } from 'vitest';
import { halfTurns, offsetBetween, shifted, turnedAbout } from './moved-placement.ts';

const HERE = { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 12.5 };

describe('6.4.1-2-3 moving a model by hand', () => {
  it('5 m east is 5 m east, whatever way the model looks', () => {
    const there = shifted(HERE, 5, 0);
    expect(offsetBetween(HERE, there)).toMatchObject({ upM: 0, turnDeg: 0 });
    expect(offsetBetween(HERE, there).eastM).toBeCloseTo(5, 6);
    expect(offsetBetween(HERE, there).northM).toBeCloseTo(0, 6);
    expect(there.longitude).toBeGreaterThan(HERE.longitude);
    expect(there.height).toBe(HERE.height);
  });

  it('there and back is where it was', () => {
    const back = shifted(shifted(HERE, 120, -80, 3), -120, 80, -3);
    expect(Math.abs(offsetBetween(HERE, back).eastM)).toBeLessThan(0.01);
    expect(back.height).toBeCloseTo(HERE.height, 9);
  });

  it('turning about the middle leaves the middle where it is', () => {
    const turned = turnedAbout(HERE, [20, 8, 0], 90);
    expect(turned.headingDeg).toBe(102.5);
    const [before, after] = [localToGeo(HERE, [20, 8, 0]), localToGeo(turned, [20, 8, 0])];
    expect(after.longitude).toBeCloseTo(before.longitude, 9);
    expect(after.latitude).toBeCloseTo(before.latitude, 9);
  });

  it.each([
    [190, -170],
    [-190, 170],
    [180, 180],
    [-180, 180],
    [720.5, 0.5],
  ])('an azimuth of %d° is %d°', (deg, expected) => {
    expect(halfTurns(deg)).toBeCloseTo(expected, 9);
  });
});
