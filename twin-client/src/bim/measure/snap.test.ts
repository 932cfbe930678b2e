import { describe, expect, test } from 'vitest';
import type { Point3 } from '../solid/triangle-bvh.ts';
import { snapToEdges } from './snap.ts';

/** From straight above, 100 px a metre. */
const above = ([x, , z]: Point3) => ({ x: x * 100, y: z * 100 });
/** From the origin along −z with a focal length of 500 px. */
const ahead = ([x, y, z]: Point3) => (z < -0.1 ? { x: (500 * x) / -z, y: (-500 * y) / -z } : null);
const all = () => true;
const WALL = new Float32Array([0, 0, 0, 4, 0, 0]);

describe('inside: what a measurement snaps to', () => {
  test('a corner comes before the edge it ends', () => {
    expect(snapToEdges({ x: 8, y: 5 }, WALL, above, all)).toEqual({ kind: 'corner', point: [0, 0, 0] });
  });

  test('the middle of an edge, else any place on it', () => {
    expect(snapToEdges({ x: 203, y: 4 }, WALL, above, all)).toEqual({ kind: 'middle', point: [2, 0, 0] });
    const on = snapToEdges({ x: 123, y: -6 }, WALL, above, all);
    expect(on?.kind).toBe('edge');
    expect(on?.point[0]).toBeCloseTo(1.23, 4);
  });

  test('nothing in reach is no snap', () => {
    expect(snapToEdges({ x: 203, y: 30 }, WALL, above, all)).toBeNull();
  });

  test('what is hidden is passed over for what is seen', () => {
    const hidden = ([, y]: Point3) => y > 0.5;
    const edges = [0, 0, 0, 4, 0, 0, 0, 1, 0.05, 4, 1, 0.05];
    expect(snapToEdges({ x: 1, y: 1 }, edges, above, hidden)?.point).toEqual([0, 1, 0.05]);
  });

  test('a place on an edge that leads away from the eye is the one under the pointer', () => {
    const away = [1, 0, -2, 1, 0, -20];
    const { x, y } = ahead([1, 0, -5])!;
    const found = snapToEdges({ x, y }, away, ahead, all);
    expect(found?.kind).toBe('edge');
    expect(found?.point[2]).toBeCloseTo(-5, 3);
  });
});
