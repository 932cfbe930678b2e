import { describe, expect, test } from 'vitest';
import { besideSymbol, layOutLabels } from './label-layout.ts';

const wish = (key: string, x: number, y: number) => ({
  key,
  x,
  y,
  width: 60,
  height: 20,
  places: besideSymbol(10, 60, 20),
});

describe('layOutLabels', () => {
  test('a text with room stands to the right of its symbol', () => {
    expect(layOutLabels([wish('a', 100, 100)], []).get('a')).toEqual([40, 0]);
  });

  test('the earlier text keeps its place, the later one takes the next that is free', () => {
    const placed = layOutLabels([wish('a', 100, 100), wish('b', 140, 100)], []);
    expect(placed.get('a')).toEqual([40, 0]);
    expect(placed.get('b')).toEqual([0, -20]);
  });

  test('a text without any room is left out', () => {
    const everywhere = { x: 100, y: 100, halfWidth: 500, halfHeight: 500 };
    expect(layOutLabels([wish('a', 100, 100)], [everywhere]).size).toBe(0);
  });
});
