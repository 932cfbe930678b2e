import { PRESET_LAYOUTS } from 'twin-core';
import { expect, test } from 'vitest';
import { layoutFor, readWallAddress } from './wall-address.ts';

const HAS = new Set(['energy', 'access-control', 'parking', 'secondary-water']);
const FULL_HD = { width: 1920, height: 1080 };

test('an address names a layout, from how far it is read, and a part of it; nonsense is left out', () => {
  expect(readWallAddress('?layout=wide&viewing=8&height=1.2&part=2/3')).toEqual({
    layout: 'wide',
    viewingM: 8,
    heightM: 1.2,
    part: [2, 3],
  });
  expect(readWallAddress('?viewing=-1&height=x&part=4/3')).toEqual({
    layout: null,
    viewingM: null,
    heightM: null,
    part: [1, 1],
  });
});

test('the layout: of the address, else of the wall, else what fits the window', () => {
  const of = (query: string, wished: string | null, window = FULL_HD) =>
    layoutFor(PRESET_LAYOUTS, wished, readWallAddress(query), window, HAS).id;
  expect(of('?layout=wide', 'uhd')).toBe('wide');
  expect(of('', 'uhd')).toBe('uhd');
  expect(of('', null)).toBe('hd');
  expect(of('?layout=gone', 'gone too')).toBe('hd');
  expect(of('?part=1/3', null)).toBe('ultra');
});

test('windows side by side show every panel of a layout once', () => {
  const kinds = [1, 2, 3].flatMap((part) =>
    layoutFor(PRESET_LAYOUTS, 'ultra', readWallAddress(`?part=${part}/3`), FULL_HD, HAS).panels.map(({ kind }) => kind),
  );
  const ultra = PRESET_LAYOUTS.find(({ id }) => id === 'ultra')!;
  expect(kinds.toSorted()).toEqual(ultra.panels.map(({ kind }) => kind).toSorted());
});

test('WALL: a panel of a facility that the site does not have is not shown, in any part', () => {
  const kinds = (query: string) =>
    layoutFor(PRESET_LAYOUTS, 'ultra', readWallAddress(query), FULL_HD, new Set(['parking'])).panels.map(
      ({ kind }) => kind,
    );
  expect(kinds('?part=3/3')).toEqual(expect.arrayContaining(['parking', 'procedure']));
  for (const query of ['', '?part=1/3', '?part=2/3', '?part=3/3'])
    expect(kinds(query).filter((kind) => ['energy', 'access', 'water'].includes(kind))).toEqual([]);
});
