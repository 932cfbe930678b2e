import { expect, test } from 'vitest';
import { countStates, findClauses, readConformance } from './read-conformance.ts';

const HEADING = 'id\tforce\tsummary_en\tsummary_zh\tscope\tstate\ttests\tpage\tnote_en\tnote_zh';
const TEXT = `${HEADING}
4.1.1\tmust\tFive parts\t五部分\tsoftware\topen\t\t\tNo page\t尚无页面
7.2.4-1\tmust\tFence\t电子围栏\tintegrate\tproven\ta.test.ts; b/c.test.ts\t/desk\t\t
E5.3\tshould\tShare\t共享\tsoftware\topen\t\t\t\t
`;
const clauses = readConformance(TEXT);
const idsOf = (chapter: '4' | '7' | 'E' | null, typed = '') => findClauses(clauses, chapter, typed).map(({ id }) => id);

test('4.1.3 the list is read with both languages, tests and page', () => {
  expect(clauses).toHaveLength(3);
  expect(clauses[1]).toEqual({
    id: '7.2.4-1',
    force: 'must',
    summary: { zh: '电子围栏', en: 'Fence' },
    scope: 'integrate',
    state: 'proven',
    tests: ['a.test.ts', 'b/c.test.ts'],
    page: '/desk',
    note: { zh: '', en: '' },
  });
});

test.each([
  ['id\tforce', /^line 1: expected the columns id, force, /],
  [TEXT.replace('proven', 'done'), /^line 3 \(7\.2\.4-1\): done: expected one of proven, partly, open, outside$/],
  [TEXT.replace('\t/desk', ''), /^line 3 \(7\.2\.4-1\): expected 10 fields, found 9$/],
])('4.1.3 a list that is wrong says where: %#', (text, reason) => {
  expect(() => readConformance(text)).toThrow(reason);
});

test('4.1.3 clauses are found by chapter and by words of either language, id and test; counted by state', () => {
  expect(idsOf(null)).toEqual(['4.1.1', '7.2.4-1', 'E5.3']);
  expect(idsOf('E')).toEqual(['E5.3']);
  expect(idsOf(null, '围栏 FENCE')).toEqual(['7.2.4-1']);
  expect(idsOf(null, 'c.test')).toEqual(['7.2.4-1']);
  expect(idsOf(null, '7.2')).toEqual(['7.2.4-1']);
  expect(idsOf('4', 'fence')).toEqual([]);
  expect(countStates(clauses)).toEqual({ proven: 1, partly: 0, open: 2, outside: 0 });
});
