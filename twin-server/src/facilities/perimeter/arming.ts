import type pg from 'pg';
import {
  type ActionEnded,
  type Catalogue,
  type DeviceRecord,
  datastreamOf,
  deviceByCode,
  type Order,
  type TwinState,
} from 'twin-core';
import type { Log } from '../../engines/log.ts';
import { reasonOf } from '../../problem.ts';
import { ArmPeriods, isArmedAt } from './schedule.ts';

const LOOK_MS = 20_000;
/** Detectors that did not follow are told again after this, until they do. */
const AGAIN_MS = 300_000;

export interface ArmingOptions {
  readonly pool: pg.Pool;
  readonly site: string;
  readonly timeZone: string;
  readonly catalogue: Catalogue;
  readonly devices: () => Iterable<DeviceRecord>;
  readonly state: () => TwinState;
  readonly order: (order: Omit<Order, 'id'>) => Promise<ActionEnded>;
  readonly log: Log;
  readonly now?: () => number;
}

/** Arms and disarms the detectors of fence zones (E6.1.4-2): when a person says so, and by schedule. Each order is in the journal with who gave it. */
export class Arming {
  readonly #options: ArmingOptions;
  readonly #schedules = new Map<string, ArmPeriods>();
  /** By zone what its schedule wanted last; between its borders a person's word holds. */
  readonly #wanted = new Map<string, boolean>();
  /** By zone when it is looked at again because a detector did not follow, epoch ms. */
  readonly #again = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  private constructor(options: ArmingOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
  }

  static async open(options: ArmingOptions): Promise<Arming> {
    const arming = new Arming(options);
    const { rows } = await options.pool.query<{ zone: string; periods: unknown }>(
      'SELECT zone, periods FROM arm_schedule WHERE site = $1',
      [options.site],
    );
    for (const { zone, periods } of rows) arming.#schedules.set(zone, ArmPeriods.parse(periods));
    return arming;
  }

  scheduleOf(zone: string): ArmPeriods | null {
    return this.#schedules.get(zone) ?? null;
  }

  /** Stores when a zone is armed, null for by hand only. */
  async put(zone: string, periods: ArmPeriods | null): Promise<void> {
    const { pool, site } = this.#options;
    if (periods) {
      await pool.query(
        `INSERT INTO arm_schedule (site, zone, periods, changed_at) VALUES ($1, $2, $3, now())
         ON CONFLICT (site, zone) DO UPDATE SET periods = excluded.periods, changed_at = excluded.changed_at`,
        [site, zone, JSON.stringify(periods)],
      );
      this.#schedules.set(zone, periods);
    } else {
      await pool.query('DELETE FROM arm_schedule WHERE site = $1 AND zone = $2', [site, zone]);
      this.#schedules.delete(zone);
    }
    this.#wanted.delete(zone);
    void this.look();
  }

  /** Tells every detector of a zone, or with `onlyOthers` those that are not so already. Resolves with what became of each. */
  async set(zone: string, armed: boolean, by: string, onlyOthers = false): Promise<ActionEnded[]> {
    if (!onlyOthers) this.#again.delete(zone);
    const command = armed ? 'arm' : 'disarm';
    const devices = [...this.#options.devices()].filter(
      (device) => device.zone === zone && this.#knows(device, command),
    );
    const others = onlyOthers ? devices.filter(({ code }) => this.#isArmed(code) !== armed) : devices;
    return Promise.all(
      others.map(({ code }) =>
        this.#options.order({ by, alarm: null, device: code, action: { do: 'order', command, args: {} } }),
      ),
    );
  }

  /** Does what the schedules want now. */
  async look(): Promise<void> {
    const { timeZone, now = Date.now, log } = this.#options;
    for (const [zone, periods] of this.#schedules) {
      const wanted = isArmedAt(periods, timeZone, now());
      if (this.#wanted.get(zone) === wanted && now() < (this.#again.get(zone) ?? Number.POSITIVE_INFINITY)) continue;
      this.#wanted.set(zone, wanted);
      this.#again.delete(zone);
      try {
        const failed = (await this.set(zone, wanted, 'schedule', true)).filter(({ ok }) => !ok);
        if (failed.length === 0) continue;
        this.#again.set(zone, now() + AGAIN_MS);
        const devices = failed.map(({ device }) => device);
        log.warn({ zone, wanted, devices }, 'detectors did not follow the arm schedule; they are told again');
      } catch (cause) {
        this.#wanted.delete(zone);
        log.warn({ zone, reason: reasonOf(cause) }, 'the arm schedule could not be followed; it is tried again');
      }
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #knows({ kind }: DeviceRecord, command: string): boolean {
    return this.#options.catalogue.kind(kind)?.kind.commands?.[command] !== undefined;
  }

  #isArmed(code: string): boolean | null {
    const state = this.#options.state();
    const device = deviceByCode(state, code);
    const value = device ? state.values[datastreamOf(device, 'armed')] : undefined;
    return value === undefined || Number.isNaN(value) ? null : value === 1;
  }
}
