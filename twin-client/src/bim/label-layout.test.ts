import { describe, expect, test } from 'vitest';
import { placeBeside, placeLabels } from './label-layout.ts';

const wish = (text: string, ...places: (readonly [number, number])[]) => ({ text, width: 40, height: 20, places });

describe('placeLabels', () => {
  test('the earlier label keeps its place, the later takes its next free one', () => {
    const placed = placeLabels([wish('1701', [0, 0]), wish('1702', [30, 5], [30, 25])], []);
    expect(placed.map(({ text, x, y }) => [text, x, y])).toEqual([
      ['1701', 0, 0],
      ['1702', 30, 25],
    ]);
  });

  test('a label that finds no room is left out', () => {
    expect(placeLabels([wish('1701', [0, 0]), wish('1702', [30, 5])], []).map(({ text }) => text)).toEqual(['1701']);
  });

  test('no label covers a symbol', () => {
    expect(placeLabels([wish('1701', [0, 0])], [{ x: 10, y: 10, width: 20, height: 20 }])).toEqual([]);
  });

  test('labels that only touch both stand', () => {
    expect(placeLabels([wish('a', [0, 0]), wish('b', [40, 0])], [])).toHaveLength(2);
  });
});

describe('placeBeside', () => {
  const symbol = { x: 100, y: 100, width: 40, height: 40 };

  test('right of the symbol where that is free', () => {
    expect(placeBeside(symbol, 60, 20, [])).toEqual({ x: 150, y: 100, width: 60, height: 20 });
  });

  test('left where the right is taken', () => {
    expect(placeBeside(symbol, 60, 20, [{ x: 150, y: 100, width: 10, height: 10 }])?.x).toBe(50);
  });

  test('nowhere where all around is taken', () => {
    expect(placeBeside(symbol, 60, 20, [{ x: 100, y: 100, width: 400, height: 400 }])).toBeNull();
  });
});
