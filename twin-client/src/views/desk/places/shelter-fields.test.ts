import { describe, expect, test } from 'vitest';
import { readSupplies, suppliesText } from './shelter-fields.tsx';

describe('5.8.8-2 what a shelter keeps', () => {
  test('a line each, by commas of either kind, with or without a date; read back as written', () => {
    const supplies = [
      { name: '饮用水', quantity: 1200, unit: '瓶', expiresAt: '2027-05-01' },
      { name: '帐篷', quantity: 40, unit: '顶', expiresAt: null },
    ];
    expect(readSupplies('饮用水，1200，瓶，2027-05-01\n\n帐篷, 40, 顶')).toEqual(supplies);
    expect(readSupplies(suppliesText(supplies))).toEqual(supplies);
    expect(suppliesText(undefined)).toBe('');
  });

  test.each([
    ['饮用水', 1],
    ['水, 1, 瓶\n毯, 很多, 条', 2],
    ['水, 1, 瓶, 下个月', 1],
  ])('8.1.5-2 %j is wrong in line %d', (text, line) => {
    expect(readSupplies(text)).toBe(line);
  });
});
