import { describe, expect, test } from 'vitest';
import { seenDifference, VISIONS } from './color-vision.test-kit.ts';
import { THEMES } from './tokens.ts';

/** Five times what is just seen side by side: colors of priorities stand apart on a screen, and in small letters. */
const APART = 11;

describe('WALL: priorities are told apart without cones for red, green or blue', () => {
  test('what a person without cones for green mixes up is known', () => {
    expect(seenDifference('#000000', '#ffffff', 'normal')).toBeCloseTo(100, 0);
    expect(seenDifference('#c0202b', '#8f4e00', 'normal')).toBeGreaterThan(35);
    expect(seenDifference('#6b5900', '#8f4e00', 'protanopia')).toBeLessThan(2);
  });

  test.each(
    Object.entries(THEMES).flatMap(([theme, { p1, p2, p3, p4 }]) =>
      VISIONS.map((vision) => [theme, vision, [p1, p2, p3, p4]] as const),
    ),
  )('%s, %s: every two of the four', (_theme, vision, colors) => {
    for (const [i, color] of colors.entries())
      for (const other of colors.slice(i + 1))
        expect(seenDifference(color, other, vision), `${color} ${other}`).toBeGreaterThanOrEqual(APART);
  });
});
