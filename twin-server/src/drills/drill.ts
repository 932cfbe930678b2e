import type { Logger } from 'pino';
import type { ActionEnded, Alarm, AlarmCommand, LoggedEvent, Order, Published, TwinState } from 'twin-core';
import {
  compareRuns,
  type DrillEvent,
  type DrillLog,
  endingOf,
  type Plan,
  planDrill,
  type Sheet,
  scoreDrill,
} from 'twin-core/drill';
import type { Course } from 'twin-core/wire';
import type { DeskAnswer } from '../alarm/desk.ts';
import { reasonOf } from '../problem.ts';
import type { Branches, DrillBranch } from './drill-branch.ts';
import { DrillClock } from './drill-clock.ts';
import type { DrillEntry, DrillRow, Ending, Paused } from './drill-record.ts';
import { DrillRefusal } from './drill-refusal.ts';
import type { DrillTable } from './drill-table.ts';
import { tellInject } from './inject.ts';
import { PretendedActor } from './pretended-actor.ts';

export interface DrillOptions {
  readonly site: string;
  readonly table: DrillTable;
  readonly branches: Branches;
  /** What a commit of the branch changed, for those who follow it. */
  readonly onPublished: (published: Published) => void;
  readonly onEnded: () => void;
  /** Real time, epoch ms. */
  readonly now: () => number;
  readonly log: Logger;
}

/** How often a running drill looks at what is due. */
const TICK_MS = 200;
/** How much of its clock a crash may cost, ms. */
const CLOCK_KEPT_MS = 3_000;
/** A drill that stands for so long is over. */
const ABANDONED_MS = 86_400_000;
/** Lines that people may write in one. */
const MOST_ENTRIES = 3_000;

/**
 * A drill that goes on or stands: its scenario happens by its own clock on a branch of its own, people act there, and everything is
 * written down. It reaches nothing else: its only ways out are the table, the branch and those who follow it.
 */
