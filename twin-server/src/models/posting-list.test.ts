import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PostingWriter, readPostings } from './posting-list.ts';

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
});
