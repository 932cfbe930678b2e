import { geodesicAreaM2, geodesicLengthM, travel } from 'twin-core/geometry';
import { describe, expect, test } from 'vitest';
import type { LonLat } from '../ground-plan.ts';
import { gridOf, measureArea, measureLine, postsOf } from './ground-measure.ts';

const START: LonLat = [112.55, 37.87];
const EAST = travel(START, 90, 300);
const NORTH = travel(START, 0, 400);
/** A plane that rises 3 m in 4 m to the east: every slope over it is 5 in 4. */
const SLOPE = 0.75;
const M_PER_DEGREE = geodesicLengthM([START, EAST]) / (EAST[0] - START[0]);
const rising = ([longitude]: LonLat) => 780 + (longitude - START[0]) * M_PER_DEGREE * SLOPE;

describe('6.4.1-9 measuring on the ground', () => {
  test('300 m on the ellipsoid up a slope of 3 in 4 are 375 m through the air and over the ground', () => {
    const posts = postsOf([START, EAST]);
    const measured = measureLine([START, EAST], posts, posts.map(rising))!;
    expect(measured.horizontalM).toBeCloseTo(300, 3);
    expect(measured.straightM).toBeCloseTo(375, 2);
    expect(measured.groundM).toBeCloseTo(375, 2);
    expect(measured.riseM).toBeCloseTo(225, 2);
    expect(measured.profile.at(-1)?.atM).toBeCloseTo(300, 3);
    expect(measured.stepM).toBeLessThan(1);
  });

  test('a hill between two points is gone over, not through', () => {
    const posts = postsOf([START, EAST]);
    const hill = (i: number) => 780 + 60 * Math.sin((Math.PI * i) / (posts.length - 1));
    const measured = measureLine(
      [START, EAST],
      posts,
      posts.map((_, i) => hill(i)),
    )!;
    expect(measured.straightM).toBeCloseTo(300, 3);
    // The arc of 60·sin(πx/300): 327.7 m by the elliptic integral.
    expect(measured.groundM).toBeGreaterThan(327);
    expect(measured.groundM).toBeLessThan(329);
    expect(measured.riseM).toBeCloseTo(0, 6);
  });

  test('posts of a long way are no more than the server answers at once', () => {
    const far = Array.from({ length: 20 }, (_, i): LonLat => [112.5 + i * 0.01, 37.87 + (i % 2) * 0.01]);
    expect(postsOf(far).length).toBeLessThanOrEqual(500);
    expect(postsOf(far).at(-1)).toEqual(far.at(-1));
  });

  test('an area on a slope of 3 in 4 is 5/4 of its plan', () => {
    const ring = [START, EAST, travel(EAST, 0, 400), NORTH];
    const posts = gridOf(ring);
    const measured = measureArea(ring, posts, posts.map(rising))!;
    expect(measured.planM2).toBeCloseTo(geodesicAreaM2(ring), 6);
    expect(measured.planM2).toBeCloseTo(120_000, -1);
    expect(measured.surfaceM2 / measured.planM2).toBeCloseTo(1.25, 3);
    expect(measured.highestM - measured.lowestM).toBeCloseTo(225, 0);
  });

  test('a sliver is measured by the ground around it', () => {
    const ring = [START, travel(EAST, 0, 0.4), EAST];
    const posts = gridOf(ring);
    expect(measureArea(ring, posts, posts.map(rising))?.surfaceM2).toBeGreaterThan(0);
  });

  test('where the ground is not known nothing is told', () => {
    const posts = postsOf([START, EAST]);
    expect(
      measureLine(
        [START, EAST],
        posts,
        posts.map((_, i) => (i === 3 ? null : 780)),
      ),
    ).toBeNull();
    const grid = gridOf([START, EAST, NORTH]);
    expect(
      measureArea(
        [START, EAST, NORTH],
        grid,
        grid.map(() => null),
      ),
    ).toBeNull();
    expect(measureLine([START], [START], [780])).toBeNull();
  });
});
