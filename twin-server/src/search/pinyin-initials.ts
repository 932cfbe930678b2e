import { pinyin } from 'pinyin-pro';

/** Chinese letters in a row: what is read together, so that a letter of several readings gets the right one. */
const HAN_RUN = /\p{Script=Han}+/gu;
/** Letters and digits of other writing that stand in a name beside Chinese: "17" of 17层. */
const NARROW = /[\p{L}\p{N}]/u;

/** Initials of runs seen before: names of an estate are made of a few hundred of them. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

/**
 * What people type for a Chinese name: the first letter of each reading, other letters and digits as they are (3号楼 → 3hl).
 * The index finds one or two letters only where they begin a word: each pair stands behind as a word of its own, so that
 * "yg" finds 走廊烟感 too. '' for a name without Chinese.
 */
export function pinyinInitials(name: string): string {
  let isChinese = false;
  const read = name.normalize('NFKC').replace(HAN_RUN, (run) => {
    isChinese = true;
    return initialsOf(run);
  });
  if (!isChinese) return '';
  const words = read.split(/\s+/).map((word) => Array.from(word.toLowerCase()).filter((letter) => NARROW.test(letter)));
  const pairs = new Set(words.flatMap((word) => word.slice(1, -1).map((letter, at) => letter + word[at + 2])));
  return [...words.map((word) => word.join('')), ...pairs].join(' ');
}

function initialsOf(run: string): string {
  const before = known.get(run);
  if (before !== undefined) return before;
  // A letter nobody reads stays as it is.
  const initials = pinyin(run, { pattern: 'first', toneType: 'none', type: 'array' }).join('');
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(run, initials);
  return initials;
}
