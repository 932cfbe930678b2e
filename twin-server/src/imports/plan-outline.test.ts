import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlanPoint, planOutline, signedArea } from './plan-outline.ts';

const box = (x0: number, y0: number, x1: number, y1: number): PlanPoint[] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];

const inside = (ring: readonly PlanPoint[], [x, y]: PlanPoint): boolean =>
  ring.reduce((odd, [ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    return ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax) ? !odd : odd;
  }, false);

describe('6.4.1-2-2 plan position of an imported building: the outline of its lowest spaces', () => {
  test('rooms with walls between them become one ring of few points', () => {
    const rooms = [box(0, 0, 4, 5), box(4.3, 0, 9, 5), box(0, 5.25, 9, 9)];
    const { ring, areaM2 } = planOutline(rooms)!;
    expect(ring.length).toBeLessThanOrEqual(8);
    expect(signedArea(ring)).toBeCloseTo(areaM2, 6);
    expect(areaM2).toBeGreaterThan(9 * 9);
    expect(areaM2).toBeLessThan(9.7 * 9.7);
  });

  test('an L stays an L, and a court inside is passed over', () => {
    const { ring, areaM2 } = planOutline([box(0, 0, 20, 6), box(0, 6.2, 6, 20)])!;
    expect(inside(ring, [12, 12])).toBe(false);
    expect(areaM2).toBeLessThan(20 * 20 * 0.6);
    const court = planOutline([box(0, 0, 20, 4), box(0, 16, 20, 20), box(0, 4, 4, 16), box(16, 4, 20, 16)])!;
    expect(inside(court.ring, [10, 10])).toBe(true);
  });

  test('of parts that stand apart the largest counts', () => {
    const { ring } = planOutline([box(0, 0, 3, 3), box(30, 30, 50, 45)])!;
    expect(inside(ring, [40, 38])).toBe(true);
    expect(inside(ring, [1, 1])).toBe(false);
  });

  test.each([[[]], [[box(0, 0, 0, 0)]], [[[[0, 0] as const, [1, 1] as const]]], [[box(0, 0, 5, 0)]]])(
    'rings without area have no outline: %j',
    (rings) => expect(planOutline(rings)).toBeNull(),
  );

  test('any room, turned anyhow, anywhere, lies in its outline', () => {
    const far = fc.double({ min: -5e4, max: 5e4, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: 2, max: 80, noNaN: true }),
        fc.double({ min: 2, max: 80, noNaN: true }),
        fc.double({ min: 0, max: Math.PI, noNaN: true }),
        far,
        far,
        (width, depth, turn, x, y) => {
          const room = box(-width / 2, -depth / 2, width / 2, depth / 2).map(
            ([a, b]): PlanPoint => [
              x + a * Math.cos(turn) - b * Math.sin(turn),
              y + a * Math.sin(turn) + b * Math.cos(turn),
            ],
          );
          const { ring, areaM2 } = planOutline([room])!;
          expect(inside(ring, [x, y])).toBe(true);
          for (const [cx, cy] of room) expect(inside(ring, [x + (cx - x) * 0.8, y + (cy - y) * 0.8])).toBe(true);
          expect(areaM2).toBeGreaterThan(width * depth * 0.85);
        },
      ),
      { numRuns: 150 },
    );
  });
});
