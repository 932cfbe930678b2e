import type { Pool, PoolClient } from 'pg';
import { parseSearchQuery, type SearchQuery } from 'twin-core';
import { foldQuery, gramsOfPhrase } from '../search/text-match.ts';
import {
  allOf,
  answersQuery,
  type Condition,
  type Frequencies,
  hasHandler,
  hasToken,
  type Put,
  type Sql,
  wordsOf,
} from './alarm-condition.ts';
import { EVERY_ALARM, fieldToken, TOKEN_FIELDS, type TokenField, tokenOf } from './alarm-tokens.ts';

/** What is looked for among the alarms; times are epoch ms, `from` inclusive, `to` exclusive. */
export interface AlarmSearch extends Readonly<Partial<Record<TokenField, string | number>>> {
  /** In the query language of twin-core. */
  readonly text?: string | undefined;
  readonly condition?: string | undefined;
  readonly case?: string | undefined;
  readonly falseAlarm?: boolean | undefined;
  /** Account id of who holds it. */
  readonly assignee?: string | undefined;
  /** Account id of somebody who did something with it. */
  readonly handler?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Where a page ended: the alarm's time (epoch ms) and id. */
export type AlarmPosition = readonly [raisedAt: number, id: string];

interface Row<Body> {
  readonly body: Body;
  readonly id: string;
  readonly raisedAt: number;
}

/** When which plan is taken. */
export interface PlanSizes {
  /** So few are all fetched by their tokens and put in order. */
  readonly rare: number;
  /** Alarms gone through from the newest on before the index of tokens is asked. */
  readonly window: number;
}

const SIZES: PlanSizes = { rare: 3_000, window: 20_000 };
/** Where no token narrows a search, everything is gone through, in windows that grow to this. */
const MOST_WINDOW = 320_000;

/**
 * Alarms that answer a search, the newest first, `limit` at most. Two plans: few that may match are fetched by their rarest
 * tokens and put in order; many are gone through from the newest on until the page is full. The counts of the tokens choose,
 * because the planner guesses: it goes through a million rows for a rare word. Throws SearchQueryError.
 */
export async function searchAlarms<Body>(
  pool: Pool,
  site: string,
  search: AlarmSearch,
  { limit, after }: { readonly limit: number; readonly after?: AlarmPosition | undefined },
  sizes: PlanSizes = SIZES,
): Promise<Body[]> {
  const parsed = search.text === undefined ? null : parseSearchQuery(search.text);
  const client = await pool.connect();
  try {
    // One moment for all that is read, and plans that do not depend on guesses.
    await client.query(
      'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL enable_seqscan = off; SET LOCAL jit = off',
    );
    const condition = await conditionOf(client, site, search, parsed && foldQuery(parsed));
    const rows = await new AlarmReader<Body>(client, site, search, condition).read(limit, after, sizes);
    await client.query('COMMIT');
    client.release();
    return rows.map(({ body }) => body);
  } catch (cause) {
    client.release(true);
    throw cause;
  }
}

/** What the words and unchanging fields of a search ask for; null where it has none. */
async function conditionOf(
  client: PoolClient,
  site: string,
  search: AlarmSearch,
  query: SearchQuery | null,
): Promise<Condition | null> {
  const fields = TOKEN_FIELDS.flatMap((field) => {
    const value = search[field];
    return value === undefined ? [] : fieldToken(field, value);
  });
  if (query === null && fields.length === 0 && search.handler === undefined) return null;
  const words = query ? [...wordsOf(query)] : [];
  const grams = words.flatMap((word) => [...gramsOfPhrase(word)].map(tokenOf));
  const { rows } = await client.query<{ token: number; alarms: number }>(
    'SELECT token, alarms::float8 AS alarms FROM alarm_token WHERE site = $1 AND token = ANY($2)',
    [site, [EVERY_ALARM, ...fields, ...grams]],
  );
  const { rows: named } = await client.query<{ id: string }>(
    'SELECT id FROM alarm_text WHERE site = $1 AND id = ANY($2)',
    [site, words.flatMap((word) => [word, word.toUpperCase()])],
  );
  const counts = new Map(rows.map(({ token, alarms }) => [token, alarms]));
  const ids = new Set(named.map(({ id }) => id.toLowerCase()));
  const frequencies = { counts, ids, total: counts.get(EVERY_ALARM) ?? 0 };
  return allOf([
    ...fields.map((token) => hasToken(token, frequencies)),
    ...(search.handler === undefined ? [] : [await handledBy(client, site, search.handler, frequencies)]),
    ...(query ? [answersQuery(query, frequencies)] : []),
  ]);
}

async function handledBy(
  client: PoolClient,
  site: string,
  account: string,
  frequencies: Frequencies,
): Promise<Condition> {
  const { rows } = await client.query<{ alarms: number }>(
    'SELECT count(*)::int AS alarms FROM alarm_handler WHERE site = $1 AND account = $2',
    [site, account],
  );
  return hasHandler(site, account, rows[0]!.alarms, frequencies);
}

/** Reads the alarms of one search inside one transaction. */
class AlarmReader<Body> {
  readonly #client: PoolClient;
  readonly #site: string;
  readonly #search: AlarmSearch;
  readonly #condition: Condition | null;

  constructor(client: PoolClient, site: string, search: AlarmSearch, condition: Condition | null) {
    this.#client = client;
    this.#site = site;
    this.#search = search;
    this.#condition = condition;
  }

