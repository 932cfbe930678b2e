import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { BOUNDARY } from '../estate/boundary.ts';
import { basinHeight, GRADED_M } from './basin.ts';
import { terrainFiles } from './terrain-files.ts';

const MODELS = fileURLToPath(new URL('../../../models/terrain/', import.meta.url));

describe('the invented basin', () => {
  test('is written the same as it lies in models/terrain, and small', async () => {
    const files = Object.entries(terrainFiles());
    for (const [name, bytes] of files) expect((await readFile(`${MODELS}${name}`)).equals(bytes), name).toBe(true);
    expect(files.reduce((sum, [, { length }]) => sum + length, 0)).toBeLessThan(2e6);
  });

  test('is level at exactly 790 m within the boundary and 60 m around', () => {
    for (const [x, y] of BOUNDARY) {
      const length = Math.hypot(x, y);
      expect(basinHeight([x, y])).toBe(790);
      const out = (length + GRADED_M - 0.01) / length;
      expect(basinHeight([x * out, y * out])).toBe(790);
    }
  });

  test('has no step where the grading runs out, a river in the west and hills on both sides', () => {
    for (let x = 0; x < 8000; x += 10) expect(Math.abs(basinHeight([x + 10, 0]) - basinHeight([x, 0]))).toBeLessThan(6);
    const west = Array.from({ length: 200 }, (_, i) => basinHeight([-1500 - i * 15, 0]));
    expect(Math.min(...west)).toBeLessThan(782);
    expect(basinHeight([-22_000, 0])).toBeGreaterThan(1100);
    expect(basinHeight([22_000, 0])).toBeGreaterThan(1000);
  });
});
