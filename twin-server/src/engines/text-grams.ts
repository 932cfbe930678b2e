/**
 * How text is cut for search. Writing without spaces between words (Chinese, Japanese, Korean: "wide" here) is found by
 * single letters and pairs; other writing by runs of three letters anywhere, and by the one or two letters a word begins
 * with. A gram says that a text may hold a word; `holdsWord` says whether it does.
 */

/** From the radicals on (U+2E80), Unicode holds the scripts that are written without spaces. */
const WIDE = 0x2e80;

/** Marks a gram that is the beginning of a word. No folded text holds it before a letter that could be mistaken. */
const BEGIN = '\u0001';

/** Full-width letters and digits as half-width, capitals as small: what a reader takes for the same. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Text without what PostgreSQL cannot store and an IFC file may hold: NUL and halves of letters. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

const isWide = (text: string, at: number) => text.charCodeAt(at) >= WIDE;
const isSpace = (text: string, at: number) => text.charCodeAt(at) <= 0x20;
const WORD_LETTER = /[\p{L}\p{N}]/u;

/** Whether a word begins at this place: what stands before it is no letter or digit of the same kind of writing. */
function beginsWord(text: string, at: number): boolean {
  return at === 0 || isWide(text, at - 1) || !WORD_LETTER.test(text[at - 1]!);
}

/** Halves of letters outside the basic plane are no text for PostgreSQL; their pairs are grams like others. */
function addGram(grams: Set<string>, gram: string): void {
  if (gram.isWellFormed()) grams.add(gram);
}

/** Every gram of a folded text, without repeats. */
export function gramsOfText(text: string): Set<string> {
  const grams = new Set<string>();
  for (let i = 0; i < text.length; i++) {
    if (isSpace(text, i)) continue;
    const pair = i + 1 < text.length && !isSpace(text, i + 1);
    if (isWide(text, i)) addGram(grams, text[i]!);
    else if (beginsWord(text, i)) {
      addGram(grams, BEGIN + text[i]);
      if (pair && !isWide(text, i + 1)) addGram(grams, BEGIN + text.slice(i, i + 2));
    }
    if (!pair) continue;
    if (isWide(text, i) || isWide(text, i + 1)) addGram(grams, text.slice(i, i + 2));
    else if (i + 2 < text.length && !isSpace(text, i + 2) && !isWide(text, i + 2)) addGram(grams, text.slice(i, i + 3));
  }
  return grams;
}

/** The grams that every text has which holds this folded word (a word has no spaces in it). */
export function gramsOfWord(word: string): Set<string> {
  if (isShort(word)) return new Set([BEGIN + word]);
  const grams = new Set<string>();
  for (let i = 0; i < word.length; i++) {
    const [here, next] = [isWide(word, i), i + 1 < word.length && isWide(word, i + 1)];
    if (word.length === 1) addGram(grams, word);
    else if (i + 1 < word.length && (here || next)) addGram(grams, word.slice(i, i + 2));
    else if (i + 2 < word.length && !isWide(word, i + 2)) addGram(grams, word.slice(i, i + 3));
  }
  return grams;
}

/** Whether a folded text holds a folded word: anywhere, or at the beginning of a word where it is one or two narrow letters. */
export function holdsWord(text: string, word: string): boolean {
  let at = text.indexOf(word);
  if (!isShort(word)) return at >= 0;
  while (at >= 0 && !beginsWord(text, at)) at = text.indexOf(word, at + 1);
  return at >= 0;
}

function isShort(word: string): boolean {
  return word.length <= 2 && !isWide(word, 0) && !(word.length === 2 && isWide(word, 1));
}
