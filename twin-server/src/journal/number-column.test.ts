import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { decimalDigits, readNumbers, writeTimes, writeValues } from './number-column.ts';

type Write = (to: ByteWriter, numbers: Float64Array) => void;

function written(write: Write, numbers: Float64Array): Buffer {
  const writer = new ByteWriter(1);
  write(writer, numbers);
  return writer.take();
}

/** Bits, because −0 and 0 are equal as numbers. */
const bitsOf = (numbers: Float64Array) => [...new BigUint64Array(numbers.slice().buffer)];

function expectLossless(write: Write, list: readonly number[]) {
  const numbers = Float64Array.from(list);
  const reader = new ByteReader(written(write, numbers));
  expect(bitsOf(readNumbers(reader, numbers.length))).toEqual(bitsOf(numbers));
}

const anyNumber = fc.double({ noNaN: true });
const decimal = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 9 }))
  .map(([whole, digits]) => whole / 10 ** digits);

describe.each([
  ['values', writeValues],
  ['times', writeTimes],
] as const)('6.4.5 a column of %s', (_, write) => {
  test('gives back every bit, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyNumber, decimal, fc.maxSafeInteger())), (list) => expectLossless(write, list)),
    );
  });

  test('gives back every bit of decimals and of instants', () => {
    fc.assert(fc.property(fc.array(decimal), (list) => expectLossless(write, list)));
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 42 })), (list) => expectLossless(write, list)));
  });

  test.each([
    [[]],
    [[-0, 0]],
    [[1e300, -1e300, 5e-324]],
    [[0.1, 0.2, 0.30000000000000004]],
    [[2 ** 50, -(2 ** 50), 2 ** 53]],
  ])('gives back %j', (list) => expectLossless(write, list));
});

test('6.4.5 decimals that sensors send take about a byte, equal steps none at all', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => 20 + Math.round(Math.sin(i / 50) * 50) / 10);
  expect(decimalDigits(values)).toBe(1);
  expect(written(writeValues, values).length).toBeLessThan(1010);
  const times = Float64Array.from({ length: 1000 }, (_, i) => 1_764_000_000_000 + i * 60_000);
  expect(written(writeTimes, times).length).toBeLessThan(16);
});

test('6.4.5 a column of another kind, or one that is cut off, is refused', () => {
  expect(() => readNumbers(new ByteReader(Uint8Array.of(99)), 1)).toThrow('unknown kind 99');
  expect(() => readNumbers(new ByteReader(written(writeValues, Float64Array.of(1, 2)).subarray(0, 2)), 2)).toThrow(
    RangeError,
  );
});
