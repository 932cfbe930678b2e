import { describe, expect, test } from 'vitest';
import { type Point3, TriangleBvh, type Triangles } from '../solid/triangle-bvh.ts';
import { boxTriangles, joined } from '../solid/triangles.test-kit.ts';
import { soupWorld } from './walk-world.ts';
import { Walker } from './walker.ts';

const AHEAD = { forward: 1, right: 0, hurried: false };
/** Looks along −z. */
const NORTH = 0;

/** A floor of 20 × 20 m at height 0, and whatever else. */
const room = (...things: readonly Triangles[]) => joined(boxTriangles([-10, -0.2, -10], [10, 0, 10]), ...things);

function walkerIn(soup: Triangles, at: Point3 = [0, 0, 0], passes?: (triangle: number) => boolean): Walker {
  return new Walker(soupWorld([{ triangles: soup, bvh: new TriangleBvh(soup), passes }]), at);
}

describe('inside: walk', () => {
  test('a walker covers the same way at 10 and at 120 frames a second: 1.4 m in a second', () => {
    const [slow, fast] = [walkerIn(room()), walkerIn(room())];
    for (let frame = 0; frame < 20; frame++) slow.walk(1 / 10, AHEAD, NORTH);
    for (let frame = 0; frame < 240; frame++) fast.walk(1 / 120, AHEAD, NORTH);
    expect(slow.feet.z).toBeCloseTo(-2.8, 1);
    expect(fast.feet.z).toBeCloseTo(slow.feet.z, 1);
  });

  test('a walker stops at a wall, and slides along it', () => {
    const walker = walkerIn(room(boxTriangles([-10, 0, -3], [10, 2.8, -2.8])));
    for (let frame = 0; frame < 300; frame++) walker.walk(1 / 60, AHEAD, NORTH);
    expect(walker.feet.z).toBeCloseTo(-2.55, 2);
    for (let frame = 0; frame < 60; frame++) walker.walk(1 / 60, AHEAD, Math.PI / 4);
    expect(walker.feet.x).toBeLessThan(-0.8);
    expect(walker.feet.z).toBeCloseTo(-2.55, 2);
  });

  test('a walker passes a door of 0.8 m whose leaf is let through, and no leaf that is not', () => {
    const walls = room(boxTriangles([-10, 0, -3], [-0.4, 2.8, -2.8]), boxTriangles([0.4, 0, -3], [10, 2.8, -2.8]));
    const leafAt = walls.indices.length / 3;
    const soup = joined(walls, boxTriangles([-0.4, 0, -2.92], [0.4, 2.1, -2.88]));
    const open = walkerIn(soup, [0, 0, 0], (triangle) => triangle >= leafAt);
    const shut = walkerIn(soup);
    for (let frame = 0; frame < 240; frame++) {
      open.walk(1 / 60, AHEAD, NORTH);
      shut.walk(1 / 60, AHEAD, NORTH);
    }
    expect(open.feet.z).toBeLessThan(-5);
    expect(shut.feet.z).toBeCloseTo(-2.63, 1);
  });

  test('a walker climbs a stair of 18 risers to the storey above, and comes down again', () => {
    const stair = Array.from({ length: 18 }, (_, step) =>
      boxTriangles([-1, 0, -1 - 0.28 * (step + 1)], [1, (step + 1) * (3 / 18), -1 - 0.28 * step]),
    );
    const landing = boxTriangles([-1, 2.8, -10], [1, 3, -1 - 0.28 * 18]);
    const walker = walkerIn(room(...stair, landing));
    for (let frame = 0; frame < 330; frame++) walker.walk(1 / 60, AHEAD, NORTH);
    expect(walker.feet.y).toBeCloseTo(3, 2);
    for (let frame = 0; frame < 400; frame++) walker.walk(1 / 60, AHEAD, Math.PI);
    expect(walker.feet.y).toBeCloseTo(0, 2);
  });

  test('a walker drops down a kerb by gravity, and never walks over an edge of a storey', () => {
    const high = boxTriangles([-1, -0.2, -1], [1, 0.8, 1]);
    const kerb = walkerIn(joined(boxTriangles([-20, -0.2, -20], [20, 0, 20]), high), [0, 0.8, 0]);
    const drop: number[] = [];
    for (let frame = 0; frame < 120; frame++) {
      kerb.walk(1 / 60, AHEAD, NORTH);
      drop.push(kerb.feet.y);
    }
    expect(kerb.feet.y).toBeCloseTo(0, 2);
    expect(drop.filter((height) => height > 0.05 && height < 0.75).length).toBeGreaterThan(5);

    const edge = walkerIn(boxTriangles([-2, 2.8, -2], [2, 3, 2]), [0, 3, 0]);
    for (let frame = 0; frame < 300; frame++) edge.walk(1 / 60, AHEAD, NORTH);
    expect(edge.feet.z).toBeGreaterThan(-2.2);
    expect(edge.feet.y).toBeCloseTo(3, 2);
  });

  test('in a file without slabs a walker walks on the floors of rooms, and no further', () => {
    const walls = boxTriangles([-10, 0, 5], [10, 2.8, 5.2]);
    const known = (_x: number, z: number) => (z > -3 ? 0 : null);
    const walker = new Walker(soupWorld([{ triangles: walls, bvh: new TriangleBvh(walls) }], known), [0, 0, 0]);
    for (let frame = 0; frame < 240; frame++) walker.walk(1 / 60, AHEAD, NORTH);
    expect(walker.feet.z).toBeLessThan(-2.5);
    expect(walker.feet.z).toBeGreaterThan(-3.2);
    expect(walker.feet.y).toBe(0);
  });

  test('a walker does not go under what is lower than it is tall', () => {
    const walker = walkerIn(room(boxTriangles([-10, 1.5, -6], [10, 1.7, -2])));
    for (let frame = 0; frame < 240; frame++) walker.walk(1 / 60, AHEAD, NORTH);
    expect(walker.feet.z).toBeGreaterThan(-2.1);
  });
});
