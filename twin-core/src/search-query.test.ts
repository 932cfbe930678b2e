import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearchQuery, type SearchQuery, SearchQueryError } from './search-query.ts';

/** The tree with every pair of parentheses written. */
function write(query: SearchQuery | null): string {
  if (query === null) return '';
  switch (query.is) {
    case 'word':
      return query.word;
    case 'prefix':
      return `${query.word}*`;
    case 'not':
      return `-${write(query.part)}`;
    case 'and':
      return `(${query.parts.map(write).join(' & ')})`;
    case 'or':
      return `(${query.parts.map(write).join(' | ')})`;
  }
}

test.each([
  ['', ''],
  ['  \n', ''],
  ['感烟', '感烟'],
  ['烟感 AND 3号楼 NOT 地下', '(烟感 & 3号楼 & -地下)'],
  ['烟感 3号楼 -地下', '(烟感 & 3号楼 & -地下)'],
  ['a b OR c d', '((a & b) | (c & d))'],
  ['a | b', '(a | b)'],
  ['a|b', '(a | b)'],
  ['a (b | c)', '(a & (b | c))'],
  ['（烟感｜温感）－地下', '((烟感 | 温感) & -地下)'],
  ['"3 号楼" x', '(3 号楼 & x)'],
  ['“3 号楼”', '3 号楼'],
  ['FA-01*', 'FA-01*'],
  ['FA-01-02', 'FA-01-02'],
  ['-FA-01*', '-FA-01*'],
  ['-(a b)', '-(a & b)'],
  ['NOT NOT a', 'a'],
  ['a AND NOT b', '(a & -b)'],
  // Only capitals are operators: a name may hold the word.
  ['black and white', '(black & and & white)'],
  ['B01 - 3', '(B01 & - & 3)'],
  ['"AND"', 'AND'],
])('6.4.7-5, 6.4.7-1 %j is read as %j', (text, expected) => {
  expect(write(parseSearchQuery(text))).toBe(expected);
});

test.each([
  ['a AND', 5, /expected a word, found the end/],
  ['OR a', 0, /expected a word, found OR/],
  ['a OR OR b', 5, /found OR/],
  ['(a b', 0, /not closed/],
  ['a) b', 1, /not opened/],
  ['a "b c', 2, /quotation is not closed/],
  ['a ""', 2, /nothing is quoted/],
  ['a*b', 1, /only at the end/],
  ['x *', 2, /letters before/],
  ['()', 1, /expected a word, found \)/],
  ['('.repeat(40), 32, /too deep/],
])('6.4.7-5, 6.4.7-1 %j is refused at character %i', (text, position, reason) => {
  const fault = (() => {
    try {
      parseSearchQuery(text);
    } catch (cause) {
      return cause;
    }
    return null;
  })();
  expect(fault).toBeInstanceOf(SearchQueryError);
  expect((fault as SearchQueryError).message).toMatch(reason);
  expect((fault as SearchQueryError).position).toBe(position);
});

test('6.4.7-1 any text is read or refused with a place inside it', () => {
  const letters = fc.constantFrom(...'ab烟 "“”()（）|-*ANDORT'.split(''), ' AND ', ' OR ', ' NOT ');
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 24 }), (parts) => {
      const text = parts.join('');
      try {
        parseSearchQuery(text);
      } catch (cause) {
        expect(cause).toBeInstanceOf(SearchQueryError);
        expect((cause as SearchQueryError).position).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
