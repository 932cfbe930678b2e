import { expect, test } from 'vitest';
import { scaleBar } from './scale-bar.ts';

test.each([
  [20, 5],
  [14.1, 5],
  [70, 1],
  [69, 2],
  [400, 0.2],
  [0.5, 200],
])(
  'inside: plan: at %s pixels a metre the scale bar is %s m, and never shorter than 70 or longer than 175 px',
  (pixels, metres) => {
    const bar = scaleBar(pixels);
    expect(bar.metres).toBe(metres);
    expect(bar.widthPx).toBeGreaterThanOrEqual(69.99);
    expect(bar.widthPx).toBeLessThanOrEqual(175.01);
  },
);
