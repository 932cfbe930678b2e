/** What is looked for, as a tree: words and phrases that a text must hold, beginnings, and how they go together. */
export type SearchQuery =
  | { readonly is: 'word'; readonly word: string }
  /** Something in the text begins with it. */
  | { readonly is: 'prefix'; readonly word: string }
  | { readonly is: 'and' | 'or'; readonly parts: readonly SearchQuery[] }
  | { readonly is: 'not'; readonly part: SearchQuery };

/** Deeper nesting than anybody types; it keeps the recursion of parser and matchers small. */
const MOST_DEPTH = 32;

/** A query that cannot be understood: what is wrong, and where in its text (characters from 0). */
export class SearchQueryError extends Error {
  override readonly name = 'SearchQueryError';
  readonly position: number;

  constructor(reason: string, position: number) {
    super(`${reason} (at character ${position + 1})`);
    this.position = position;
  }
}

type Token =
  | { readonly is: 'word' | 'prefix'; readonly word: string; readonly at: number }
  | { readonly is: 'AND' | 'OR' | 'NOT' | '(' | ')' | 'end'; readonly at: number };

/**
 * Understands a search text: words go together by AND, which need not be written; OR or |, NOT or a leading -, "a phrase",
 * beginning*, parentheses. Operators are in capitals; full-width signs are taken as their half-width twins. Null for a text
 * without any word: nothing is asked for. Throws SearchQueryError naming the place.
 */
export function parseSearchQuery(text: string): SearchQuery | null {
  const tokens = readTokens(text);
  if (tokens.length === 1) return null;
  let next = 0;
  let depth = 0;
  const peek = () => tokens[next]!;

  const readOr = (): SearchQuery => {
    if (++depth > MOST_DEPTH) throw new SearchQueryError('too deep', peek().at);
    const parts = [readAnd()];
    while (peek().is === 'OR') {
      next++;
      parts.push(readAnd());
    }
    depth--;
    return parts.length === 1 ? parts[0]! : { is: 'or', parts };
  };
  const readAnd = (): SearchQuery => {
    const parts = [readUnary()];
    for (;;) {
      const { is } = peek();
      if (is === 'OR' || is === ')' || is === 'end') break;
      if (is === 'AND') next++;
      parts.push(readUnary());
    }
    return parts.length === 1 ? parts[0]! : { is: 'and', parts };
  };
  const readUnary = (): SearchQuery => {
    let negated = false;
    for (; peek().is === 'NOT'; next++) negated = !negated;
    const part = readPrimary();
    return negated ? { is: 'not', part } : part;
  };
  const readPrimary = (): SearchQuery => {
    const token = peek();
    if (token.is === 'word' || token.is === 'prefix') {
      next++;
      return { is: token.is, word: token.word };
    }
    if (token.is !== '(') throw new SearchQueryError(`expected a word, found ${nameOf(token)}`, token.at);
    next++;
    const inner = readOr();
    if (peek().is !== ')') throw new SearchQueryError('this parenthesis is not closed', token.at);
    next++;
    return inner;
  };

  const query = readOr();
  const rest = peek();
  if (rest.is !== 'end') throw new SearchQueryError('this parenthesis was not opened', rest.at);
  return query;
}

function nameOf({ is }: Token): string {
  return is === 'end' ? 'the end' : is;
}

const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”', '”': '”', '＂': '＂', '「': '」' };
const SIGNS: Readonly<Record<string, 'OR' | '(' | ')'>> = {
  '(': '(',
  '（': '(',
  ')': ')',
  '）': ')',
  '|': 'OR',
  '｜': 'OR',
};
const ENDS_WORD = /[\s()（）|｜"“”＂「]/;

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const letter = text[at]!;
    const sign = SIGNS[letter];
    if (/\s/.test(letter)) at++;
    else if (sign !== undefined) tokens.push({ is: sign, at: at++ });
    else if (QUOTES[letter] !== undefined) {
      const end = text.indexOf(QUOTES[letter], at + 1);
      if (end < 0) throw new SearchQueryError('this quotation is not closed', at);
      const word = text.slice(at + 1, end).trim();
      if (word === '') throw new SearchQueryError('nothing is quoted', at);
      tokens.push({ is: 'word', word, at });
      at = end + 1;
    } else if (/[-－]/.test(letter) && at + 1 < text.length && !/[\s)）|｜]/.test(text[at + 1]!)) {
      tokens.push({ is: 'NOT', at: at++ });
    } else {
      let end = at + 1;
      while (end < text.length && !ENDS_WORD.test(text[end]!)) end++;
      tokens.push(wordOf(text.slice(at, end), at));
      at = end;
    }
  }
  tokens.push({ is: 'end', at: text.length });
  return tokens;
}

function wordOf(typed: string, at: number): Token {
  if (typed === 'AND' || typed === 'OR' || typed === 'NOT') return { is: typed, at };
  const star = typed.search(/[*＊]/);
  if (star < 0) return { is: 'word', word: typed, at };
  if (star === 0) throw new SearchQueryError('expected letters before *', at);
  if (star < typed.length - 1)
    throw new SearchQueryError('* stands for any ending: only at the end of a word', at + star);
  return { is: 'prefix', word: typed.slice(0, star), at };
}
