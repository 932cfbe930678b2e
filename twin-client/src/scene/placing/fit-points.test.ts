import { type LocalPoint, localToGeo, type Placement } from 'twin-core';
import { describe, expect, it } from 'vitest';
import { fitPoints } from './fit-points.ts';
import { offsetBetween } from './moved-placement.ts';

const FROM: Placement = { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 12.5 };
const TRUE: Placement = { longitude: 112.5523, latitude: 37.8712, height: 774.1, headingDeg: -47 };
const CORNERS: readonly LocalPoint[] = [
  [-3, 2, 0],
  [41, 2, 0],
  [41, 17, 0],
  [-3, 17, 0],
];

/** Where points of the model lie when it stands at `placement`. */
const onGround = (placement: Placement, points: readonly LocalPoint[]) =>
  points.map((model) => {
    const { longitude, latitude } = localToGeo(placement, model);
    return { model, ground: { longitude, latitude, height: null as number | null } };
  });

describe('6.4.1-2-3 two points of the model to two points on the ground', () => {
  it('two exact pairs give back move and turn, with nothing left', () => {
    const { placement, residualM } = fitPoints(onGround(TRUE, CORNERS.slice(0, 2)), FROM);
    const left = offsetBetween({ ...TRUE, height: FROM.height }, placement);
    expect(Math.hypot(left.eastM, left.northM)).toBeLessThan(0.005);
    expect(left.turnDeg).toBeCloseTo(0, 3);
    expect(residualM).toBeLessThan(0.005);
    expect(placement.height).toBe(FROM.height);
  });

  it('a distance that differs is shared by both points and told', () => {
    const [a, b] = onGround({ ...FROM, headingDeg: 0 }, [
      [0, 0, 0],
      [41, 0, 0],
    ]);
    const pairs = [a!, { ...b!, model: [40, 0, 0] as const }];
    const { placement, residualM } = fitPoints(pairs, FROM);
    expect(residualM).toBeCloseTo(0.5, 3);
    expect(offsetBetween({ ...FROM, headingDeg: 0 }, placement).eastM).toBeCloseTo(0.5, 3);
    expect(placement.headingDeg).toBeCloseTo(0, 6);
  });

  it('more points than two are brought to the least squares', () => {
    const pairs = onGround(TRUE, CORNERS);
    // One corner measured 2 m wrong: what is left must be no more than with any small other turn or move.
    const wrong = localToGeo({ ...TRUE, ...pairs[2]!.ground, height: 0, headingDeg: 0 }, [2, 0, 0]);
    pairs[2] = { ...pairs[2]!, ground: { ...wrong, height: null } };
    const best = fitPoints(pairs, FROM);
    const left = (placement: Placement) =>
      Math.sqrt(
        pairs.reduce((sum, { model, ground }) => {
          const there = localToGeo(placement, model);
          const off = offsetBetween({ ...there, headingDeg: 0 }, { ...ground, height: there.height, headingDeg: 0 });
          return sum + off.eastM ** 2 + off.northM ** 2;
        }, 0) / pairs.length,
      );
    expect(left(best.placement)).toBeCloseTo(best.residualM, 3);
    for (const turn of [-0.2, 0.2]) {
      const other = { ...best.placement, headingDeg: best.placement.headingDeg + turn };
      expect(left(other)).toBeGreaterThan(best.residualM);
    }
    for (const step of [-1e-6, 1e-6]) {
      expect(left({ ...best.placement, longitude: best.placement.longitude + step })).toBeGreaterThan(best.residualM);
      expect(left({ ...best.placement, latitude: best.placement.latitude + step })).toBeGreaterThan(best.residualM);
    }
  });

  it('heights count only where every pair has one', () => {
    const pairs = onGround(TRUE, CORNERS.slice(0, 2)).map(({ model, ground }) => ({
      model: [model[0], model[1], 3] as const,
      ground: { ...ground, height: 780 as number | null },
    }));
    expect(fitPoints(pairs, FROM).placement.height).toBe(777);
    pairs[1]!.ground.height = null;
    expect(fitPoints(pairs, FROM).placement.height).toBe(FROM.height);
  });

  it('one point moves the model and leaves its heading', () => {
    const [pair] = onGround(TRUE, [[5, 5, 0]]);
    const { placement, residualM } = fitPoints([pair!], FROM);
    expect(placement.headingDeg).toBeCloseTo(FROM.headingDeg, 9);
    expect(residualM).toBeCloseTo(0, 6);
    const there = localToGeo(placement, [5, 5, 0]);
    expect(there.longitude).toBeCloseTo(pair!.ground.longitude, 8);
  });

  it('no pair is refused', () => {
    expect(() => fitPoints([], FROM)).toThrow(RangeError);
  });
});
