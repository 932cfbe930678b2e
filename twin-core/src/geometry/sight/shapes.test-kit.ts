import type { ScenePart, SceneSurface } from './scene.ts';

type Point = readonly [x: number, y: number, z: number];

/** For tests: the twelve triangles of a box, each seen counter-clockwise from outside. */
export function boxTriangles([x1, y1, z1]: Point, [x2, y2, z2]: Point): number[] {
  const corner = (k: number): Point => [k & 1 ? x2 : x1, k & 2 ? y2 : y1, k & 4 ? z2 : z1];
  const sides = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ];
  return sides.flatMap(([a, b, c, d]) => [a, b, c, a, c, d].flatMap((k) => corner(k!)));
}

/** For tests: a part of boxes, one surface each. */
export function boxesPart(boxes: readonly { min: Point; max: Point; surface?: Partial<SceneSurface> }[]): ScenePart {
  const triangles = Float32Array.from(boxes.flatMap(({ min, max }) => boxTriangles(min, max)));
  const surfaces = boxes.map(
    ({ surface }): SceneSurface => ({ building: null, storey: null, space: null, isOpening: false, ...surface }),
  );
  return { triangles, starts: Uint32Array.from({ length: boxes.length + 1 }, (_, i) => i * 12), surfaces };
}

/** For tests: the same numbers from 0 to 1 every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
