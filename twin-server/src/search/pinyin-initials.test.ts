import { expect, test } from 'vitest';
import { pinyinInitials } from './pinyin-initials.ts';
import { SearchIndex } from './search-index.ts';

test.each([
  ['3号楼', '3hl'],
  ['走廊烟感', 'zlyg'],
  ['１号楼', '1hl'],
  ['重庆路', 'cql'],
  ['重量', 'zl'],
  ['3号楼 17层走廊', '3hl'],
])('6.4.7-1 %s is typed %s', (name, typed) => expect(pinyinInitials(name).split(' ')[0]).toBe(typed));

test('a name without Chinese has none', () => {
  expect(pinyinInitials('FA-01')).toBe('');
  expect(pinyinInitials('')).toBe('');
});

const NAMES: Readonly<Record<string, string>> = {
  a: '3号楼17层走廊烟感',
  b: '3号楼1单元电梯厅感烟探测器',
  c: '南侧3号防区电子围栏',
};
const index = new SearchIndex();
for (const [code, name] of Object.entries(NAMES)) index.set(code, code, name, pinyinInitials(name));

test.each([
  ['yg', ['a']],
  ['gy', ['b']],
  ['zlyg', ['a']],
  ['3hl', ['a', 'b']],
  ['3HL GYTCQ', ['b']],
  ['17c', ['a']],
  ['dzwl', ['c']],
  ['3h', ['a', 'b', 'c']],
  ['xyz', []],
])('6.4.7-1 %j finds %j', (typed, expected) => expect(index.find(typed).listed).toEqual(expected));
