import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstAfter, intersect, PostingWriter, readPostings, subtract, unite } from './posting-list.ts';

/** Ascending ordinals, sparse or in runs. */
const ordinals = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 2_000_000 }), fc.integer({ min: 1, max: 300 })), { maxLength: 40 })
  .map((runs) => [...new Set(runs.flatMap(([from, length]) => Array.from({ length }, (_, i) => from + i)))])
  .map((all) => all.sort((a, b) => a - b));

function pack(list: readonly number[]): { bytes: Buffer; count: number } {
  const writer = new PostingWriter();
  for (const ordinal of list) writer.add(ordinal);
  return { bytes: writer.bytes(), count: writer.count };
}

describe('posting lists', () => {
  test('come back as they were packed', () => {
    fc.assert(
      fc.property(ordinals, (list) => {
        const { bytes, count } = pack(list);
        expect([...readPostings(bytes, count)]).toEqual(list);
      }),
    );
  });

  test('an ordinal twice is one', () => expect(pack([3, 3, 4, 4]).count).toBe(2));

  test('100,000 neighbours take a few bytes', () =>
    expect(pack(Array.from({ length: 100_000 }, (_, i) => i)).bytes.length).toBeLessThan(8));

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