  async read(limit: number, after: AlarmPosition | undefined, sizes: PlanSizes): Promise<Row<Body>[]> {
    const condition = this.#condition;
    if (!condition) return this.#list(limit, after);
    const { bound, share, exact, narrowing } = condition;
    if (bound === 0) return [];
    const walkable = share > 0 && limit / share <= sizes.window;
    if (narrowing && (bound <= sizes.rare || !walkable)) return this.#fetch(narrowing, exact, limit, after);
    const rows: Row<Body>[] = [];
    let from = after;
    for (let window = sizes.window; ; window = Math.min(window * 4, MOST_WINDOW)) {
      rows.push(...(await this.#walk(exact, limit - rows.length, from, window)));
      if (rows.length >= limit) return rows;
      const end = await this.#endOf(window, from);
      if (end === null) return rows;
      from = end;
      if (narrowing) return [...rows, ...(await this.#fetch(narrowing, exact, limit - rows.length, from))];
    }
  }

  /** Without words and unchanging fields: in the order of the list itself. */
  #list(limit: number, after: AlarmPosition | undefined): Promise<Row<Body>[]> {
    return this.#query(
      (put) => `SELECT a.body, a.id, ${MS} AS "raisedAt" FROM alarm a
        WHERE ${this.#range('a', put, after)} ${this.#standing(put)} ORDER BY a.raised_at DESC, a.id DESC LIMIT ${limit}`,
    );
  }

  /** From the newest on, `window` alarms far at most, until enough are found. */
  #walk(exact: Sql, limit: number, after: AlarmPosition | undefined, window: number): Promise<Row<Body>[]> {
    return this.#query(
      (put) => `SELECT a.body, a.id, ${MS} AS "raisedAt"
        FROM (SELECT * FROM alarm_text t WHERE ${this.#range('t', put, after)}
              ORDER BY t.raised_at DESC, t.id DESC LIMIT ${window}) t
        JOIN alarm a ON a.site = t.site AND a.id = t.id
        WHERE ${exact(put)} ${this.#standing(put)} ORDER BY t.raised_at DESC, t.id DESC LIMIT ${limit}`,
    );
  }

  /** The last of the next `window` alarms; null where there are fewer. */
  async #endOf(window: number, after: AlarmPosition | undefined): Promise<AlarmPosition | null> {
    const [last] = await this.#query(
      (put) => `SELECT a.id, ${MS} AS "raisedAt" FROM alarm_text a WHERE ${this.#range('a', put, after)}
        ORDER BY a.raised_at DESC, a.id DESC OFFSET ${window - 1} LIMIT 1`,
    );
    return last ? [last.raisedAt, last.id] : null;
  }

  /** All that the tokens leave, compared in full, then put in order. */
  #fetch(narrowing: Sql, exact: Sql, limit: number, after: AlarmPosition | undefined): Promise<Row<Body>[]> {
    const { condition, case: state, falseAlarm, assignee } = this.#search;
    const stands = [condition, state, falseAlarm, assignee].some((value) => value !== undefined);
    return this.#query(
      (put) => `WITH found AS MATERIALIZED (
          SELECT t.site, t.id, t.raised_at FROM alarm_text t
          WHERE ${narrowing(put)} AND ${this.#range('t', put, after)} AND ${exact(put)}
        ), newest AS MATERIALIZED (
          SELECT * FROM found ORDER BY raised_at DESC, id DESC ${stands ? '' : `LIMIT ${limit}`}
        )
        SELECT a.body, a.id, ${MS} AS "raisedAt" FROM newest n JOIN alarm a ON a.site = n.site AND a.id = n.id
        WHERE true ${this.#standing(put)} ORDER BY n.raised_at DESC, n.id DESC LIMIT ${limit}`,
    );
  }

  #range(alias: string, put: Put, after: AlarmPosition | undefined): string {
    const { from, to } = this.#search;
    const at = (time: number) => `${put(new Date(time))}::timestamptz`;
    return [
      `${alias}.site = ${put(this.#site)}`,
      from === undefined ? [] : `${alias}.raised_at >= ${at(from)}`,
      to === undefined ? [] : `${alias}.raised_at < ${at(to)}`,
      after ? `(${alias}.raised_at, ${alias}.id) < (${at(after[0])}, ${put(after[1])}::text)` : [],
    ]
      .flat()
      .join(' AND ');
  }

  /** What changes in an alarm's life stands in its own row alone. */
  #standing(put: Put): string {
    const { condition, case: state, falseAlarm, assignee } = this.#search;
    return [
      condition === undefined ? '' : `AND a.condition = ${put(condition)}`,
      state === undefined ? '' : `AND a.case_state = ${put(state)}`,
      // Written out, so that the index of those that are false serves.
      falseAlarm === undefined ? '' : falseAlarm ? 'AND a.false_alarm' : 'AND NOT a.false_alarm',
      assignee === undefined ? '' : `AND a.assignee = ${put(assignee)}`,
    ].join(' ');
  }

  async #query(write: Sql): Promise<Row<Body>[]> {
    const values: unknown[] = [];
    const sql = write((value) => `$${values.push(value)}`);
    return (await this.#client.query<Row<Body>>(sql, values)).rows;
  }
}

const MS = '(extract(epoch FROM a.raised_at) * 1000)::float8';
