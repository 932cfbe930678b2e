import { describe, expect, test } from 'vitest';
import { AdaptiveResolution, fluentScale } from './adaptive-resolution.ts';

/** Tells `count` busy frames `gapMs` apart and gives the last answer. */
function run(resolution: AdaptiveResolution, count: number, gapMs: number, from = 0): number {
  let scale = 1;
  for (let frame = 0; frame < count; frame++) scale = resolution.next(true, 1920, 1080, from + frame * gapMs);
  return scale;
}

describe('resolution', () => {
  test('a fluent machine always draws at full resolution', () => {
    expect(run(new AdaptiveResolution(false), 100, 16)).toBe(1);
  });

  test('a machine found slow draws less while something moves and all when it stands', () => {
    const resolution = new AdaptiveResolution(false);
    expect(run(resolution, 10, 200)).toBeLessThan(0.5);
    expect(resolution.slow).toBe(true);
    expect(resolution.next(false, 1920, 1080, 3000)).toBe(1);
  });

  test('a machine without a graphics card is slow from the first frame', () => {
    expect(new AdaptiveResolution(true).next(true, 1920, 1080, 0)).toBeLessThan(0.5);
  });

  test('pauses between frames and frames drawn at rest are no sign of slowness', () => {
    const resolution = new AdaptiveResolution(false);
    expect(run(resolution, 10, 10_000)).toBe(1);
    for (let frame = 0; frame < 10; frame++) resolution.next(false, 1920, 1080, 200_000 + frame * 300);
    expect(resolution.slow).toBe(false);
  });

  test('a small room needs no less, a wall not less than three tenths', () => {
    expect(fluentScale(640, 360)).toBe(1);
    expect(fluentScale(1280, 720)).toBe(0.5);
    expect(fluentScale(7680, 2160)).toBe(0.3);
  });
});
