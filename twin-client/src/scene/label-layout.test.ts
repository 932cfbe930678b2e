import { describe, expect, test } from 'vitest';
import { placeLabels } from './label-layout.ts';

const wish = (code: string, x: number, y: number, width = 100) => ({ code, x, y, width });

describe('labels of alarms', () => {
  test('stand above their symbols, text to the right', () => {
    const [place] = placeLabels([wish('A', 300, 400)], 1280);
    expect(place).toMatchObject({ code: 'A', elbowX: 300, right: true });
    expect(place?.elbowY).toBeLessThan(400);
  });

  test('turn to the left at the right edge and stay below the upper one', () => {
    expect(placeLabels([wish('A', 1250, 400)], 1280)[0]?.right).toBe(false);
    expect(placeLabels([wish('A', 300, 5)], 1280)[0]?.elbowY).toBeGreaterThan(0);
  });

  test('never cover each other: the less important one gives way, then is left out', () => {
    const places = placeLabels(
      ['A', 'B', 'C', 'D', 'E', 'F'].map((code) => wish(code, 300, 400)),
      1280,
    );
    expect(places[0]?.code).toBe('A');
    const heights = places.map(({ elbowY }) => elbowY).sort((a, b) => a - b);
    heights.slice(1).forEach((height, index) => {
      expect(height - heights[index]!).toBeGreaterThanOrEqual(24);
    });
    expect(places.length).toBeLessThan(6);
  });

  test('labels far apart do not disturb each other', () => {
    expect(placeLabels([wish('A', 100, 400), wish('B', 700, 400)], 1280)).toHaveLength(2);
  });
});
