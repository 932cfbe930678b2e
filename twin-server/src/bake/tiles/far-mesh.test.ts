import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import { beforeAll, describe, expect, it } from 'vitest';
import { farFacets } from './far-mesh.ts';
import { type Colored, mergeFacets } from './triangle-mesh.ts';
import { visibleTriangles } from './visible-triangles.ts';
import { Welder } from './welder.ts';

// Corners of the unit cube by bits x, y, z; two triangles a face, counter-clockwise seen from outside.
const FACES: readonly (readonly [number, number, number, number, readonly [number, number, number]])[] = [
  [0, 4, 6, 2, [-1, 0, 0]],
  [1, 3, 7, 5, [1, 0, 0]],
  [0, 1, 5, 4, [0, -1, 0]],
  [2, 6, 7, 3, [0, 1, 0]],
  [0, 2, 3, 1, [0, 0, -1]],
  [4, 5, 7, 6, [0, 0, 1]],
];
const WHITE = 0xffffffff;

const welder = new Welder();

/** A box of [x, y, z, x, y, z] millimetres, each face cut into `cuts` × `cuts` squares. */
function box(feature: number, extent: readonly number[], color = WHITE, cuts = 1): Colored {
  welder.begin(FACES.length * cuts * cuts * 6);
  const corner = (bits: number) => [0, 1, 2].map((axis) => extent[axis + ((bits >> axis) & 1) * 3]!);
  for (const [a, b, , d, normal] of FACES) {
    const [o, p, q] = [corner(a), corner(b), corner(d)] as [number[], number[], number[]];
    const at = (i: number, j: number) =>
      o.map((value, axis) => Math.round(value + ((p[axis]! - value) * i + (q[axis]! - value) * j) / cuts));
    for (let i = 0; i < cuts; i++) {
      for (let j = 0; j < cuts; j++) {
        const square = Int32Array.from([...at(i, j), ...at(i + 1, j), ...at(i + 1, j + 1), ...at(i, j + 1)]);
        const [nx, ny, nz] = normal.map((n) => n * 127) as [number, number, number];
        welder.add(square, 0, 3, 6, nx, ny, nz, false);
        welder.add(square, 0, 6, 9, nx, ny, nz, false);
      }
    }
  }
  return { feature, color, facets: welder.finish() };
}

const ROOM = [0, 0, 0, 10_000, 10_000, 10_000];
const CHEST = [4000, 4000, 4000, 5000, 5000, 5000];

describe('what can be seen from outside', () => {
  it('is all sides of a box but the one it stands on, and nothing inside it', () => {
    const room = box(1, ROOM);
    const seen = visibleTriangles(mergeFacets([room, box(2, CHEST)]), room.facets.bounds, 100);
    expect([...seen]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, ...new Array(12).fill(0)]);
  });

  it('counts both sides of a sheet', () => {
    welder.begin(3);
    welder.add(Int32Array.from([0, 0, 0, 0, 5000, 0, 5000, 0, 0]), 0, 3, 6, 0, 0, -127, false);
    const facets = welder.finish();
    expect([...visibleTriangles(facets, facets.bounds, 100)]).toEqual([1]);
  });
});

describe('the mesh for far away', () => {
  beforeAll(() => MeshoptSimplifier.ready);

  it('keeps the outside, drops the inside, and merges what is flat', () => {
    const far = farFacets([box(1, ROOM, WHITE, 8), box(2, CHEST, WHITE, 4)]);
    expect(far.map(({ feature }) => feature)).toEqual([1]);
    const { indices, bounds } = far[0]!.facets;
    expect(indices.length / 3).toBe(10);
    expect([bounds[0], bounds[3]]).toEqual([0, 10_000]);
  });

  it('draws glass as a solid pane, tinted', () => {
    const { color } = farFacets([box(1, ROOM, 0x80ff0000)])[0]!;
    expect(color >>> 24).toBe(255);
    expect((color >>> 16) & 255).toBeGreaterThan(100);
    expect(color & 255).toBeLessThan(60);
  });
});
