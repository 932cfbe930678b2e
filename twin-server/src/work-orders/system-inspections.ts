import { inspectionDue, localIso, type RoomPoint, type SystemReading } from 'twin-core';
import { type EarlierDisk, readSystems, type SystemSources } from './read-systems.ts';

/** When inspections run: every so many days at a time of day, HH:MM by the clocks of the site. */
export interface SystemPlan {
  readonly everyDays: number;
  readonly at: string;
}

/** What a person says of a point of the rooms. */
export interface RoomNote {
  readonly point: RoomPoint;
  readonly good: boolean;
  readonly note: string | null;
}

/** What an inspection found; times are epoch ms, persons account ids. `askedBy` is null where the plan ran it, `rooms` until somebody was there. */
export interface SystemInspection {
  readonly number: number;
  readonly at: number;
  readonly askedBy: string | null;
  readonly checks: readonly SystemReading[];
  readonly rooms: readonly RoomNote[] | null;
  readonly roomsBy: string | null;
  readonly roomsAt: number | null;
}

export interface SystemInspectionsOptions extends SystemSources {
  readonly site: string;
  readonly timeZone: string;
  readonly onFault: (cause: unknown) => void;
  readonly now?: () => number;
}

/** Where nobody planned otherwise: each morning, before the early shift takes over. */
const USUAL: SystemPlan = { everyDays: 1, at: '07:00' };
const LOOK_MS = 60_000;
/** How a disk fills is told by an inspection at least so long before: over minutes it is noise. */
const COMPARED_MS = 20 * 3_600_000;

/** INSPECTIONS OF THE SYSTEMS by plan (8.2.1-7): each reads what is connected, and waits for a person to say how the rooms are. */
export class SystemInspections {
  readonly #options: SystemInspectionsOptions;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: SystemInspectionsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#timer = setInterval(() => void this.look().catch(options.onFault), LOOK_MS);
  }

  /** Runs the one that is due by the plan, if one is; returns whether. One that was missed while the program stood still runs once. */
  async look(): Promise<boolean> {
    const { pool, site, timeZone } = this.#options;
    const { rows } = await pool.query<{ at: number | null }>(
      `SELECT (extract(epoch FROM max(at)) * 1000)::float8 AS at FROM system_inspection WHERE site = $1 AND asked_by IS NULL`,
      [site],
    );
    const last = rows[0]!.at;
    const due = inspectionDue(await this.plan(), last === null ? null : localIso(last, timeZone).slice(0, 10));
    if (localIso(this.#now(), timeZone).slice(0, 16) < due) return false;
    await this.run(null);
    return true;
  }

  async plan(): Promise<SystemPlan> {
    const { pool, site } = this.#options;
    const { rows } = await pool.query<SystemPlan>(
      'SELECT every_days AS "everyDays", at FROM system_inspection_plan WHERE site = $1',
      [site],
    );
    return rows[0] ?? USUAL;
  }

  async setPlan({ everyDays, at }: SystemPlan): Promise<void> {
    const { pool, site } = this.#options;
    await pool.query(
      `INSERT INTO system_inspection_plan (site, every_days, at) VALUES ($1, $2, $3)
       ON CONFLICT (site) DO UPDATE SET every_days = EXCLUDED.every_days, at = EXCLUDED.at`,
      [site, everyDays, at],
    );
  }

  /** The newest first; those before `before` where it is given. */
  async list(limit: number, before: number | null = null): Promise<SystemInspection[]> {
    const { pool, site } = this.#options;
    const { rows } = await pool.query<SystemInspection>(
      `SELECT number, (extract(epoch FROM at) * 1000)::float8 AS at, asked_by AS "askedBy", checks, rooms, rooms_by AS "roomsBy",
              (extract(epoch FROM rooms_at) * 1000)::float8 AS "roomsAt"
       FROM system_inspection WHERE site = $1 AND ($2::int IS NULL OR number < $2) ORDER BY number DESC LIMIT $3`,
      [site, before, limit],
    );
    return rows;
  }

  async get(number: number): Promise<SystemInspection | null> {
    const [found] = await this.list(1, number + 1);
    return found?.number === number ? found : null;
  }

  /** Inspects now; `askedBy` is an account id, null by the plan. One after the other. */
  run(askedBy: string | null): Promise<SystemInspection> {
    const run = this.#running.then(() => this.#inspect(askedBy));
    this.#running = run.catch(() => undefined);
    return run;
  }

  /** Writes down how the rooms are, once; returns whether they were still to be looked at. */
  async fillRooms(number: number, rooms: readonly RoomNote[], by: string): Promise<boolean> {
    const { pool, site } = this.#options;
    const { rowCount } = await pool.query(
      `UPDATE system_inspection SET rooms = $3, rooms_by = $4, rooms_at = to_timestamp($5 / 1000.0::float8)
       WHERE site = $1 AND number = $2 AND rooms IS NULL`,
      [site, number, JSON.stringify(rooms), by, this.#now()],
    );
    return rowCount === 1;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #inspect(askedBy: string | null): Promise<SystemInspection> {
    const { pool, site } = this.#options;
    const checks = await readSystems(this.#options, await this.#earlierDisk());
    const [last] = await this.list(1);
    const number = (last?.number ?? 0) + 1;
    await pool.query(
      `INSERT INTO system_inspection (site, number, at, asked_by, checks) VALUES ($1, $2, to_timestamp($3 / 1000.0::float8), $4, $5)`,
      [site, number, this.#now(), askedBy, JSON.stringify(checks)],
    );
    return (await this.get(number))!;
  }

  async #earlierDisk(): Promise<EarlierDisk | null> {
    const { pool, site } = this.#options;
    const { rows } = await pool.query<{ at: number; checks: readonly SystemReading[] }>(
      `SELECT (extract(epoch FROM at) * 1000)::float8 AS at, checks FROM system_inspection
       WHERE site = $1 AND at <= to_timestamp($2 / 1000.0::float8) ORDER BY at DESC LIMIT 1`,
      [site, this.#now() - COMPARED_MS],
    );
    const [found] = rows;
    const freeShare = found?.checks.find(({ check }) => check === 'storage.free')?.value ?? null;
    return found && freeShare !== null ? { at: found.at, freeShare } : null;
  }
}
