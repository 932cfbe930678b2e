import { ByteReader } from '../journal/byte-reader.ts';
import { ByteWriter } from '../journal/byte-writer.ts';
import { readNumbers, writeValues } from '../journal/number-column.ts';
import type { Sums } from './interval-sums.ts';
import { pack, unpack } from './packed.ts';

const writer = new ByteWriter();

/**
 * One day of one datastream, summed up by intervals of `width` ms: how many; their places in the day and counts; the last values; and,
 * where an interval holds more than one value, least, greatest and sum.
 */
export function encodeSummary(sums: readonly Sums[], dayMs: number, width: number): Buffer {
  writer.clear();
  writer.varint(sums.length);
  const column = (of: (sums: Sums) => number) => writeValues(writer, Float64Array.from(sums, of));
  column(({ time }) => (time - dayMs) / width);
  column(({ count }) => count);
  column(({ last }) => last);
  if (sums.some(({ count }) => count > 1)) {
    column(({ min }) => min);
    column(({ max }) => max);
    column(({ sum }) => sum);
  }
  return pack(writer.view(), true);
}

/** What encodeSummary wrote. Throws an Error for a damaged body. */
export function decodeSummary(body: Buffer, dayMs: number, width: number): Sums[] {
  const reader = new ByteReader(unpack(body));
  const length = reader.varint();
  const [places, counts, lasts] = [0, 1, 2].map(() => readNumbers(reader, length));
  const single = counts!.every((count) => count === 1);
  const [mins, maxs, sums] = single ? [lasts, lasts, lasts] : [0, 1, 2].map(() => readNumbers(reader, length));
  return Array.from({ length }, (_, i) => ({
    time: dayMs + places![i]! * width,
    min: mins![i]!,
    max: maxs![i]!,
    sum: sums![i]!,
    last: lasts![i]!,
    count: counts![i]!,
  }));
}
