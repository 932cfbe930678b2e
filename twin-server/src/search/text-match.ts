import type { SearchQuery } from 'twin-core';
import { foldText, gramsOfWord, holdsWord } from '../engines/text-grams.ts';

/** Parts of a record as one text to search in: folded, each part on a line of its own, which a word does not cross. */
export function searchableText(...parts: readonly (string | null | undefined)[]): string {
  const said = parts.filter((part): part is string => typeof part === 'string' && part !== '');
  return foldText(`\n${said.map((part) => part.replaceAll(/[\0\s]+/g, ' ').toWellFormed()).join('\n')}`);
}

/** The same query with its words folded as texts are. */
export function foldQuery(query: SearchQuery): SearchQuery {
  switch (query.is) {
    case 'word':
    case 'prefix':
      return { is: query.is, word: foldText(query.word) };
    case 'not':
      return { is: 'not', part: foldQuery(query.part) };
    case 'and':
    case 'or':
      return { is: query.is, parts: query.parts.map(foldQuery) };
  }
}

/** Whether a searchable text answers a folded query. */
export function matchesText(query: SearchQuery, text: string): boolean {
  switch (query.is) {
    case 'word':
      return holdsWord(text, query.word);
    case 'prefix':
      return beginningsOf(query.word).some((beginning) => text.includes(beginning));
    case 'not':
      return !matchesText(query.part, text);
    case 'and':
      return query.parts.every((part) => matchesText(part, text));
    case 'or':
      return query.parts.some((part) => matchesText(part, text));
  }
}

/** How a folded word stands in a searchable text where it begins a part or a word of it. */
export function beginningsOf(word: string): readonly string[] {
  return [`\n${word}`, ` ${word}`];
}

/** Grams of every text that holds this folded word or phrase; none where it is too short or odd to have any. */
export function gramsOfPhrase(phrase: string): Set<string> {
  const [first, ...rest] = phrase.split(' ');
  if (first === undefined || rest.length === 0) return gramsOfWord(phrase);
  // The first word of a phrase may be the end of a longer one: a short one's gram, which marks a beginning, would be wrong.
  const begun = gramsOfWord(first);
  const grams = first.length > 2 ? begun : new Set<string>();
  for (const word of rest) for (const gram of gramsOfWord(word)) grams.add(gram);
  return grams;
}
