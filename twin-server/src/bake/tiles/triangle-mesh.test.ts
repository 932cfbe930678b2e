import { describe, expect, it } from 'vitest';
import { MeshBuilder } from './triangle-mesh.ts';

const SQUARE = Int32Array.from([0, 0, 0, 1000, 0, 0, 1000, 1000, 0, 0, 1000, 0]);

describe('MeshBuilder', () => {
  it('shares vertices of equal place and normal within a piece, and not between pieces', () => {
    const builder = new MeshBuilder();
    for (const feature of [7, 8]) {
      builder.begin(feature, 0xff0000ff, 9);
      builder.add(SQUARE, 0, 3, 6, 0, 0, 127);
      builder.add(SQUARE, 0, 6, 9, 0, 0, 127);
      builder.add(SQUARE, 0, 6, 9, 0, 127, 0);
    }
    const mesh = builder.mesh();
    expect(builder.triangles).toBe(6);
    expect([...mesh.features]).toEqual([...new Array(7).fill(7), ...new Array(7).fill(8)]);
    expect([...mesh.indices.subarray(0, 6)]).toEqual([0, 1, 2, 0, 2, 3]);
    expect([...mesh.colors.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
    expect(builder.bounds).toEqual([0, 0, 0, 1000, 1000, 0]);
  });

  it('holds a hundred thousand vertices as it holds four', () => {
    const builder = new MeshBuilder();
    const size = 300;
    builder.begin(1, 0xffffffff, size * size * 3);
    for (let i = 0; i < size * size; i++) {
      const [x, y] = [(i % size) * 1000, Math.floor(i / size) * 1000];
      builder.add(
        SQUARE.map((value, at) => value + (at % 3 === 0 ? x : at % 3 === 1 ? y : 0)),
        0,
        3,
        6,
        0,
        0,
        127,
      );
    }
    // A grid of squares without their last corner: all points but the one at the far left.
    expect(builder.vertices).toBe((size + 1) ** 2 - 1);
  });
});
