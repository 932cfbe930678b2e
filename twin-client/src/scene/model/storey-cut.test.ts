import { expect, test } from 'vitest';
import { storeyCut } from './storey-cut.ts';

const storey = (name: string, bottom: number, top: number) => ({ globalId: name, name, index: 0, bottom, top });

test('6.4.1-2-6 an isolated storey loses its lid: below its top, at section height over its floor', () => {
  expect(storeyCut([storey('1F', 0.2, 3.3)], '1F')).toBeCloseTo(2.6, 9);
  expect(storeyCut([storey('B1', -5.4, 0)], 'B1')).toBeCloseTo(-2.5, 9);
});

test('6.4.1-2-6 nothing is cut where no storey is isolated, or an unknown one', () => {
  expect(storeyCut([storey('1F', 0, 3)], null)).toBeNull();
  expect(storeyCut([storey('1F', 0, 3)], '2F')).toBeNull();
});

test('6.4.1-2-6 a low storey is never cut below a metre', () => {
  expect(storeyCut([storey('pit', 0, 1.2)], 'pit')).toBe(1);
});
