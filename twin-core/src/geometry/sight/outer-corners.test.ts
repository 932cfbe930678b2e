import { expect, it } from 'vitest';
import { outerCorners } from './outer-corners.ts';
import { openScene } from './scene.ts';
import { boxesPart } from './shapes.test-kit.ts';

const HOUSE = { building: 'B01' };
const cornersOf = (part: ReturnType<typeof boxesPart>, most = 100) => {
  const found = outerCorners(openScene([part]), [0, 0], 30, most);
  return Array.from({ length: found.length / 3 }, (_, i) => [...found.slice(i * 3, i * 3 + 3)].map(Math.round));
};

it('7.2.16-1 corners to calibrate by are those of walls in the open: not of windows, not inside, not of what is no building', () => {
  const part = boxesPart([
    { min: [0, 0, 0], max: [8, 6, 9], surface: HOUSE },
    // A slab inside the walls, a window before them, a shed, a house beyond reach.
    { min: [1, 1, 3], max: [7, 5, 3.2], surface: HOUSE },
    { min: [2, -0.1, 1], max: [4, 0.1, 2], surface: { ...HOUSE, isOpening: true } },
    { min: [-9, -9, 0], max: [-8, -8, 2] },
    { min: [90, 0, 0], max: [95, 6, 9], surface: HOUSE },
  ]);
  const corners = cornersOf(part);
  expect(corners).toHaveLength(8);
  expect(corners[0]).toEqual([0, 0, expect.any(Number)]);
  expect(corners).toEqual(
    expect.arrayContaining([0, 8].flatMap((x) => [0, 6].flatMap((y) => [0, 9].map((z) => [x, y, z])))),
  );
  expect(cornersOf(part, 3)).toHaveLength(3);
});

it('7.2.16-1 a point amid a straight edge is no corner', () => {
  // A wall of two faces side by side: where they meet below and above is no corner of it.
  const faces = [0, 4].flatMap((x) => [...[x, 0, 0, x + 4, 0, 0, x + 4, 0, 5], ...[x, 0, 0, x + 4, 0, 5, x, 0, 5]]);
  const part = boxesPart([{ min: [0, 0, 0], max: [1, 1, 1], surface: HOUSE }]);
  const wall = { ...part, triangles: Float32Array.from(faces), starts: Uint32Array.of(0, 4) };
  expect(cornersOf(wall).sort()).toEqual([
    [0, 0, 0],
    [0, 0, 5],
    [8, 0, 0],
    [8, 0, 5],
  ]);
});
