import type { Point3, Triangles } from './triangle-bvh.ts';

/** Numbers from 0 to 1 that are the same every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Triangles of up to a metre in a cube of ten. */
export function randomTriangles(count: number, random: () => number): Triangles {
  const positions = new Float32Array(count * 9);
  for (let triangle = 0; triangle < count; triangle++) {
    const at = [random() * 10, random() * 10, random() * 10];
    for (let i = 0; i < 9; i++) positions[triangle * 9 + i] = at[i % 3]! + random();
  }
  return { positions, indices: Uint32Array.from({ length: count * 3 }, (_, at) => at) };
}

const FACES = [
  [0, 2, 1, 1, 2, 3],
  [4, 5, 6, 5, 7, 6],
  [0, 1, 4, 1, 5, 4],
  [2, 6, 3, 3, 6, 7],
  [0, 4, 2, 2, 4, 6],
  [1, 3, 5, 3, 7, 5],
].flat();

/** A closed box: 8 corners, 12 triangles, facing outward. */
export function boxTriangles(min: Point3, max: Point3): Triangles {
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((corner) => [
    (corner & 1 ? max : min)[0],
    (corner & 2 ? max : min)[1],
    (corner & 4 ? max : min)[2],
  ]);
  return { positions: new Float32Array(corners), indices: new Uint32Array(FACES) };
}

/** Several soups as one. */
export function joined(...soups: readonly Triangles[]): Triangles {
  const positions: number[] = [];
  const indices: number[] = [];
  for (const soup of soups) {
    const base = positions.length / 3;
    positions.push(...soup.positions);
    for (const index of soup.indices) indices.push(index + base);
  }
  return { positions: new Float32Array(positions), indices: new Uint32Array(indices) };
}
