import { expect, test } from 'vitest';
import { crownMesh } from './crown-mesh.ts';

const TREES = [
  { x: 10, y: -5, heightM: 8, crownM: 4 },
  { x: -30, y: 20, heightM: 5, crownM: 3 },
];

test('a crown stays within its height and width over its own place', () => {
  const { positions } = crownMesh(TREES);
  const perTree = positions.length / TREES.length;
  TREES.forEach((tree, index) => {
    for (let at = index * perTree; at < (index + 1) * perTree; at += 3) {
      const [x, y, z] = [positions[at]!, positions[at + 1]!, positions[at + 2]!];
      expect(Math.hypot(x - tree.x, y - tree.y)).toBeLessThanOrEqual(tree.crownM / 2 + 1e-9);
      expect(z).toBeGreaterThan(0);
      expect(z).toBeLessThanOrEqual(tree.heightM);
    }
  });
});

test('triangles name vertices of their own tree, face outward, and normals have unit length', () => {
  const { positions, normals, indices } = crownMesh(TREES);
  const vertices = positions.length / 3 / TREES.length;
  const vertex = (index: number) => [0, 1, 2].map((axis) => positions[index * 3 + axis]!) as [number, number, number];
  for (let at = 0; at < indices.length; at += 3) {
    const corners = [indices[at]!, indices[at + 1]!, indices[at + 2]!];
    const tree = Math.floor(corners[0]! / vertices);
    expect(corners.every((corner) => Math.floor(corner / vertices) === tree)).toBe(true);
    const [a, b, c] = corners.map(vertex) as [number[], number[], number[]];
    const [ux, uy, uz] = [b[0]! - a[0]!, b[1]! - a[1]!, b[2]! - a[2]!];
    const [vx, vy, vz] = [c[0]! - a[0]!, c[1]! - a[1]!, c[2]! - a[2]!];
    const outward = (uy * vz - uz * vy) * (a[0]! - TREES[tree]!.x) + (uz * vx - ux * vz) * (a[1]! - TREES[tree]!.y);
    expect(outward).toBeGreaterThanOrEqual(-1e-9);
  }
  for (let at = 0; at < normals.length; at += 3) {
    expect(Math.hypot(normals[at]!, normals[at + 1]!, normals[at + 2]!)).toBeCloseTo(1, 5);
  }
});
