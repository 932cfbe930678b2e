import type { Pool } from 'pg';
import type { Alarm, Published } from 'twin-core';
import { transact } from '../engines/transact.ts';
import { searchableText } from '../search/text-match.ts';
import { EVERY_ALARM, tokensOf } from './alarm-tokens.ts';
import { type AlarmPosition, type AlarmSearch, searchAlarms } from './search-alarms.ts';

/** Alarms that are entered in one statement at most. */
const BATCH = 2_000;
/** New alarms gather this long, unless somebody searches. */
const GATHER_MS = 200;
/** A failed entry is tried again after this long. */
const RETRY_MS = 2_000;

/** What an alarm is entered by. */
export type IndexedAlarm = Pick<Alarm, 'id' | 'code' | 'device' | 'facility' | 'priority' | 'building' | 'zone'> &
  Pick<Alarm, 'storey' | 'space' | 'raisedAt'>;

export interface AlarmIndexOptions {
  readonly pool: Pool;
  readonly site: string;
  /** Texts that an alarm is found by: labels, names, places. */
  readonly describe: (alarm: IndexedAlarm) => readonly (string | null)[];
  /** Alarms could not be entered; it is tried again. */
  readonly onFault: (cause: Error) => void;
}

/**
 * Keeps what alarms are searched by, behind the journal: a raised alarm is entered within a moment, and before anybody's
 * next search is answered. At the start it enters what is missing.
 */
export class AlarmIndex {
  readonly #options: AlarmIndexOptions;
  #waiting: IndexedAlarm[] = [];
  #work: Promise<void>;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  #failure: Error | null = null;

  constructor(options: AlarmIndexOptions) {
    this.#options = options;
    this.#work = this.#catchUp().catch((cause: Error) => this.#failed(cause, true));
  }

  /** Takes the alarms that a commit raised. */
  note({ events, alarms }: Pick<Published, 'events' | 'alarms'>): void {
    const raised = new Set(events.flatMap(({ event }) => (event.kind === 'alarm.raised' ? event.id : [])));
    if (raised.size === 0) return;
    this.#waiting.push(...alarms.filter(({ id }) => raised.has(id)));
    this.#timer ??= setTimeout(() => this.#enterWaiting(), GATHER_MS);
  }

  /** Resolves when every alarm noted so far is entered. Rejects with the database's error where it cannot be. */
  async settled(): Promise<void> {
    this.#enterWaiting();
    await this.#work;
    if (this.#failure) throw this.#failure;
  }

  /** Alarms that answer, the newest first. Throws SearchQueryError, or the database's error. */
  async search<Body>(
    search: AlarmSearch,
    page: { readonly limit: number; readonly after?: AlarmPosition | undefined },
  ): Promise<Body[]> {
    await this.settled();
    return searchAlarms(this.#options.pool, this.#options.site, search, page);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#work;
  }

  #enterWaiting(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting.length === 0 || this.#closed) return;
    const batch = this.#waiting.splice(0);
    this.#work = this.#work
      .then(() => this.#enter(batch))
      .then(
        () => {
          this.#failure = null;
        },
        (cause: Error) => {
          this.#waiting.unshift(...batch);
          this.#failed(cause, false);
        },
      );
  }

  #failed(cause: Error, wholly: boolean): void {
    if (this.#closed) return;
    this.#failure = cause;
    this.#options.onFault(cause);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (wholly)
        this.#work = this.#catchUp()
          .then(() => this.#recovered())
          .catch((again: Error) => this.#failed(again, true));
      else this.#enterWaiting();
    }, RETRY_MS);
  }

  #recovered(): void {
    this.#failure = null;
    this.#enterWaiting();
  }

  /** Enters the alarms that have none: of a database before this index, or raised just before a crash. */
  async #catchUp(): Promise<void> {
    const { pool, site } = this.#options;
    for (let after: Missing | undefined; !this.#closed; ) {
      const missing: Missing[] = await readMissing(pool, site, after);
      if (missing.length === 0) return;
      await this.#enter(missing.map(({ body }) => body));
      after = missing.at(-1);
    }
  }

  async #enter(alarms: readonly IndexedAlarm[]): Promise<void> {
    for (let at = 0; at < alarms.length; at += BATCH) await this.#enterBatch(alarms.slice(at, at + BATCH));
  }

  async #enterBatch(alarms: readonly IndexedAlarm[]): Promise<void> {
    const { pool, site, describe } = this.#options;
    const rows = alarms.map((alarm) => {
      const text = searchableText(...describe(alarm));
      return { id: alarm.id, raisedAt: alarm.raisedAt, text, tokens: tokensOf(text, alarm) };
    });
    await transact(pool, async (client) => {
      const { rows: entered } = await client.query<{ id: string }>(
        `INSERT INTO alarm_text (site, id, raised_at, text, tokens)
         SELECT $1, r.id, to_timestamp(r.at / 1000), r.text, r.tokens::int[]
         FROM unnest($2::text[], $3::float8[], $4::text[], $5::text[]) AS r(id, at, text, tokens)
         ON CONFLICT DO NOTHING RETURNING id`,
        [
          site,
          rows.map(({ id }) => id),
          rows.map(({ raisedAt }) => raisedAt),
          rows.map(({ text }) => text),
          rows.map(({ tokens }) => `{${tokens.join()}}`),
        ],
      );
      const fresh = new Set(entered.map(({ id }) => id));
      const counts = new Map<number, number>([[EVERY_ALARM, fresh.size]]);
      for (const { id, tokens } of rows)
        if (fresh.has(id)) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
      // In one order, so that two writers never wait for each other.
      const tokens = [...counts.keys()].sort((a, b) => a - b);
      await client.query(
        `INSERT INTO alarm_token AS c (site, token, alarms)
         SELECT $1, t.token, t.alarms FROM unnest($2::int[], $3::int[]) AS t(token, alarms)
         ON CONFLICT (site, token) DO UPDATE SET alarms = c.alarms + excluded.alarms`,
        [site, tokens, tokens.map((token) => counts.get(token))],
      );
    });
  }
}

interface Missing {
  readonly body: IndexedAlarm;
  readonly at: Date;
}

/** The next alarms, from the newest on, that are not entered. */
async function readMissing(pool: Pool, site: string, after: Missing | undefined): Promise<Missing[]> {
  const { rows } = await pool.query<Missing>(
    `SELECT a.body, a.raised_at AS at FROM alarm a
     WHERE a.site = $1 AND ($2::timestamptz IS NULL OR (a.raised_at, a.id) < ($2, $3))
       AND NOT EXISTS (SELECT 1 FROM alarm_text t WHERE t.site = a.site AND t.id = a.id)
     ORDER BY a.raised_at DESC, a.id DESC LIMIT ${BATCH}`,
    [site, after?.at ?? null, after?.body.id ?? null],
  );
  return rows;
}
