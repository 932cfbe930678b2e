import { describe, expect, test } from 'vitest';
import { explodeLifts } from './explode.ts';

const storey = (index: number, bottom: number) => ({ globalId: `s${index}`, name: '', index, bottom, top: bottom + 3 });
const STOREYS = [storey(2, 3), storey(0, -3), storey(1, 0), storey(3, 6)];

describe('6.4.1-2-6 storeys pulled apart', () => {
  test('share 0 leaves every storey where it is', () => {
    expect([...explodeLifts(STOREYS, 0).values()].every((lift) => lift === 0)).toBe(true);
  });

  test('the ground storey and the basement stay, each higher one rises by the same gap more', () => {
    const lifts = explodeLifts(STOREYS, 1);
    expect(lifts.get('s0')).toBe(0);
    expect(lifts.get('s1')).toBe(0);
    expect(lifts.get('s2')).toBeGreaterThan(3);
    expect(lifts.get('s3')).toBeCloseTo(2 * lifts.get('s2')!, 9);
  });

  test('half the slider is half the gap', () => {
    expect(explodeLifts(STOREYS, 0.5).get('s3')).toBeCloseTo(explodeLifts(STOREYS, 1).get('s3')! / 2, 9);
  });

  test('no storeys, no lifts', () => {
    expect(explodeLifts([], 1).size).toBe(0);
  });
});
