import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText, gramsOfText, gramsOfWord, holdsWord } from './text-grams.ts';

const found = (text: string, word: string) => holdsWord(foldText(text), foldText(word));

describe('search finds words in Chinese and other writing', () => {
  test.each([
    ['5号楼17层走廊感烟探测器', '感烟'],
    ['5号楼17层走廊感烟探测器', '17层'],
    ['外墙', '墙'],
    ['IfcWallStandardCase', 'standard'],
    ['Basic Wall:Exterior - Brick', 'EXTERIOR'],
    ['Ｆ３０－Ａ', 'f30'],
    ['F30-A', '30'.padStart(3, 'F')],
    ['1F', '1f'],
    ['Level 1F', '1F'],
    ['88.44', '88'],
    ['𠮷野', '𠮷'],
  ])('%s holds %s', (text, word) => expect(found(text, word)).toBe(true));

  test.each([
    ['感烟探测器', '感温'],
    ['11F', '1F'],
    ['2.4', '.4'],
    ['brick', 'rock'],
  ])('%s does not hold %s', (text, word) => expect(found(text, word)).toBe(false));

  test('whatever a text holds has all of its grams in the text: nothing is missed', () => {
    const letters = fc.constantFrom(...'aB1墙号𠮷.-_é $'.match(/./gu)!);
    const text = fc.array(letters, { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (whole, part) => {
        const folded = foldText(whole);
        for (const word of foldText(part).split(/\s+/).filter(Boolean)) {
          if (!holdsWord(folded, word)) continue;
          const grams = gramsOfText(folded);
          for (const gram of gramsOfWord(word)) expect(grams).toContain(gram);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
