import { describe, expect, it } from 'vitest';
import { mergeFacets } from './triangle-mesh.ts';
import { Welder } from './welder.ts';

const SQUARE = Int32Array.from([0, 0, 0, 1000, 0, 0, 1000, 1000, 0, 0, 1000, 0]);

describe('Welder', () => {
  it('shares vertices of equal place and normal within a mesh, and not between meshes', () => {
    const welder = new Welder();
    const parts = [7, 8].map((feature) => {
      welder.begin(9);
      welder.add(SQUARE, 0, 3, 6, 0, 0, 127, false);
      welder.add(SQUARE, 0, 6, 9, 0, 0, 127, false);
      welder.add(SQUARE, 0, 6, 9, 0, 127, 0, false);
      return { feature, color: 0xff0000ff, facets: welder.finish() };
    });
    expect(parts[0]?.facets.bounds).toEqual([0, 0, 0, 1000, 1000, 0]);
    const mesh = mergeFacets(parts);
    expect([...mesh.features]).toEqual([...new Array(7).fill(7), ...new Array(7).fill(8)]);
    expect([...mesh.indices]).toEqual([0, 1, 2, 0, 2, 3, 4, 5, 6, 7, 8, 9, 7, 9, 10, 11, 12, 13]);
    expect(new Set(mesh.colors)).toEqual(new Set([0xff0000ff]));
  });

  it('holds a hundred thousand vertices as it holds four, and forgets them for the next mesh', () => {
    const welder = new Welder();
    const size = 300;
    welder.begin(size * size * 3);
    for (let i = 0; i < size * size; i++) {
      const [x, y] = [(i % size) * 1000, Math.floor(i / size) * 1000];
      const moved = SQUARE.map((value, at) => value + (at % 3 === 0 ? x : at % 3 === 1 ? y : 0));
      welder.add(moved, 0, 3, 6, 0, 0, 127, false);
    }
    // A grid of squares without their last corner: all points but the one at the far left.
    expect(welder.finish().positions.length / 3).toBe((size + 1) ** 2 - 1);
    welder.begin(3);
    welder.add(SQUARE, 0, 3, 6, 0, 0, 127, false);
    expect([...welder.finish().positions]).toEqual([...SQUARE.subarray(0, 9)]);
  });
});
