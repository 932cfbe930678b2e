import { expect, test } from 'vitest';
import { boxTriangles, seeded } from './shapes.test-kit.ts';
import { TriangleTree } from './triangle-tree.ts';

/** Nearest of all triangles, one after the other, by the plane of each and the sides of its corners. */
function bruteNearest(
  triangles: Float32Array,
  origin: number[],
  direction: number[],
): { triangle: number; hitM: number } {
  let best = { triangle: -1, hitM: Infinity };
  for (let t = 0; t < triangles.length / 9; t++) {
    const [a, b, c] = [0, 3, 6].map((k) => Array.from(triangles.subarray(t * 9 + k, t * 9 + k + 3)));
    const normal = cross(minus(b!, a!), minus(c!, a!));
    const hitM = dot(minus(a!, origin), normal) / dot(direction, normal);
    if (!(hitM > 0) || hitM >= best.hitM) continue;
    const at = origin.map((part, k) => part + direction[k]! * hitM);
    const isIn = [
      [a, b],
      [b, c],
      [c, a],
    ].every(([from, to]) => dot(cross(minus(to!, from!), minus(at, from!)), normal) >= 0);
    if (isIn) best = { triangle: t, hitM };
  }
  return best;
}
const minus = (a: number[], b: number[]) => a.map((part, k) => part - b[k]!);
const dot = (a: number[], b: number[]) => a.reduce((sum, part, k) => sum + part * b[k]!, 0);
const cross = ([ax, ay, az]: number[], [bx, by, bz]: number[]) => [
  ay! * bz! - az! * by!,
  az! * bx! - ax! * bz!,
  ax! * by! - ay! * bx!,
];

test('7.2.10-1 a ray meets the same triangle through the tree as without it', () => {
  const random = seeded(7);
  const at = () => random() * 100 - 50;
  const triangles = Float32Array.from(
    Array.from({ length: 500 }, () => {
      const corner = [at(), at(), at()];
      return [corner, ...[0, 1].map(() => corner.map((part) => part + random() * 10))].flat();
    }).flat(),
  );
  const tree = new TriangleTree(triangles);
  let hits = 0;
  for (let i = 0; i < 2000; i++) {
    const origin = [at(), at(), at()];
    const towards = [at(), at(), at()];
    const length = Math.hypot(...towards);
    const [dx, dy, dz] = towards.map((part) => part / length) as [number, number, number];
    const [ox, oy, oz] = origin as [number, number, number];
    const expected = bruteNearest(triangles, origin, [dx, dy, dz]);
    expect(tree.nearest(ox, oy, oz, dx, dy, dz, 0, Infinity)).toBe(expected.triangle);
    if (expected.triangle >= 0) expect(tree.hitM).toBeCloseTo(expected.hitM, 3);
    expect(tree.isBlocked(ox, oy, oz, dx, dy, dz, 0, Infinity)).toBe(expected.triangle >= 0);
    if (expected.triangle >= 0) hits += 1;
  }
  expect(hits).toBeGreaterThan(100);
});

test('7.2.10-1 a ray along an axis and in the plane of a box’s side is decided; near and far limits hold', () => {
  const tree = new TriangleTree(Float32Array.from(boxTriangles([0, 0, 0], [10, 10, 10])));
  expect(tree.isBlocked(-5, 5, 5, 1, 0, 0, 0, Infinity)).toBe(true);
  expect(tree.isBlocked(-5, 5, 5, 1, 0, 0, 0, 4.9)).toBe(false);
  expect(tree.isBlocked(-5, 5, 5, 1, 0, 0, 15.1, Infinity)).toBe(false);
  expect(tree.isBlocked(-5, 5, 11, 1, 0, 0, 0, Infinity)).toBe(false);
  tree.nearest(5, 5, 20, 0, 0, -1, 0, Infinity);
  expect(tree.hitM).toBeCloseTo(10, 5);
  expect(tree.isClear(-5, 5, 5, 20, 5, 5, 0)).toBe(false);
  expect(tree.isClear(-5, 5, 5, -1, 5, 5, 0)).toBe(true);
  expect(new TriangleTree(new Float32Array()).isBlocked(0, 0, 0, 1, 0, 0, 0, Infinity)).toBe(false);
});
