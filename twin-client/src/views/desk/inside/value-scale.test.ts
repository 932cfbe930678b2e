import { describe, expect, test } from 'vitest';
import { contrastRatio } from '../../../kit/theme/contrast.ts';
import { WALL_DARK } from '../../../state/palette.ts';
import { SCALE_GRADIENT, scaleColor, scaleOf } from './value-scale.ts';

describe('6.4.1-8-6 a space colored by a live value', () => {
  test('the scale is round and holds every value', () => {
    expect(scaleOf([21.3, 24.8, 22])).toEqual({ from: 21, to: 25 });
    expect(scaleOf([0.031, 0.092])).toEqual({ from: 0.02, to: 0.1 });
    expect(scaleOf([-3, 12])).toEqual({ from: -5, to: 15 });
  });

  test('one value, or the same everywhere, has a scale too; no value has none', () => {
    const scale = scaleOf([20, 20]);
    expect(scale && scale.to > scale.from && scale.from <= 20 && scale.to >= 20).toBe(true);
    expect(scaleOf([0])?.to).toBeGreaterThan(0);
    expect(scaleOf([])).toBeNull();
    expect(scaleOf([Number.NaN])).toBeNull();
  });

  test('colors run from the low to the high end and stay there', () => {
    const scale = { from: 0, to: 10 };
    expect(scaleColor(scale, -5)).toBe(scaleColor(scale, 0));
    expect(scaleColor(scale, 50)).toBe(scaleColor(scale, 10));
    expect(SCALE_GRADIENT).toContain(scaleColor(scale, 0));
    expect(SCALE_GRADIENT).toContain(scaleColor(scale, 10));
  });

  test('a higher value is lighter all the way: the scale reads without color', () => {
    const lightness = Array.from({ length: 21 }, (_, at) =>
      contrastRatio(scaleColor({ from: 0, to: 20 }, at), WALL_DARK.background),
    );
    expect(lightness.every((value, at) => at === 0 || value > lightness[at - 1]!)).toBe(true);
  });
});
