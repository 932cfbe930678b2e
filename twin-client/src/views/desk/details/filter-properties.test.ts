import { expect, test } from 'vitest';
import { filterProperties } from './filter-properties.ts';

const PROPERTIES = {
  Pset_WallCommon: { IsExternal: true, FireRating: 'REI 120', Reference: null },
  Qto_WallBaseQuantities: { NetVolume: 3.25 },
};
const found = (typed: string) =>
  filterProperties(PROPERTIES, typed).map(([set, rows]) => [set, rows.map(([name]) => name)]);

test('6.4.1-2-6 nothing typed shows every set and property', () => {
  expect(found(' ')).toEqual([
    ['Pset_WallCommon', ['IsExternal', 'FireRating', 'Reference']],
    ['Qto_WallBaseQuantities', ['NetVolume']],
  ]);
});

test.each([
  ['fire', [['Pset_WallCommon', ['FireRating']]]],
  ['rei 120', [['Pset_WallCommon', ['FireRating']]]],
  ['3.25', [['Qto_WallBaseQuantities', ['NetVolume']]]],
  ['qto_', [['Qto_WallBaseQuantities', ['NetVolume']]]],
  ['nothing like it', []],
])('6.4.1-2-6 %s is looked for in names and values', (typed, expected) => {
  expect(found(typed)).toEqual(expected);
});
