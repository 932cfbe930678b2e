import type pg from 'pg';
import { InputError } from '../problem.ts';
import { conditionOf, type Screen, type ScreenCondition, type ScreenReport } from './screen.ts';
import { ScreenTable } from './screen-table.ts';
import { ScreenTeller, type ScreenTellerOptions } from './screen-teller.ts';

/** More screens than a centre has; anybody who is signed in can open one. */
const MOST = 100;
const LOOK_MS = 1_000;
/** That a screen lives is written down so often; what else is told of it, at once. */
const WRITE_MS = 60_000;

export interface ScreensOptions extends ScreenTellerOptions {
  readonly pool: pg.Pool;
  /** Ms without a heartbeat after which a screen that did not say goodbye is missed. */
  readonly silenceMs: number;
  readonly onFault: (reason: unknown) => void;
  readonly now?: () => number;
}

/** A screen with how it fares. */
export type JudgedScreen = Screen & { readonly condition: ScreenCondition };

/** THE SCREENS OF THE CENTRE, watched: which there are, how they fare, and an alarm for one that fell silent without saying goodbye. */
export class Screens {
  readonly silenceMs: number;
  readonly #options: ScreensOptions;
  readonly #table: ScreenTable;
  readonly #teller: ScreenTeller;
  readonly #now: () => number;
  readonly #listeningSince: number;
  readonly #screens: Map<string, Screen>;
  readonly #writtenAt = new Map<string, number>();
  /** When a silence was told last, by screen. */
  readonly #toldAt = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  #turn: Promise<unknown> = Promise.resolve();
  #looking = false;

  private constructor(options: ScreensOptions, table: ScreenTable, screens: readonly Screen[]) {
    this.silenceMs = options.silenceMs;
    this.#options = options;
    this.#table = table;
    this.#teller = new ScreenTeller(options);
    this.#now = options.now ?? Date.now;
    this.#listeningSince = this.#now();
    this.#screens = new Map(screens.map((screen) => [screen.id, screen]));
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
  }

  static async open(options: ScreensOptions): Promise<Screens> {
    const table = new ScreenTable(options.pool, options.registry.site.code);
    return new Screens(options, table, await table.list());
  }

  /** By when they were first heard. */
  list(): JudgedScreen[] {
    const now = this.#now();
    return [...this.#screens.values()].map((screen) => ({ ...screen, condition: this.#judge(screen, now) }));
  }

  /** A screen lives. Throws InputError where there are too many. */
  heartbeat(id: string, report: ScreenReport, userAgent: string | null): Promise<void> {
    const known = this.#screens.get(id);
    if (!known) this.#makeRoom();
    const now = this.#now();
    const screen: Screen = {
      id,
      // A name is kept where a reload forgot it.
      name: report.name ?? known?.name ?? null,
      device: known?.device ?? null,
      userAgent,
      firstAt: known?.firstAt ?? now,
      heardAt: now,
      closedAt: null,
      report,
    };
    this.#screens.set(id, screen);
    const isNews = !known || known.closedAt !== null || known.name !== screen.name || known.userAgent !== userAgent;
    return this.#after(async () => {
      if (isNews || now - (this.#writtenAt.get(id) ?? 0) >= WRITE_MS) await this.#write(id);
      // Whoever gave it a name wants it looked after; of another there is nothing to tell while it lives.
      if (screen.name !== null || screen.device !== null) await this.#tell(id);
    });
  }

  /** A screen was closed on purpose. False where it is not known. */
  async goodbye(id: string): Promise<boolean> {
    const known = this.#screens.get(id);
    if (!known) return false;
    const now = this.#now();
    this.#screens.set(id, { ...known, heardAt: now, closedAt: now });
    await this.#after(async () => {
      await this.#write(id);
      if (this.#screens.get(id)?.device != null) await this.#tell(id);
    });
    return true;
  }

  /** Nobody waits for this screen any more. False where it is not known. */
  async forget(id: string): Promise<boolean> {
    const known = this.#screens.get(id);
    if (!known) return false;
    this.#screens.delete(id);
    await this.#after(async () => {
      await this.#table.remove(id);
      if (known.device !== null && this.#isTold(known)) await this.#end(known);
    });
    return true;
  }

  /** Looks at every screen once; one look at a time. */
  async look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    await this.#after(() => this.#look())
      .catch(this.#options.onFault)
      .finally(() => {
        this.#looking = false;
      });
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turn;
  }

  async #look(): Promise<void> {
    if (!this.#teller.knows) return;
    for (const { id } of [...this.#screens.values()]) {
      const screen = this.#screens.get(id);
      if (!screen) continue;
      const now = this.#now();
      if (this.#judge(screen, now) === 'silent') {
        if (now - (this.#toldAt.get(id) ?? 0) < this.#teller.repeatMs) continue;
        const device = await this.#enroll(id);
        await this.#teller.tellSilence(device, true, screen.heardAt, now);
        this.#toldAt.set(id, now);
      } else if (screen.device !== null && this.#isBack(screen) && this.#isTold(screen)) await this.#end(screen);
    }
  }

  /** What was silent before a restart is not back before it is heard. */
  #isBack({ heardAt, closedAt }: Screen): boolean {
    return closedAt !== null || heardAt >= this.#listeningSince;
  }

  #judge(screen: Screen, now: number): ScreenCondition {
    return conditionOf(screen, now, this.#listeningSince, this.silenceMs);
  }

  #isTold({ id, device }: Screen): boolean {
    return this.#toldAt.has(id) || (device !== null && this.#teller.holds(device));
  }

  async #end({ id, device, heardAt }: Screen): Promise<void> {
    await this.#teller.tellSilence(device!, false, heardAt, this.#now());
    this.#toldAt.delete(id);
  }

  async #tell(id: string): Promise<void> {
    if (!this.#teller.knows || !this.#screens.has(id)) return;
    const device = await this.#enroll(id);
    const screen = this.#screens.get(id);
    if (!screen) return;
    await this.#teller.tellValues(device, screen, this.#now());
    if (this.#isTold(screen)) await this.#end(screen);
  }

  /** Makes a device of a screen where it is none. Returns its code. */
  async #enroll(id: string): Promise<string> {
    const screen = this.#screens.get(id)!;
    const device = await this.#teller.enroll(screen);
    if (screen.device === null) {
      this.#screens.set(id, { ...this.#screens.get(id)!, device });
      await this.#write(id);
    }
    return device;
  }

  async #write(id: string): Promise<void> {
    const screen = this.#screens.get(id);
    if (!screen) return;
    await this.#table.put(screen);
    this.#writtenAt.set(id, this.#now());
  }

  /** A screen that was closed longest ago makes room for a new one. */
  #makeRoom(): void {
    if (this.#screens.size < MOST) return;
    let oldest: Screen | undefined;
    for (const screen of this.#screens.values())
      if (screen.closedAt !== null && screen.closedAt < (oldest?.closedAt ?? Number.POSITIVE_INFINITY)) oldest = screen;
    if (!oldest) throw new InputError(`there are ${MOST} screens already; forget those that are gone`, { place: 'id' });
    void this.forget(oldest.id).catch(this.#options.onFault);
  }

  /** One after the other: what is told of a screen is told in order. */
  #after(step: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(step);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
