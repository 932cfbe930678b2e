import { describe, expect, test } from 'vitest';
import type { SectionCut } from '../../state/building-look.ts';
import { extentOf, type HalfSpace, sectionHalfSpace } from './section.ts';

const EXTENT = extentOf([0, 5, 30, 10, 0, 0, 0, 8, 0, 0, 0, 32]);
/** Whether a point is kept. */
const keeps = ({ normal, distance }: HalfSpace, point: readonly [number, number, number]) =>
  normal[0] * point[0] + normal[1] * point[1] + normal[2] * point[2] + distance > 0;
const cut = (axis: SectionCut['axis'], share: number, flipped = false): SectionCut => ({ axis, share, flipped });

describe('6.4.1-2-6 section plane', () => {
  test('the extent is read of a tile’s box', () => {
    expect(EXTENT).toEqual({ x: [-10, 10], y: [-3, 13], z: [-2, 62] });
  });

  test('no section keeps everything', () => {
    expect(keeps(sectionHalfSpace(null, EXTENT), [10, 13, 62])).toBe(true);
  });

  test.each([
    ['x', 0.25, [-6, 0, 0], [-4, 0, 0]],
    ['y', 0.5, [0, 4, 0], [0, 6, 0]],
    ['z', 0.75, [0, 0, 45], [0, 0, 47]],
  ] as const)('along %s the greater side is cut away, the lesser when flipped', (axis, share, lesser, greater) => {
    const plain = sectionHalfSpace(cut(axis, share), EXTENT);
    expect([keeps(plain, lesser), keeps(plain, greater)]).toEqual([true, false]);
    const flipped = sectionHalfSpace(cut(axis, share, true), EXTENT);
    expect([keeps(flipped, lesser), keeps(flipped, greater)]).toEqual([false, true]);
  });
});
