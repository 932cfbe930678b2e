import { TABLE_LIMITS } from './table-row.ts';
import type { WorkbookArchive } from './workbook-archive.ts';
import { attributeOf, type XmlListener } from './xml-reader.ts';

/** The texts that cells share (ECMA-376 part 1, 18.4): how a word is read aloud is left out. */
export class SharedTexts implements XmlListener {
  readonly all: string[] = [];
  #text = '';
  #characters = 0;
  #inText = false;
  #aloud = false;

  open(name: string): void {
    if (name === 'si') this.#text = '';
    else if (name === 't') this.#inText = true;
    else if (name === 'rPh') this.#aloud = true;
  }

  text(text: string): void {
    if (!this.#inText || this.#aloud) return;
    this.#text += text;
    this.#characters += text.length;
    if (this.#characters > TABLE_LIMITS.sharedCharacters)
      throw new Error(`its cells hold more than ${TABLE_LIMITS.sharedCharacters} characters of text; save it as CSV`);
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#aloud = false;
    else if (name === 'si') {
      if (this.all.push(this.#text) > TABLE_LIMITS.sharedTexts)
        throw new Error(`its cells hold more than ${TABLE_LIMITS.sharedTexts} different texts; save it as CSV`);
    }
  }
}

/** Indexes of the cell styles that show a number as a date or time. */
export async function dateFormats(archive: WorkbookArchive, part: string): Promise<Set<number>> {
  const custom = new Set<number>();
  const dates = new Set<number>();
  let [inCells, index] = [false, 0];
  await archive.hear(part, {
    open: (name, attributes) => {
      const format = () => Number(attributeOf(attributes, 'numFmtId') ?? 0);
      if (name === 'numFmt' && isDateCode(attributeOf(attributes, 'formatCode') ?? '')) custom.add(format());
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        if (isBuiltInDate(format()) || custom.has(format())) dates.add(index);
        index++;
      }
    },
    text: () => undefined,
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

/** ECMA-376 part 1, 18.8.30: the dates among the formats that need no code, those of East Asia included. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** Whether a format's code shows a date or time: a y, m, d, h or s outside of quotations, colors and conditions. */
function isDateCode(code: string): boolean {
  return /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General/gi, ''));
}
