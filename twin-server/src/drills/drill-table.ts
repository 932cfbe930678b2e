import type pg from 'pg';
import type { EarlierRun } from 'twin-core/drill';
import type {
  DrillEntry,
  DrillEvents,
  DrillPicture,
  DrillResult,
  DrillRow,
  Ending,
  OnAlarm,
  Paused,
} from './drill-record.ts';

/** What a drill begins with. */
export type NewDrill = Pick<DrillRow, 'branch' | 'forkSeq' | 'scenario' | 'seed' | 'ledBy' | 'beganAt' | 'startsAt'> & {
  readonly onAlarm: OnAlarm;
};

const epoch = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
const COLUMNS = `number::float8 AS number, branch, fork_seq::float8 AS "forkSeq", scenario, seed, on_alarm AS "onAlarm", led_by AS "ledBy",
  ${epoch('began_at')} AS "beganAt", starts_at AS "startsAt", clock_ms AS "clockMs", paused, ${epoch('ended_at')} AS "endedAt", ending, result`;

/** Runs that a run is compared with at most. */
const EARLIER = 10;

/** The drills of a site in the database. */
export class DrillTable {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** Enters a drill; returns its number. */
  async insert(drill: NewDrill): Promise<number> {
    const { branch, forkSeq, scenario, seed, onAlarm, ledBy, beganAt, startsAt } = drill;
    const { rows } = await this.#pool.query<{ number: number }>(
      `INSERT INTO drill (site, branch, fork_seq, scenario, seed, on_alarm, led_by, began_at, starts_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING number::float8 AS number`,
      [this.#site, branch, forkSeq, JSON.stringify(scenario), seed, onAlarm, ledBy, new Date(beganAt), startsAt],
    );
    return rows[0]!.number;
  }

