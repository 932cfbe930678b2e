import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSegment, encodeSegment, type LoggedBatch } from './observation-segment.ts';

const observation = fc.tuple(
  fc.oneof(fc.nat(20), fc.nat(2 ** 31 - 1)),
  fc.oneof(fc.integer({ min: 0, max: 2 ** 42 }), fc.double({ noNaN: true })),
  fc.oneof(
    fc.integer({ min: -9999, max: 9999 }).map((n) => n / 100),
    fc.double({ noNaN: true }),
  ),
);
const batches = fc
  .array(fc.tuple(fc.array(observation, { minLength: 1 }), fc.integer({ min: 1, max: 5 }), fc.nat(9), fc.nat(1e6)))
  .map((list) => {
    let [seq, recordedAt] = [0, Date.UTC(2026, 10, 29)];
    return list.map(([rows, gap, ordinal, passed]): LoggedBatch => {
      seq += gap;
      recordedAt += passed;
      return {
        seq,
        ordinal,
        recordedAt,
        event: {
          kind: 'observations',
          datastreams: Int32Array.from(rows, ([slot]) => slot),
          times: Float64Array.from(rows, ([, time]) => time),
          values: Float64Array.from(rows, ([, , value]) => value),
        },
      };
    });
  });

test('rules of the log: a segment gives back its batches as they were recorded, each in its own order', async () => {
  await fc.assert(
    fc.asyncProperty(batches, async (list) => {
      expect(await decodeSegment(await encodeSegment(list))).toStrictEqual(list);
    }),
  );
});

test('6.4.5 a segment is a fraction of what its batches take alone', async () => {
  const begin = Date.UTC(2026, 10, 29);
  const list = Array.from({ length: 200 }, (_, i): LoggedBatch => {
    const datastreams = Int32Array.from({ length: 500 }, (_, k) => (k * 7 + i) % 3500);
    return {
      seq: i + 1,
      ordinal: 0,
      recordedAt: begin + i * 500,
      event: {
        kind: 'observations',
        datastreams,
        times: Float64Array.from(datastreams, (_, k) => begin + i * 500 + ((k * 37) % 100)),
        values: Float64Array.from(datastreams, (slot) => Math.round(slot * 10 + Math.sin(i / 20) * 100) / 10),
      },
    };
  });
  expect((await encodeSegment(list)).length / 100_000).toBeLessThan(6);
});
