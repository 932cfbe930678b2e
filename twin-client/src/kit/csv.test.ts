import { expect, test } from 'vitest';
import { csvFile } from './csv.ts';

test('cells are quoted where they must be, and no text is a formula', () => {
  expect(
    csvFile([
      ['名称', 'a,b', 'say "x"'],
      ['=1+1', -2.5, null],
      ['＋1', Number.NaN, undefined],
    ]),
  ).toBe('\uFEFF名称,"a,b","say ""x"""\r\n\'=1+1,-2.5,\r\n\'＋1,,\r\n');
});