  async get(number: number): Promise<DrillRow | null> {
    const { rows } = await this.#pool.query<DrillRow>(`SELECT ${COLUMNS} FROM drill WHERE site = $1 AND number = $2`, [
      this.#site,
      number,
    ]);
    return rows[0] ?? null;
  }

  /** The newest first, before a number. */
  async list(before: number | null, limit: number): Promise<DrillRow[]> {
    const { rows } = await this.#pool.query<DrillRow>(
      `SELECT ${COLUMNS} FROM drill WHERE site = $1 AND ($2::bigint IS NULL OR number < $2) ORDER BY number DESC LIMIT $3`,
      [this.#site, before, limit],
    );
    return rows;
  }

  /** Those that are not over. */
  async unfinished(): Promise<DrillRow[]> {
    const { rows } = await this.#pool.query<DrillRow>(
      `SELECT ${COLUMNS} FROM drill WHERE site = $1 AND ended_at IS NULL ORDER BY number`,
      [this.#site],
    );
    return rows;
  }

  /** Runs of a scenario that ended before a drill, the newest first. */
  async earlier(scenario: string, number: number): Promise<EarlierRun[]> {
    const { rows } = await this.#pool.query<{ drill: number; at: number; result: DrillResult }>(
      `SELECT number::float8 AS drill, ${epoch('began_at')} AS at, result FROM drill
       WHERE site = $1 AND scenario->>'code' = $2 AND number < $3 AND ended_at IS NOT NULL AND result IS NOT NULL
       ORDER BY number DESC LIMIT $4`,
      [this.#site, scenario, number, EARLIER],
    );
    return rows.map(({ drill, at, result: { sheet } }) => ({ drill, at, percent: sheet.percent, sheet }));
  }

  async noteClock(number: number, clockMs: number, paused: Paused | null): Promise<void> {
    await this.#pool.query('UPDATE drill SET clock_ms = $3, paused = $4 WHERE site = $1 AND number = $2', [
      this.#site,
      number,
      clockMs,
      paused && JSON.stringify(paused),
    ]);
  }

  async end(
    number: number,
    over: { clockMs: number; endedAt: number; ending: Ending; events: DrillEvents; result: DrillResult | null },
  ): Promise<void> {
    const { clockMs, endedAt, ending, events, result } = over;
    await this.#pool.query(
      `UPDATE drill SET clock_ms = $3, ended_at = $4, ending = $5, record = $6, result = $7, paused = NULL WHERE site = $1 AND number = $2`,
      [
        this.#site,
        number,
        clockMs,
        new Date(endedAt),
        JSON.stringify(ending),
        JSON.stringify(events),
        result && JSON.stringify(result),
      ],
    );
  }

  async events(number: number): Promise<DrillEvents> {
    const { rows } = await this.#pool.query<{ record: DrillEvents | null }>(
      'SELECT record FROM drill WHERE site = $1 AND number = $2',
      [this.#site, number],
    );
    return rows[0]?.record ?? [];
  }

  /** Roles by account id. */
  async roles(number: number): Promise<Record<string, string>> {
    const { rows } = await this.#pool.query<{ account: string; role: string }>(
      'SELECT account, role FROM drill_person WHERE site = $1 AND number = $2 ORDER BY account',
      [this.#site, number],
    );
    return Object.fromEntries(rows.map(({ account, role }) => [account, role]));
  }

  async putRole(number: number, account: string, role: string): Promise<void> {
    await this.#pool.query(
      `INSERT INTO drill_person (site, number, account, role) VALUES ($1, $2, $3, $4)
       ON CONFLICT (site, number, account) DO UPDATE SET role = excluded.role`,
      [this.#site, number, account, role],
    );
  }

  async entries(number: number): Promise<DrillEntry[]> {
    const { rows } = await this.#pool.query<DrillEntry & { body: object }>(
      'SELECT at, kind, by, body FROM drill_entry WHERE site = $1 AND number = $2 ORDER BY entry',
      [this.#site, number],
    );
    return rows.map(({ at, kind, by, body }) => ({ at, kind, by, ...body }));
  }

  async addEntry(number: number, entry: number, { at, kind, by, ...body }: DrillEntry): Promise<void> {
    await this.#pool.query(
      'INSERT INTO drill_entry (site, number, entry, at, kind, by, body) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [this.#site, number, entry, at, kind, by, JSON.stringify(body)],
    );
  }

  async pictures(number: number): Promise<DrillPicture[]> {
    const { rows } = await this.#pool.query<DrillPicture>(
      'SELECT picture, at, moment, by FROM drill_picture WHERE site = $1 AND number = $2 ORDER BY picture',
      [this.#site, number],
    );
    return rows;
  }

  async jpeg(number: number, picture: number): Promise<Buffer | null> {
    const { rows } = await this.#pool.query<{ jpeg: Buffer }>(
      'SELECT jpeg FROM drill_picture WHERE site = $1 AND number = $2 AND picture = $3',
      [this.#site, number, picture],
    );
    return rows[0]?.jpeg ?? null;
  }

  /** Keeps a picture while there are fewer than `most`; resolves with its number, null where there are as many. */
  async addPicture(
    number: number,
    { at, moment, by, jpeg }: Omit<DrillPicture, 'picture'> & { readonly jpeg: Buffer },
    most: number,
  ): Promise<number | null> {
    const { rows } = await this.#pool.query<{ picture: number }>(
      `WITH drill AS (SELECT 1 FROM drill WHERE site = $1 AND number = $2 FOR UPDATE),
         kept AS (SELECT count(*)::int AS count FROM drill, drill_picture WHERE site = $1 AND number = $2)
       INSERT INTO drill_picture (site, number, picture, at, moment, by, jpeg)
       SELECT $1, $2, kept.count + 1, $3, $4, $5, $6 FROM kept WHERE kept.count < $7 RETURNING picture`,
      [this.#site, number, at, moment, by, jpeg, most],
    );
    return rows[0]?.picture ?? null;
  }
}
