import { describe, expect, test } from 'vitest';
import { ringAreaM2 } from './ring-area.ts';

describe('6.4.1-2-2 plan position: the area of a footprint', () => {
  test('a rectangle of 0.0004° × 0.0002° at Taiyuan is 35.1 m × 22.2 m', () => {
    const [x, y] = [112.55, 37.87];
    const ring = [
      [x, y],
      [x + 0.0004, y],
      [x + 0.0004, y + 0.0002],
      [x, y + 0.0002],
    ] as const;
    expect(ringAreaM2(ring)).toBeCloseTo(780.8, 0);
    expect(ringAreaM2([...ring].reverse())).toBeCloseTo(ringAreaM2(ring), 1);
  });
});
