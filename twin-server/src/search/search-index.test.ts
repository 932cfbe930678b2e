import fc from 'fast-check';
import { parseSearchQuery } from 'twin-core';
import { expect, test } from 'vitest';
import { SearchIndex } from './search-index.ts';
import { foldQuery, matchesText, searchableText } from './text-match.ts';

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  a: ['FA-01-B1-01', '1号楼 电梯厅感烟探测器'],
  b: ['FA-01-02-07', '1号楼 电梯厅感温探测器'],
  c: ['PM-S03', '南侧3号防区 电子围栏'],
};

function indexOf(texts: Readonly<Record<string, readonly string[]>>): SearchIndex {
  const index = new SearchIndex();
  for (const [key, parts] of Object.entries(texts)) index.set(key, ...parts);
  return index;
}

const index = indexOf(TEXTS);
const keysOf = (of: SearchIndex, query: string, keys: readonly string[]) => {
  const found = of.find(query);
  const accepted = keys.filter((key) => found.has(key));
  if (found.listed) expect(found.listed).toEqual([...accepted].sort());
  return accepted;
};

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
  ['探测器 AND 1号楼 NOT 感温', ['a']],
  ['感烟 | 围栏', ['a', 'c']],
  ['-探测器', ['c']],
  ['1号楼 -(感烟 OR 感温)', []],
  ['FA-01*', ['a', 'b']],
  ['01-02*', []],
  ['电梯厅*', ['a', 'b']],
  ['感烟*', []],
  ['pm*', ['c']],
  ['"1号楼 电梯"', ['a', 'b']],
  ['"电梯 1号楼"', []],
  ['"楼 电梯厅感温"', ['b']],
])('6.4.7-1, 6.4.7-5, 6.4.1-8 %j finds %j', (query, expected) => {
  expect(keysOf(index, query, ['a', 'b', 'c'])).toEqual(expected);
});

test('6.4.7-1 what is entered again is found by its new text only; what is deleted is not found, however often', () => {
  const changing = indexOf({ a: ['围栏'], b: ['围栏'] });
  for (let i = 0; i < 2500; i++) changing.set('a', `门禁 ${i}`);
  expect(keysOf(changing, '围栏', ['a', 'b'])).toEqual(['b']);
  expect(keysOf(changing, '门禁', ['a', 'b'])).toEqual(['a']);
  expect(keysOf(changing, '17 门禁', ['a', 'b'])).toEqual([]);
  changing.delete('b');
  expect(keysOf(changing, '围栏', ['a', 'b'])).toEqual([]);
});

test('6.4.7-1 words do not join across the texts of one record', () => {
  const apart = new SearchIndex();
  apart.set('a', '电梯', null, '厅');
  expect(keysOf(apart, '梯厅', ['a'])).toEqual([]);
});

test('6.4.7-1 the index finds what comparing every text finds, few and many', () => {
  const piece = fc.constantFrom('感', '烟', '3', '号', '楼', 'a', 'b', 'ab', 'fa-', '01', ' ', '-');
  const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
  const word = text.map((made) => made.replaceAll(/[\s-]/g, '')).filter((made) => made !== '');
  const query = fc
    .array(fc.tuple(fc.constantFrom('', '-', 'OR '), word, fc.constantFrom('', '*')), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.map(([sign, made, star], i) => (i === 0 ? '' : sign) + made + star).join(' '));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), query, fc.boolean(), (texts, asked, many) => {
      const records = Object.fromEntries(texts.map((made, i) => [`k${i}`, [made]]));
      // So many of the first text that they are not listed any more.
      if (many) for (let i = 0; i < 5000; i++) records[`m${i}`] = [texts[0]!];
      const keys = Object.keys(records);
      const folded = foldQuery(parseSearchQuery(asked)!);
      const expected = keys.filter((key) => matchesText(folded, searchableText(...records[key]!)));
      expect(keysOf(indexOf(records), asked, keys)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
