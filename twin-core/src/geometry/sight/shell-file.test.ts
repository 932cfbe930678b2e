import { expect, test } from 'vitest';
import { openScene, placeShell } from './scene.ts';
import { boxTriangles } from './shapes.test-kit.ts';
import { decodeShell, encodeShell } from './shell-file.ts';
import { blockPart, groundHeight, groundPart } from './stand-ins.ts';

const SHELL = {
  storeys: [{ globalId: '1tIJSHNGFeCzJgq_NQaL9G', name: '首层' }],
  spaces: ['1_GF5UmJ3AJW54nMnrdtId'],
  elements: Int32Array.of(0, 0, 0, -1, 12, 1, 0, 0),
  triangles: Float32Array.from([...boxTriangles([0, 0, 0], [4, 2, 3]), ...boxTriangles([1, -0.1, 1], [2, 0, 2])]),
};

test('7.2.16-1 a shell reads back as it was written; what is cut short or of another version is none', () => {
  const bytes = encodeShell(SHELL);
  expect(decodeShell(bytes)).toEqual(SHELL);
  expect(decodeShell(bytes.subarray(0, bytes.length - 4))).toBeNull();
  expect(decodeShell(bytes.map((byte, i) => (i === 4 ? 99 : byte)))).toBeNull();
  expect(decodeShell(new Uint8Array(8))).toBeNull();
});

test('7.2.16-1 a building stands in the scene where it is placed, turned by its heading', () => {
  const frame = { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 0 };
  const part = placeShell(SHELL, 'B01', { ...frame, height: 781.6, headingDeg: 90 }, frame);
  const scene = openScene([part]);
  // Its +X looks south, its +Y east.
  expect([Math.max(...axis(part.triangles, 0)), Math.min(...axis(part.triangles, 1))]).toEqual([2, -4]);
  expect(Math.min(...axis(part.triangles, 2))).toBeCloseTo(10, 4);
  expect(scene.surfaces[1]).toEqual({ building: 'B01', storey: '首层', space: SHELL.spaces[0], isOpening: true });
  expect([scene.surfaceOf[11], scene.surfaceOf[12]]).toEqual([0, 1]);
});

test('7.2.10-1 the ground of a grid is as high as its corners say, and stands in the way', () => {
  const grid = { x: 0, y: 0, stepM: 10, columns: 3, heights: Float32Array.of(0, 0, 0, 10, 10, 10) };
  expect(groundHeight(grid, 5, 5)).toBe(5);
  expect(groundHeight(grid, -99, 20)).toBe(10);
  const { tree } = openScene([
    groundPart(grid),
    blockPart(
      [
        [50, 0],
        [50, 10],
        [60, 10],
        [60, 0],
      ],
      0,
      20,
      null,
    ),
  ]);
  expect(tree.isClear(5, -5, 1, 5, 9, 20, 0)).toBe(true);
  expect(tree.isClear(5, -5, 1, 5, 9.5, 5, 0)).toBe(false);
  expect(tree.isClear(40, 5, 1, 70, 5, 1, 0)).toBe(false);
});

const axis = (triangles: Float32Array, k: number) =>
  triangles.filter((_, i) => i % 3 === k).map((value) => Math.round(value * 1e4) / 1e4);
