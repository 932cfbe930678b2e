import { describe, expect, test } from 'vitest';
import { likeness } from './likeness.ts';

describe('6.4.1-8-6 names of a device in the registry and in the model are held against each other', () => {
  test('the same name is 1, whatever its case, blanks and marks', () => {
    expect(likeness('5号楼 走廊-感烟探测器', '5号楼走廊感烟探测器')).toBe(1);
    expect(likeness('Smoke Detector', 'smoke-detector')).toBe(1);
  });

  test('a name that tells more is nearer than another device’s', () => {
    const name = '5号楼101室厨房可燃气体探测器';
    expect(likeness(name, '101室厨房可燃气体探测器')).toBeGreaterThan(likeness(name, '102室客厅感烟探测器'));
  });

  test.each([
    ['', ''],
    ['', '感烟'],
    ['abc', 'xyz'],
  ])('%j and %j have nothing in common', (a, b) => {
    expect(likeness(a, b)).toBe(0);
  });
});
