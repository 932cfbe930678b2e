import { describe, expect, test } from 'vitest';
import { creaseEdges } from './crease-edges.ts';
import { boxTriangles, joined } from './triangles.test-kit.ts';

const lengthsOf = (segments: Float32Array) =>
  Array.from({ length: segments.length / 6 }, (_, at) => {
    const [ax, ay, az, bx, by, bz] = segments.subarray(at * 6, at * 6 + 6);
    return Math.hypot(bx! - ax!, by! - ay!, bz! - az!);
  }).sort((a, b) => a - b);

describe('inside: what a measurement snaps to', () => {
  test('a box has its 12 edges, without the diagonals of its faces', () => {
    const { segments } = creaseEdges(boxTriangles([0, 0, 0], [1, 2, 4]), new Uint32Array(12));
    expect(lengthsOf(segments)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4]);
  });

  test('corners that stand apart in the file, as normals need it, are one', () => {
    const { positions, indices } = boxTriangles([0, 0, 0], [1, 2, 4]);
    const apart = new Float32Array([...indices].flatMap((at) => [...positions.subarray(at * 3, at * 3 + 3)]));
    const { segments } = creaseEdges({ positions: apart, indices: indices.map((_, at) => at) }, new Uint32Array(12));
    expect(segments.length / 6).toBe(12);
  });

  test('edges stand by element: two boxes in one place are two', () => {
    const both = joined(boxTriangles([0, 0, 0], [1, 1, 1]), boxTriangles([0, 0, 0], [1, 1, 1]));
    const owners = Uint32Array.from({ length: 24 }, (_, triangle) => (triangle < 12 ? 2 : 0));
    const { segments, starts } = creaseEdges(both, owners);
    expect([...starts]).toEqual([0, 12, 12, 24]);
    expect(segments.length).toBe(24 * 6);
  });
});
