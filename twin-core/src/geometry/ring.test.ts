import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaOf, clipRing, findSelfContact, isInside, type Ring, relationTo } from './ring.ts';

const SQUARE: Ring = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
];
const moved = (ring: Ring, dx: number, dy: number, scale = 1): Ring =>
  ring.map(([x, y]) => [x * scale + dx, y * scale + dy]);

/** A simple ring around the origin: corners by growing angle. */
const star = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 40 })
  .map(
    (radii): Ring =>
      radii.map((r, i) => [r * Math.cos((i / radii.length) * 6.2831), r * Math.sin((i / radii.length) * 6.2831)]),
  );

describe('6.4.1-2-6 a polygon query knows what a polygon is', () => {
  test('area of a square, far from the origin too', () => {
    expect(areaOf(SQUARE)).toBe(100);
    expect(areaOf(moved(SQUARE, 4e6, 5e6))).toBe(100);
  });

  test('a ring that crosses, touches or folds back on itself is found', () => {
    const bow: Ring = [SQUARE[0]!, SQUARE[2]!, SQUARE[1]!, SQUARE[3]!];
    expect(findSelfContact(bow)).not.toBeNull();
    expect(findSelfContact([...SQUARE, [5, 0]])).not.toBeNull();
    expect(
      findSelfContact([
        [0, 0],
        [10, 0],
        [5, 0],
      ]),
    ).not.toBeNull();
    expect(findSelfContact(SQUARE)).toBeNull();
    expect(
      findSelfContact([
        [0, 0],
        [5, 0],
        [10, 0],
        [10, 10],
      ]),
    ).toBeNull();
  });

  test('a simple ring of any form is found simple', () => {
    fc.assert(
      fc.property(star, (ring) => {
        expect(findSelfContact(ring)).toBeNull();
      }),
    );
  });

  test.each<[string, Ring, string]>([
    ['within', moved(SQUARE, 1, 1, 0.5), 'inside'],
    ['over the border', moved(SQUARE, 5, 5), 'across'],
    ['around', moved(SQUARE, -5, -5, 2), 'across'],
    ['beside', moved(SQUARE, 20, 0), 'outside'],
  ])('a ring %s', (_name, ring, relation) => expect(relationTo(SQUARE, ring)).toBe(relation));

  test('what a notch of the polygon leaves out is outside, though all around it is inside', () => {
    const notched: Ring = [
      [0, 0],
      [10, 0],
      [10, 10],
      [6, 10],
      [6, 2],
      [4, 2],
      [4, 10],
      [0, 10],
    ];
    expect(relationTo(notched, moved(SQUARE, 4.5, 4, 0.1))).toBe('outside');
    expect(relationTo(notched, moved(SQUARE, 3, 4, 0.4))).toBe('across');
  });

  test('cutting a ring changes nothing inside the extent', () => {
    const unit = fc.double({ min: -30, max: 30, noNaN: true });
    fc.assert(
      fc.property(star, unit, unit, (ring, x, y) => {
        expect(isInside(clipRing(ring, [-31, -31, 31, 31]), x, y)).toBe(isInside(ring, x, y));
      }),
      { numRuns: 2000 },
    );
  });
});
