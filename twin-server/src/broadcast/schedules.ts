import type pg from 'pg';
import { nextRun, type ScheduleRecord } from './schedule.ts';

/** A schedule with when it is due next, epoch ms. */
export interface Schedule extends ScheduleRecord {
  readonly id: string;
  /** Account id of who declared it last. */
  readonly by: string;
  readonly nextAt: number | null;
}

interface Row {
  readonly id: string;
  readonly record: ScheduleRecord;
  readonly by: string;
  readonly nextAt: number | null;
}

/** What is played by the clock. In memory, and in its table, from which it goes on after a restart (7.2.5-2). */
export class Schedules {
  readonly #pool: pg.Pool;
  readonly #site: string;
  readonly #timeZone: string;
  readonly #byId = new Map<string, Schedule>();

  private constructor(pool: pg.Pool, site: string, timeZone: string) {
    this.#pool = pool;
    this.#site = site;
    this.#timeZone = timeZone;
  }

  static async open(pool: pg.Pool, site: string, timeZone: string): Promise<Schedules> {
    const schedules = new Schedules(pool, site, timeZone);
    const { rows } = await pool.query<Row>(
      `SELECT id, record, by, (extract(epoch FROM next_at) * 1000)::float8 AS "nextAt"
       FROM broadcast_schedule WHERE site = $1 ORDER BY id`,
      [site],
    );
    for (const { id, record, by, nextAt } of rows) schedules.#byId.set(id, { id, ...record, by, nextAt });
    return schedules;
  }

  list(): Schedule[] {
    return [...this.#byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  get(id: string): Schedule | undefined {
    return this.#byId.get(id);
  }

  async put(id: string, record: ScheduleRecord, by: string, now: number): Promise<Schedule> {
    const nextAt = record.enabled ? nextRun(record.repeat, now, this.#timeZone) : null;
    await this.#pool.query(
      `INSERT INTO broadcast_schedule (site, id, record, by, next_at, changed_at) VALUES ($1, $2, $3, $4, $5, now())
       ON CONFLICT (site, id) DO UPDATE SET record = excluded.record, by = excluded.by, next_at = excluded.next_at,
         changed_at = excluded.changed_at`,
      [this.#site, id, record, by, nextAt === null ? null : new Date(nextAt)],
    );
    const schedule = { id, ...record, by, nextAt };
    this.#byId.set(id, schedule);
    return schedule;
  }

  async remove(id: string): Promise<void> {
    await this.#pool.query('DELETE FROM broadcast_schedule WHERE site = $1 AND id = $2', [this.#site, id]);
    this.#byId.delete(id);
  }

  /** Those whose time has come, each moved on to its next time before it is handed out: it is played once, also when the server goes. */
  async *due(now: number): AsyncIterable<Schedule & { readonly nextAt: number }> {
    for (const schedule of this.list()) {
      const { id, nextAt } = schedule;
      if (nextAt === null || nextAt > now) continue;
      const next = nextRun(schedule.repeat, now, this.#timeZone);
      await this.#pool.query('UPDATE broadcast_schedule SET next_at = $3 WHERE site = $1 AND id = $2', [
        this.#site,
        id,
        next === null ? null : new Date(next),
      ]);
      this.#byId.set(id, { ...schedule, nextAt: next });
      yield { ...schedule, nextAt };
    }
  }
}
