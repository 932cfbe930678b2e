import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../state/records/coverage.ts';
import { boundaryChanges, placeChanges, storeyChanges } from './coverage-difference.ts';

const band = (storey: string, seenM2: number) => ({ building: 'B01', storey, areaM2: 100, seenM2, lowM: 0, highM: 3 });
const stretch = (fromM: number, toM: number) => ({
  fromM,
  toM,
  from: [fromM, 0] as [number, number],
  to: [toM, 0] as [number, number],
});
const gate = (code: string, covered: boolean) => ({
  kind: 'estateEntrance' as const,
  code,
  at: [0, 0] as [number, number],
  seenShare: covered ? 1 : 0,
  covered,
});

function coverage(
  facades: Coverage['facades'],
  unseen: ReturnType<typeof stretch>[],
  places: Coverage['places'],
): Coverage {
  const perimeter = { lengthM: 100, unfencedM: 0, unseenM: 0, openM: 0, unfenced: [], unseen, open: [] };
  return { facades, perimeter, placeKinds: [], places };
}

const NOW = coverage(
  [band('1F', 50), band('2F', 40)],
  [stretch(10, 20), stretch(40, 50)],
  [gate('G1', true), gate('G2', false)],
);
const THEN = coverage(
  [band('1F', 20), band('2F', 40.2)],
  [stretch(15, 30), stretch(42, 44), stretch(48, 50)],
  [gate('G1', false), gate('G2', false)],
);

describe('7.2.10-1 what becomes of the coverage', () => {
  it('storeys that change are told with before and after, others are not', () => {
    expect(storeyChanges(NOW, THEN)).toEqual([{ band: THEN.facades[0], before: 0.5, after: 0.2 }]);
  });

  it('7.2.4-1 the boundary by what is lost and what is won of it, in metres along it', () => {
    const { lost, won } = boundaryChanges(NOW, THEN);
    expect(lost).toEqual([{ fromM: 20, toM: 30, from: [20, 0], to: [30, 0] }]);
    expect(won.map(({ fromM, toM }) => [fromM, toM])).toEqual([
      [10, 15],
      [40, 42],
      [44, 48],
    ]);
    expect(boundaryChanges(NOW, NOW)).toEqual({ lost: [], won: [] });
  });

  it('key places by those that are covered at one time alone', () => {
    expect(placeChanges(NOW, THEN).map(({ code }) => code)).toEqual(['G1']);
  });
});
