import { describe, expect, test } from 'vitest';
import { nearestOnMap } from './map-pick.ts';

const dot = (code: string, x: number, y = 0) => ({ code, x, y, reachPx: 12, symbol: false });

describe('nearestOnMap', () => {
  test('the nearest within its reach is meant, nothing beyond it', () => {
    expect(nearestOnMap([dot('a', 8), dot('b', -5)], 0, 0)).toBe('b');
    expect(nearestOnMap([dot('a', 13)], 0, 0)).toBeNull();
  });

  test('a symbol is meant before a dot at the same place, whatever their order', () => {
    const symbol = { ...dot('alarm', 3), symbol: true };
    expect(nearestOnMap([symbol, dot('a', 3)], 0, 0)).toBe('alarm');
    expect(nearestOnMap([dot('a', 3), symbol], 0, 0)).toBe('alarm');
  });
});
