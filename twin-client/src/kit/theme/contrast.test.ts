import { describe, expect, it, test } from 'vitest';
import { contrastRatio } from './contrast.ts';
import { THEMES } from './tokens.ts';

describe('WCAG 2.2 1.4.3 and 1.4.11: contrast of the tokens', () => {
  it('knows black on white and a color on itself', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#4cc9ff', '#4cc9ff')).toBe(1);
  });

  const surfaces = ['ground', 'panel', 'raised', 'hot', 'chosen'] as const;
  const texts = ['text', 'muted', 'subtle', 'p1', 'p2', 'p3', 'p4'] as const;
  test.each(
    Object.entries(THEMES).flatMap(([theme, tokens]) =>
      surfaces.flatMap((surface) => texts.map((text) => [theme, text, surface, tokens] as const)),
    ),
  )('1.4.3 %s: %s on %s reads at 4.5 : 1', (_theme, text, surface, tokens) => {
    expect(contrastRatio(tokens[text], tokens[surface])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(Object.entries(THEMES))('1.4.3 %s: text on the action reads at 4.5 : 1', (_theme, tokens) => {
    expect(contrastRatio(tokens.onAction, tokens.action)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(Object.entries(THEMES))('1.4.11 %s: the focus ring stands out at 3 : 1', (_theme, tokens) => {
    for (const surface of surfaces) expect(contrastRatio(tokens.focus, tokens[surface])).toBeGreaterThanOrEqual(3);
  });
});
