import { describe, expect, test } from 'vitest';
import { isCutAway } from '../paint/clip-set.ts';
import { SectionTool } from './section-tool.ts';

const BOX = { min: [-15, -10, 0], max: [15, 8, 60] } as {
  min: [number, number, number];
  max: [number, number, number];
};

describe('inside: section', () => {
  test('a cut takes the higher side away, flipped the lower; y of the building runs against z of the screen', () => {
    const section = new SectionTool(BOX, () => undefined);
    section.cut('y', { at: 2, flipped: false });
    expect([isCutAway(section.planes, [0, 0, -3]), isCutAway(section.planes, [0, 0, -1])]).toEqual([true, false]);
    section.cut('y', { at: 2, flipped: true });
    expect([isCutAway(section.planes, [0, 0, -3]), isCutAway(section.planes, [0, 0, -1])]).toEqual([false, true]);
    section.cut('y', null);
    section.cut('z', { at: 30, flipped: false });
    expect([isCutAway(section.planes, [0, 31, 0]), isCutAway(section.planes, [0, 29, 0])]).toEqual([true, false]);
  });

  test('cuts along several axes hold together, stay within the building, and are cleared at once', () => {
    let changes = 0;
    const section = new SectionTool(BOX, () => changes++);
    section.cut('x', { at: 999, flipped: false });
    section.cut('z', { at: 10, flipped: true });
    expect(section.state.get().x?.at).toBeCloseTo(15.05);
    expect(isCutAway(section.planes, [0, 5, 0])).toBe(true);
    section.clear();
    expect(section.active).toBe(false);
    expect(isCutAway(section.planes, [0, 5, 0])).toBe(false);
    expect(changes).toBe(3);
  });
});