export class Drill {
  readonly row: DrillRow;
  readonly plan: Plan;
  readonly #options: DrillOptions;
  readonly #clock: DrillClock;
  readonly #actor: PretendedActor;
  readonly #events: DrillEvent[] = [];
  readonly #entries: DrillEntry[];
  readonly #roles: Record<string, string>;
  readonly #closed = new Map<string, Alarm & { readonly closedAt: number }>();
  readonly #told = new Set<string>();
  #branch!: DrillBranch;
  #paused: Paused | null;
  #pausedAt: number;
  #revision = 1;
  #clockKeptAt = 0;
  #over = false;
  #ticking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  private constructor(row: DrillRow, entries: DrillEntry[], roles: Record<string, string>, options: DrillOptions) {
    this.row = row;
    this.plan = planDrill(row.scenario, row.seed);
    this.#options = options;
    this.#entries = entries;
    this.#roles = roles;
    this.#paused = row.paused;
    this.#pausedAt = options.now();
    this.#clock = new DrillClock(row.clockMs, options.now);
    this.#actor = new PretendedActor((ended) => this.#branch.end(ended));
    for (const { key } of entries) if (key !== undefined) this.#told.add(key);
  }

  /** Opens a drill at where its log ends; where it was running, it was interrupted, and stands. Rejects where its branch cannot be read. */
  static async open(row: DrillRow, options: DrillOptions): Promise<Drill> {
    const { table } = options;
    const drill = new Drill(row, await table.entries(row.number), await table.roles(row.number), options);
    await drill.#open();
    return drill;
  }

  async #open(): Promise<void> {
    const { row } = this;
    const now = () => row.startsAt + this.#clock.ms;
    const onPublished = (published: Published) => this.#note(published);
    this.#branch = await this.#options.branches.open({ branch: row.branch, now, onPublished });
    this.#collect(await this.#branch.events());
    this.#clock.advanceTo(this.#branch.state().recordedAt - row.startsAt);
    for (const action of this.#branch.state().actions.values()) this.#actor.pretend(action);
    if (this.#paused === null) await this.#stand({ why: 'interrupted' }, null);
    this.#timer = setInterval(() => void this.tick(), TICK_MS);
  }

  get name(): string {
    return drillName(this.row.number);
  }

  get paused(): Paused | null {
    return this.#paused;
  }

  get entries(): readonly DrillEntry[] {
    return this.#entries;
  }

  /** Roles by account id. */
  get roles(): Readonly<Record<string, string>> {
    return this.#roles;
  }

  /** ms from its start. */
  get at(): number {
    return this.#clock.ms;
  }

  get branch(): DrillBranch {
    return this.#branch;
  }

  course(): Course {
    return {
      kind: 'drill',
      at: this.row.startsAt + this.#clock.ms,
      speed: 1,
      playing: this.#clock.runs,
      loop: null,
      gapUntil: null,
      revision: this.#revision,
    };
  }

  /** Keys of the injects that happened. */
  get told(): ReadonlySet<string> {
    return this.#told;
  }

  /** An alarm of it that is closed. */
  closedAlarm(id: string): (Alarm & { readonly closedAt: number }) | undefined {
    return this.#closed.get(id);
  }

  state(): TwinState {
    return this.#branch.state();
  }

  log(): DrillLog {
    const told: Record<string, number> = {};
    for (const { key, inject, atMs } of this.plan.injects) if (this.#told.has(key)) told[inject] ??= atMs;
    const messages = this.#entries.flatMap(({ kind, at, by, to, text }) =>
      kind === 'message' ? [{ at, by, to: to!, text: text! }] : [],
    );
    return { events: this.#events, messages, roles: this.#roles, told };
  }

  sheet(): Sheet {
    return scoreDrill(this.plan, this.log(), this.#clock.ms);
  }

  /** Takes a role, or another one. */
  async join(account: string, role: string): Promise<void> {
    this.#checkGoesOn();
    if (!this.row.scenario.roles.some(({ id }) => id === role))
      throw new DrillRefusal('conflict', `the scenario has no role ${role}`);
    await this.#options.table.putRole(this.row.number, account, role);
    this.#roles[account] = role;
    await this.#enter({ at: this.#clock.ms, kind: 'joined', by: account, to: role });
  }

  async say(account: string, to: string, text: string): Promise<void> {
    this.#checkActs(account);
    if (to !== 'all' && !this.row.scenario.roles.some(({ id }) => id === to))
      throw new DrillRefusal('conflict', `the scenario has no role ${to}`);
    if (this.#entries.length >= MOST_ENTRIES)
      throw new DrillRefusal('conflict', 'nothing more can be written in this drill');
    await this.#enter({ at: this.#clock.ms, kind: 'message', by: account, to, text });
  }

  async handleAlarm(command: AlarmCommand): Promise<DeskAnswer> {
    this.#checkActs(command.by);
    return this.#branch.handleAlarm(command);
  }

  /** Resolves with what became of it: nothing was sent. */
  async order(order: Omit<Order, 'id'>): Promise<ActionEnded> {
    this.#checkActs(order.by);
    return this.#actor.over(await this.#branch.order(order));
  }

  /** Begins it, or goes on. */
  async resume(by: string): Promise<void> {
    this.#checkGoesOn();
    if (this.#paused === null) throw new DrillRefusal('conflict', 'the drill is running');
    this.#paused = null;
    this.#clock.start();
    await this.#enter({ at: this.#clock.ms, kind: 'resumed', by });
    await this.#keepClock();
  }

  async pause(paused: Paused, by: string | null): Promise<void> {
    this.#checkGoesOn();
    if (this.#paused !== null) throw new DrillRefusal('conflict', 'the drill stands already');
    await this.#stand(paused, by);
  }

  /** A real alarm came: everybody is told, and the drill stands where that was agreed. */
  async noteLiveAlarm({ id, code, device }: Pick<Alarm, 'id' | 'code' | 'device'>): Promise<void> {
    if (this.#over) return;
    await this.#enter({ at: this.#clock.ms, kind: 'liveAlarm', by: null, alarm: { id, code, device } });
    if (this.row.onAlarm === 'pause' && this.#paused === null)
      await this.#stand({ why: 'alarm', alarm: id, device }, null);
  }

  /** Ends it: the score stands from now on, and its branch is closed. */
  async end(ending: Ending): Promise<void> {
    this.#checkGoesOn();
    this.#over = true;
    // What is happening just now still is part of it.
    await this.#ticking;
    await this.#end(ending);
  }

  async #end(ending: Ending): Promise<void> {
    this.#over = true;
    this.#clock.stop();
    const { table, branches, now, onEnded } = this.#options;
    const { number, scenario, branch } = this.row;
    const by = 'by' in ending ? ending.by : null;
    await this.#enter({ at: this.#clock.ms, kind: 'ended', by, ending });
    const sheet = this.sheet();
    const first = this.plan.injects[0]!.atMs;
    const comparison = compareRuns(scenario, sheet, first, await table.earlier(scenario.code, number));
    await this.#shut();
    const result = { sheet, comparison };
    await table.end(number, { clockMs: this.#clock.ms, endedAt: now(), ending, events: this.#events, result });
    await branches.drop(branch);
    onEnded();
  }

  /** The server stops: the drill stands, and can go on after the next start. */
  async close(): Promise<void> {
    if (this.#over) return;
    this.#clock.stop();
    await this.#ticking;
    await this.#keepClock();
    await this.#shut();
  }

  /** Lets happen what is due; called by the clock. */
  tick(): Promise<void> {
    this.#ticking ??= this.#tick()
      .catch((cause: unknown) => {
        this.#options.log.warn({ drill: this.row.number, reason: reasonOf(cause) }, 'a drill waits; it is tried again');
      })
      .finally(() => {
        this.#ticking = null;
      });
    return this.#ticking;
  }

  async #tick(): Promise<void> {
    if (this.#over) return;
    if (this.#paused !== null) {
      if (this.#options.now() - this.#pausedAt > ABANDONED_MS) await this.#end({ why: 'abandoned' });
      return;
    }
    for (const inject of this.plan.injects) {
      if (inject.atMs > this.#clock.ms || this.#over || this.#paused !== null) break;
      if (this.#told.has(inject.key)) continue;
      const { site } = this.#options;
      for (const entry of await tellInject(this.#branch, site, this.row, inject, this.#clock.ms))
        await this.#enter(entry);
      this.#told.add(inject.key);
    }
    const why = endingOf(this.plan, this.sheet(), this.#clock.ms);
    if (why !== null && !this.#over) return this.#end({ why });
    if (this.#clock.ms - this.#clockKeptAt >= CLOCK_KEPT_MS) await this.#keepClock();
  }

  async #stand(paused: Paused, by: string | null): Promise<void> {
    this.#clock.stop();
    this.#paused = paused;
    this.#pausedAt = this.#options.now();
    await this.#enter({ at: this.#clock.ms, kind: 'paused', by, paused });
    await this.#keepClock();
  }

  async #keepClock(): Promise<void> {
    this.#clockKeptAt = this.#clock.ms;
    await this.#options.table.noteClock(this.row.number, this.#clock.ms, this.#paused);
  }

  async #enter(entry: DrillEntry): Promise<void> {
    this.#entries.push(entry);
    this.#revision++;
    await this.#options.table.addEntry(this.row.number, this.#entries.length, entry);
  }

  /** Somebody looks at what changed beside the log: pictures. */
  touch(): void {
    this.#revision++;
  }

  #note(published: Published): void {
    this.#collect(published.events);
    for (const alarm of published.alarms)
      if (alarm.case === 'closed') this.#closed.set(alarm.id, { ...alarm, closedAt: published.state.recordedAt });
    this.#actor.note(published.events);
    this.#options.onPublished(published);
  }

  #collect(logged: readonly LoggedEvent[]): void {
    for (const { recordedAt, event } of logged) {
      if (event.kind.startsWith('timer.')) continue;
      this.#events.push({ at: recordedAt - this.row.startsAt, event });
      if (event.kind === 'alarm.handled' || event.kind === 'action.asked') this.#revision++;
    }
  }

  async #shut(): Promise<void> {
    clearInterval(this.#timer);
    await this.#actor.finish();
    await this.#branch.close();
  }

  #checkGoesOn(): void {
    if (this.#over) throw new DrillRefusal('conflict', 'the drill is over');
  }

  #checkActs(account: string): void {
    this.#checkGoesOn();
    if (this.#paused !== null) throw new DrillRefusal('conflict', 'the drill stands; nothing counts until it goes on');
    if (this.#roles[account] === undefined) throw new DrillRefusal('conflict', 'take a role in the drill first');
  }
}

/** Under which the push channel tells of a drill. */
export const drillName = (number: number) => `drill-${number}`;
