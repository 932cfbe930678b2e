import { expect, test } from 'vitest';
import { fitLine } from './line-fit.ts';

test('a line is found exactly where there is one', () => {
  const fit = fitLine([0, 1, 2, 3].map((x) => ({ x, y: 5 - 2 * x })));
  expect(fit.slope).toBeCloseTo(-2, 12);
  expect(fit.intercept).toBeCloseTo(5, 12);
  expect(fit.slopeError).toBeCloseTo(0, 12);
});

test('the error of the slope is that of the textbook', () => {
  // y = x with residuals 1, −2, 1: RSS 6, one degree of freedom, Σ(x − x̄)² = 2.
  const fit = fitLine([
    { x: 0, y: 1 },
    { x: 1, y: -1 },
    { x: 2, y: 3 },
  ]);
  expect(fit.slope).toBeCloseTo(1, 12);
  expect(fit.slopeError).toBeCloseTo(Math.sqrt(3), 12);
});

test('two points say nothing of the error, one is no line', () => {
  expect(
    fitLine([
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ]).slopeError,
  ).toBe(Number.POSITIVE_INFINITY);
  expect(() => fitLine([{ x: 0, y: 0 }])).toThrow(/two points/);
});
