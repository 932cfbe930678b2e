import type { BuildingOutline, SpaceModel, StoreyModel } from 'twin-core';
import { describe, expect, test } from 'vitest';
import type { Element } from '../../../state/records/element.ts';
import { treeMove, typeAhead } from './tree-moves.ts';
import { type ElementList, listKey, searchRows, type TreeSource, treeRows } from './tree-rows.ts';

const storey = (name: string, index: number) =>
  ({ globalId: `s${index}`, name, index, elevation: index * 3 }) as StoreyModel;
const space = (name: string, at: string, objectType: string, longName: string | null = null) =>
  ({ globalId: `r${name}`, name, longName, objectType, storey: at, footprint: [] }) as unknown as SpaceModel;
const element = (globalId: string, ifcClass: string, name: string): Element => ({
  building: 'B05',
  globalId,
  name,
  tag: null,
  ifcClass,
  type: null,
  part: null,
  storey: '2F',
  storeyId: 's1',
  space: null,
  spaceId: null,
});

const OUTLINE = {
  storeys: [storey('1F', 0), storey('2F', 1)],
  spaces: [
    space('CORRIDOR', 's1', 'CORRIDOR', '2层走廊'),
    space('210', 's1', 'HOME', '210室'),
    space('29', 's1', 'HOME', '29室'),
    space('101', 's0', 'HOME', '101室'),
  ],
  classes: { IfcDoor: 30, IfcWall: 200 },
} as unknown as BuildingOutline;

function source(open: readonly string[], lists: Readonly<Record<string, ElementList>> = {}): TreeSource {
  return {
    site: '晋阳嘉园',
    building: '5号楼',
    outline: OUTLINE,
    open: new Set(open),
    lists: new Map(Object.entries(lists)),
    classLabel: (ifcClass) => ifcClass,
  };
}

const UP = ['site', 'building'];
const S1 = listKey({ storey: 's1' });
const lines = (rows: ReturnType<typeof treeRows>) =>
  rows.map(({ depth, label, target }) => `${depth} ${label || target.kind}`);

describe('6.4.1-2-6 spatial tree', () => {
  test('site, building, storeys from the highest down; homes by number before what serves them', () => {
    expect(lines(treeRows(source([...UP, 'storey s1'])))).toEqual([
      '0 晋阳嘉园',
      '1 5号楼',
      '2 2F',
      '3 29',
      '3 210',
      '3 2层走廊',
      '3 loading',
      '2 1F',
    ]);
  });

  test('a storey whose elements are all here shows its classes with their numbers, and the elements of an open class', () => {
    const items = [element('a', 'IfcWall', '外墙'), element('b', 'IfcDoor', '户门'), element('c', 'IfcWall', '内墙')];
    const rows = treeRows(
      source([...UP, 'storey s1', 'storey s1 IfcWall'], { [S1]: { items, next: null, state: 'ready' } }),
    );
    expect(rows.filter(({ target }) => target.kind === 'class').map(({ label, note }) => `${label} ${note}`)).toEqual([
      'IfcDoor 1',
      'IfcWall 2',
    ]);
    expect(rows.filter(({ target }) => target.kind === 'element').map(({ label }) => label)).toEqual(['外墙', '内墙']);
  });

  test('a storey with more than a page offers each class its own pages, and the next page at their end', () => {
    const first = { items: [element('a', 'IfcWall', '外墙')], next: 'cursor', state: 'ready' } as const;
    const walls = { items: [element('a', 'IfcWall', '外墙')], next: 'c2', state: 'ready' } as const;
    const rows = treeRows(
      source([...UP, 'storey s1', 'storey s1 IfcWall'], {
        [S1]: first,
        [listKey({ storey: 's1', class: 'IfcWall' })]: walls,
      }),
    );
    expect(rows.find(({ label }) => label === 'IfcDoor')?.needs).toEqual({ storey: 's1', class: 'IfcDoor' });
    expect(rows.find(({ target }) => target.kind === 'more')?.target).toMatchObject({
      query: { storey: 's1', class: 'IfcWall' },
    });
  });

  test('a list that failed offers to try again; one with nothing says so', () => {
    const failed = treeRows(source([...UP, 'storey s1'], { [S1]: { items: [], next: null, state: 'failed' } }));
    expect(failed.find(({ target }) => target.kind === 'more')?.target).toMatchObject({ failed: true });
    const none = treeRows(source([...UP, 'storey s1'], { [S1]: { items: [], next: null, state: 'ready' } }));
    expect(none.some(({ target }) => target.kind === 'empty')).toBe(true);
  });

  test('search leaves storeys with rooms and elements that have every word', () => {
    expect(lines(searchRows(source([]), '走廊', []))).toEqual(['0 2F', '1 2层走廊']);
    expect(lines(searchRows(source([]), '1f', []))).toEqual(['0 1F']);
    expect(lines(searchRows(source([]), 'xyz', [element('d', 'IfcDoor', '户门')]))).toEqual(['0 2F', '1 户门']);
    expect(searchRows(source([]), '101 走廊', [])).toEqual([]);
  });
});

describe('6.4.1-2-6 spatial tree by keyboard', () => {
  const rows = treeRows(source([...UP, 'storey s1']));

  test('arrows move, open and close; left goes to what a row is in', () => {
    expect(treeMove(rows, 0, 'ArrowDown')).toEqual({ to: 1 });
    expect(treeMove(rows, 7, 'ArrowRight')).toEqual({ to: 7, act: 'open' });
    expect(treeMove(rows, 2, 'ArrowRight')).toEqual({ to: 3 });
    expect(treeMove(rows, 2, 'ArrowLeft')).toEqual({ to: 2, act: 'close' });
    expect(treeMove(rows, 4, 'ArrowLeft')).toEqual({ to: 2 });
  });

  test('Home, End and the ends hold; Enter chooses; other keys are not the tree’s', () => {
    expect([treeMove(rows, 3, 'Home'), treeMove(rows, 3, 'End')]).toEqual([{ to: 0 }, { to: 7 }]);
    expect([treeMove(rows, 0, 'ArrowUp'), treeMove(rows, 7, 'PageDown')]).toEqual([{ to: 0 }, { to: 7 }]);
    expect(treeMove(rows, 3, 'Enter')).toEqual({ to: 3, act: 'choose' });
    expect(treeMove(rows, 3, 'F5')).toBeNull();
  });

  test('typing goes to the next row that begins so, around the end', () => {
    expect(rows[typeAhead(rows, 0, '2')]?.label).toBe('2F');
    expect(rows[typeAhead(rows, 2, '2')]?.label).toBe('29');
    expect(rows[typeAhead(rows, 3, '21')]?.label).toBe('210');
    expect(rows[typeAhead(rows, 7, '晋')]?.label).toBe('晋阳嘉园');
    expect(typeAhead(rows, 0, 'x')).toBe(-1);
  });
});
