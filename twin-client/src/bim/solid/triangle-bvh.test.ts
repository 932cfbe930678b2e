import { describe, expect, test } from 'vitest';
import { type Point3, TriangleBvh, type Triangles } from './triangle-bvh.ts';
import { boxTriangles, randomTriangles, seeded } from './triangles.test-kit.ts';

/** Every triangle of a soup as a hierarchy of one leaf: what a search without one finds. */
function bruteRaycast(soup: Triangles, origin: Point3, direction: Point3): number {
  let nearest = Infinity;
  for (let triangle = 0; triangle < soup.indices.length / 3; triangle++) {
    const one = { positions: soup.positions, indices: soup.indices.slice(triangle * 3, triangle * 3 + 3) };
    nearest = Math.min(nearest, new TriangleBvh(one).raycast(origin, direction)?.distance ?? Infinity);
  }
  return nearest;
}

describe('inside: picking and walking', () => {
  test('a ray finds the nearest of 2,000 triangles, as looking at each of them does', () => {
    const random = seeded(7);
    const soup = randomTriangles(2000, random);
    const bvh = new TriangleBvh(soup);
    let hits = 0;
    for (let ray = 0; ray < 40; ray++) {
      const origin: Point3 = [random() * 10, random() * 10, random() * 10];
      const direction: Point3 = [random() - 0.5, random() - 0.5, random() - 0.5];
      const expected = bruteRaycast(soup, origin, direction);
      const found = bvh.raycast(origin, direction);
      expect(found?.distance ?? Infinity).toBeCloseTo(expected, 5);
      if (found) hits++;
    }
    expect(hits).toBeGreaterThan(5);
  });

  test('what a ray may pass through is passed through', () => {
    const near = boxTriangles([2, 0, 0], [3, 1, 1]);
    const bvh = new TriangleBvh(near);
    const through = bvh.raycast([0, 0.5, 0.4], [1, 0, 0], Infinity, (_, distance) => distance > 2.5);
    expect(bvh.raycast([0, 0.5, 0.4], [1, 0, 0])?.distance).toBeCloseTo(2);
    expect(through?.distance).toBeCloseTo(3);
    expect(bvh.raycast([0, 0.5, 0.4], [1, 0, 0], 1.9)).toBeNull();
  });

  test('a box finds the triangles that touch it and no others', () => {
    const random = seeded(11);
    const soup = randomTriangles(1000, random);
    const bvh = new TriangleBvh(soup);
    const [min, max]: [Point3, Point3] = [
      [4, 4, 4],
      [5, 6, 5],
    ];
    const found = new Set<number>();
    bvh.touching(min, max, (triangle) => found.add(triangle));
    const expected = new Set<number>();
    for (let triangle = 0; triangle < 1000; triangle++) {
      const touches = [0, 1, 2].every((axis) => {
        const values = [0, 1, 2].map((corner) => soup.positions[soup.indices[triangle * 3 + corner]! * 3 + axis]!);
        return Math.min(...values) <= max[axis]! && Math.max(...values) >= min[axis]!;
      });
      if (touches) expected.add(triangle);
    }
    expect(expected.size).toBeGreaterThan(3);
    expect(found).toEqual(expected);
  });

  test('no triangles: nothing is met', () => {
    const bvh = new TriangleBvh({ positions: new Float32Array(0), indices: new Uint32Array(0) });
    expect(bvh.raycast([0, 0, 0], [1, 0, 0])).toBeNull();
  });

  test('a thousand triangles in one place are found all the same', () => {
    const one = boxTriangles([0, 0, 0], [1, 1, 1]);
    const indices = Uint32Array.from({ length: 3000 }, (_, i) => one.indices[i % 3]!);
    const found = new Set<number>();
    new TriangleBvh({ positions: one.positions, indices }).touching([0, 0, 0], [1, 1, 1], (at) => found.add(at));
    expect(found.size).toBe(1000);
  });
});
