import type { SearchQuery } from 'twin-core';
import { beginningsOf, gramsOfPhrase } from '../search/text-match.ts';
import { tokenOf } from './alarm-tokens.ts';

/** Takes a value among a statement's parameters and returns its place: $3. What is looked for never stands in the SQL. */
export type Put = (value: unknown) => string;

/** A condition over `alarm_text t`, written into a statement. */
export type Sql = (put: Put) => string;

/** A part of a search, with what its tokens say of how much it finds. */
export interface Condition {
  /** True of exactly what is looked for. */
  readonly exact: Sql;
  /** True of all that may be; answered by the index of tokens. Null where no token narrows it. */
  readonly narrowing: Sql | null;
  /** Alarms it can find at most. */
  readonly bound: number;
  /** The share of all alarms it finds, if words were independent of each other. */
  readonly share: number;
  /** It finds just `bound` alarms. */
  readonly counted?: boolean;
}

/** How many alarms have which tokens, and what of the query are ids of alarms. */
export interface Frequencies {
  readonly counts: ReadonlyMap<number, number>;
  readonly total: number;
  /** Folded words that are ids. */
  readonly ids: ReadonlySet<string>;
}

/** Lists of a word's tokens that are read at most, the rarest first. */
const LISTS_A_WORD = 3;

/** An alarm has this token. */
export function hasToken(token: number, { counts, total }: Frequencies): Condition {
  const bound = counts.get(token) ?? 0;
  return {
    exact: (put) => `${put(token)}::int = ANY(t.tokens)`,
    narrowing: (put) => `t.tokens @> ARRAY[${put(token)}::int]`,
    bound,
    share: shareOf(bound, total),
  };
}

/** Somebody did something with an alarm; `alarms`: with how many. */
export function hasHandler(site: string, account: string, alarms: number, { total }: Frequencies): Condition {
  return {
    exact: (put) =>
      `EXISTS (SELECT 1 FROM alarm_handler h WHERE h.site = ${put(site)} AND h.account = ${put(account)} AND h.alarm = t.id)`,
    narrowing: (put) =>
      `t.id IN (SELECT h.alarm FROM alarm_handler h WHERE h.site = ${put(site)} AND h.account = ${put(account)})`,
    bound: alarms,
    share: shareOf(alarms, total),
  };
}

/** An alarm answers this folded query. */
export function answersQuery(query: SearchQuery, frequencies: Frequencies): Condition {
  switch (query.is) {
    case 'word':
    case 'prefix':
      return holdsWord(query.word, query.is === 'prefix', frequencies);
    case 'not': {
      const { exact, share, bound, counted } = answersQuery(query.part, frequencies);
      const left = counted ? frequencies.total - bound : frequencies.total;
      return { exact: (put) => `NOT (${exact(put)})`, narrowing: null, bound: left, share: 1 - share };
    }
    case 'and':
      return allOf(query.parts.map((part) => answersQuery(part, frequencies)));
    case 'or':
      return anyOf(
        query.parts.map((part) => answersQuery(part, frequencies)),
        frequencies.total,
      );
  }
}

/** All of some conditions, at least one. */
export function allOf(parts: readonly Condition[]): Condition {
  const narrowings = parts.flatMap(({ narrowing }) => narrowing ?? []);
  return {
    exact: joined(
      parts.map(({ exact }) => exact),
      ' AND ',
    ),
    narrowing: narrowings.length === 0 ? null : joined(narrowings, ' AND '),
    bound: Math.min(...parts.map(({ bound }) => bound)),
    share: parts.reduce((product, { share }) => product * share, 1),
  };
}

function anyOf(parts: readonly Condition[], total: number): Condition {
  const narrowings = parts.flatMap(({ narrowing }) => narrowing ?? []);
  const sum = (key: 'bound' | 'share') => parts.reduce((all, part) => all + part[key], 0);
  return {
    exact: joined(
      parts.map(({ exact }) => exact),
      ' OR ',
    ),
    narrowing: narrowings.length < parts.length ? null : joined(narrowings, ' OR '),
    bound: Math.min(total, sum('bound')),
    share: Math.min(1, sum('share')),
  };
}

function holdsWord(word: string, begins: boolean, { counts, total, ids }: Frequencies): Condition {
  const tokens = [...gramsOfPhrase(word)]
    .map((gram) => ({ token: tokenOf(gram), count: counts.get(tokenOf(gram)) ?? 0 }))
    .sort((a, b) => a.count - b.count);
  const bound = tokens[0]?.count ?? total;
  const rarest = tokens.slice(0, LISTS_A_WORD).map(({ token }) => token);
  const holds =
    (text: string): Sql =>
    (put) =>
      `strpos(t.text, ${put(text)}) > 0`;
  const exact = begins
    ? joined(beginningsOf(word).map(holds), ' OR ')
    : // A word of one or two narrow letters is one gram, which says of itself that a word begins with it.
      tokens.length === 1 && word.length <= 2
      ? (put: Put) => `${put(rarest[0])}::int = ANY(t.tokens)`
      : holds(word);
  const narrowing = tokens.length === 0 ? null : (put: Put) => `t.tokens @> ${put(rarest)}::int[]`;
  // A word of one gram stands in just the texts that have it.
  const counted = tokens.length === 1 && !begins && !word.includes(' ');
  const found: Condition = { exact, narrowing, bound, share: shareOf(bound, total), counted };
  if (!ids.has(word)) return found;
  const isIt: Sql = (put) => `t.id = ANY(${put([word, word.toUpperCase()])}::text[])`;
  const alone: Condition = { exact: isIt, narrowing: isIt, bound: 1, share: shareOf(1, total) };
  return bound === 0 ? alone : anyOf([found, alone], total);
}

function shareOf(count: number, total: number): number {
  return total === 0 ? 0 : Math.min(1, count / total);
}

function joined(parts: readonly Sql[], by: string): Sql {
  return (put) => `(${parts.map((part) => part(put)).join(by)})`;
}

/** Every word of a folded query. */
export function* wordsOf(query: SearchQuery): Iterable<string> {
  if (query.is === 'word' || query.is === 'prefix') yield query.word;
  else if (query.is === 'not') yield* wordsOf(query.part);
  else for (const part of query.parts) yield* wordsOf(part);
}
