import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthOf, ModbusPoint } from './declaration.ts';
import { planReads } from './plan-reads.ts';

const point = (given: object) => ModbusPoint.parse({ device: 'D', property: 'p', table: 'holding', ...given });

test('6.4.4-2 registers beside each other are read in one request, over a gap nothing is read', () => {
  const reads = planReads([
    point({ address: 10, type: 'float32' }),
    point({ address: 12 }),
    point({ address: 14 }),
    point({ address: 12, table: 'input' }),
    point({ address: 13, unitId: 2 }),
    point({ address: 10, bit: 3 }),
  ]);
  expect(reads.map(({ unitId, table, address, length }) => [unitId, table, address, length])).toEqual([
    [1, 'holding', 10, 3],
    [1, 'holding', 14, 1],
    [1, 'input', 12, 1],
    [2, 'holding', 13, 1],
  ]);
  expect(reads[0]!.points).toHaveLength(3);
});

test('6.4.4-2 every point is read once, whole, within what one answer holds', () => {
  const anyPoint = fc
    .record({
      unitId: fc.integer({ min: 1, max: 2 }),
      address: fc.integer({ min: 0, max: 600 }),
      type: fc.constantFrom('uint16', 'int32', 'float64'),
      table: fc.constantFrom('holding', 'input'),
    })
    .map(point);
  fc.assert(
    fc.property(fc.array(anyPoint, { maxLength: 400 }), (points) => {
      const reads = planReads(points);
      expect(reads.flatMap((read) => read.points)).toHaveLength(points.length);
      for (const read of reads) {
        expect(read.length).toBeLessThanOrEqual(125);
        const covered = new Set<number>();
        for (const { address, ...rest } of read.points) {
          const length = lengthOf({ address, ...rest } as ModbusPoint);
          expect(address).toBeGreaterThanOrEqual(read.address);
          expect(address + length).toBeLessThanOrEqual(read.address + read.length);
          for (let at = address; at < address + length; at++) covered.add(at);
        }
        // Nothing is asked for that nobody declared: a server may not have it.
        expect(covered.size).toBe(read.length);
      }
    }),
  );
});
