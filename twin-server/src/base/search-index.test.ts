import { expect, test } from 'vitest';
import { SearchIndex } from './search-index.ts';

function indexOf(texts: Readonly<Record<string, string>>): SearchIndex {
  const index = new SearchIndex();
  for (const [key, text] of Object.entries(texts)) index.set(key, text);
  return index;
}

const index = indexOf({
  a: 'FA-01-B1-01 1号楼 电梯厅感烟探测器',
  b: 'FA-01-02-07 1号楼 电梯厅感温探测器',
  c: 'PM-S03 南侧3号防区 电子围栏',
});

test.each([
  ['感烟', ['a']],
  ['烟', ['a']],
  ['感', ['a', 'b']],
  ['1号楼 探测', ['a', 'b']],
  ['探测 1号楼 感温', ['b']],
  ['fa-01', ['a', 'b']],
  ['01-02', ['b']],
  ['ＰＭ－Ｓ０３', ['c']],
  ['号', ['a', 'b', 'c']],
  ['烟感', []],
  ['感烟器', []],
  ['不存在', []],
  ["'; DROP TABLE device; --", []],
  ['', ['a', 'b', 'c']],
])('6.4.1-8 %j finds %j', (query, expected) => {
  expect([...index.find(query)].sort()).toEqual(expected);
});

test('what is entered again is found by its new text only; what is deleted is not found', () => {
  const changing = indexOf({ a: '围栏', b: '围栏' });
  changing.set('a', '门禁');
  expect([...changing.find('围栏')]).toEqual(['b']);
  expect([...changing.find('门禁')]).toEqual(['a']);
  changing.delete('b');
  expect([...changing.find('围栏')]).toEqual([]);
});

test('words do not join across the texts of one record', () => {
  const apart = new SearchIndex();
  apart.set('a', '电梯', null, '厅');
  expect([...apart.find('梯厅')]).toEqual([]);
});
