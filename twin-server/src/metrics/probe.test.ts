import { expect, test } from 'vitest';
import { Distribution, refusalClassOf } from './probe.ts';

test('4.2.8 a distribution counts by upper bound, what is above the last in a bucket of its own', () => {
  const seen = new Distribution([1, 10]);
  seen.record(1);
  seen.record(1.5, 3);
  seen.record(99);
  expect([...seen.counts]).toEqual([1, 3, 1]);
  expect([seen.count, seen.sum]).toEqual([5, 104.5]);
});

test.each([
  ['unknown device X', 'device'],
  ['device: expected the code of a device', 'device'],
  ['values.co2: unknown property of a smoke-detector', 'property'],
  ['values.temperatureC: expected -40 to 85 °C', 'value'],
  ['values: expected record', 'value'],
  ['time: more than 24 h in the future', 'time'],
  ['type: a smoke-detector reports no intrusion', 'type'],
  ['topic: unknown site x', 'topic'],
  ['not JSON: Unexpected token', 'json'],
  ['data: more than 4096 characters', 'other'],
])('4.2.8 %j is of the kind %s', (reason, kind) => {
  expect(refusalClassOf(reason)).toBe(kind);
});
