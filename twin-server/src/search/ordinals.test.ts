import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstAfter, intersect, subtract, unite } from './ordinals.ts';

/** Ascending ordinals. */
const ordinals = fc
  .uniqueArray(fc.integer({ min: 0, max: 3000 }), { maxLength: 400 })
  .map((all) => all.sort((a, b) => a - b));

describe('ascending lists', () => {
  test('intersect, subtract and unite as sets do', () => {
    fc.assert(
      fc.property(ordinals, ordinals, (a, b) => {
        const [left, right] = [new Uint32Array(a), new Uint32Array(b)];
        const inB = new Set(b);
        expect([...intersect([left, right])]).toEqual(a.filter((one) => inB.has(one)));
        expect([...subtract(left, right)]).toEqual(a.filter((one) => !inB.has(one)));
        expect([...unite(left, right)]).toEqual([...new Set([...a, ...b])].sort((x, y) => x - y));
      }),
    );
  });

  test('firstAfter is where a page goes on', () => {
    const list = new Uint32Array([2, 5, 9]);
    expect([0, 2, 4, 9].map((ordinal) => firstAfter(list, ordinal))).toEqual([0, 1, 1, 3]);
  });
});
