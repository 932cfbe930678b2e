/** Pairs of neighboring letters of a text, small letters, without blanks and marks. */
function pairsOf(text: string): Set<string> {
  const letters = [...text.toLowerCase().replace(/[\s\p{P}]+/gu, '')];
  if (letters.length === 1) return new Set(letters);
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
}

/** How alike two names are, 0 to 1: Dice's coefficient of their letter pairs (L. R. Dice, Ecology 26, 1945). Works for Chinese as for Latin. */
export function likeness(a: string, b: string): number {
  const [first, second] = [pairsOf(a), pairsOf(b)];
  if (first.size === 0 || second.size === 0) return 0;
  let common = 0;
  for (const pair of first) if (second.has(pair)) common += 1;
  return (2 * common) / (first.size + second.size);
}
