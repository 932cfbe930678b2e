import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import {
  type ActionResult,
  type CommandArgs,
  datastreamOf,
  deviceByCode,
  type Published,
  type TwinState,
} from 'twin-core';
import type { Log } from '../engines/log.ts';
import { InputError, reasonOf } from '../problem.ts';
import { Deck, type Heard } from './deck.ts';
import { type LoudspeakerSource, loudspeakersIn } from './loudspeakers.ts';
import type { Recordings } from './recordings.ts';
import type { Schedule, Schedules } from './schedules.ts';
import { levelOf, playArgs, type Session, type Sound } from './session.ts';
import { SessionTable } from './session-table.ts';

/** A text is spoken twice by terminals, a character in this, ms; and none is shorter than that. */
const CHARACTER_MS = 300;
const SHORTEST_TEXT_MS = 15_000;
const TICK_MS = 1_000;

/** Tells a terminal something for somebody (an account id, or `rule`). */
export type Tell = (terminal: string, command: string, args: CommandArgs, by: string) => Promise<ActionResult>;

export interface BroadcastOptions {
  readonly pool: pg.Pool;
  readonly site: string;
  readonly speakers: LoudspeakerSource;
  readonly recordings: Recordings;
  readonly schedules: Schedules;
  readonly state: () => TwinState;
  /** Tells a terminal by an order, which is journaled. */
  readonly order: Tell;
  readonly log: Log;
  readonly now?: () => number;
}

/** What is to be played. */
export interface NewSession {
  readonly sound: Sound;
  readonly places: readonly string[];
  readonly by: string;
  readonly minutes?: number | undefined;
}

/**
 * PUBLIC ADDRESS (7.2.5): what is played where. Of all sessions that reach a loudspeaker it plays the highest; when that is over, what is
 * left goes on. Sessions are rows: a server that starts anew goes on with them. Only the live composition opens it.
 */
export class Broadcast {
  readonly #options: BroadcastOptions;
  readonly #table: SessionTable;
  readonly #now: () => number;
  readonly #open = new Map<string, { readonly session: Session; readonly terminals: ReadonlySet<string> }>();
  readonly #decks = new Map<string, Deck>();
  #timer: NodeJS.Timeout | null = null;
  #ticking = false;

  private constructor(options: BroadcastOptions) {
    this.#options = options;
    this.#table = new SessionTable(options.pool, options.site);
    this.#now = options.now ?? Date.now;
  }

  /** Reads what was under way; terminals that play it already are left alone. */
  static async open(options: BroadcastOptions): Promise<Broadcast> {
    const broadcast = new Broadcast(options);
    for (const session of await broadcast.#table.open()) broadcast.#enter(session);
    for (const [terminal, deck] of broadcast.#decks) {
      const top = Deck.topOf(broadcast.#reaching(terminal));
      if (top) deck.assume(top, broadcast.#now());
    }
    return broadcast;
  }

  /** Begins to play by the clock, and to look after the terminals. */
  run(): void {
    this.#timer ??= setInterval(() => void this.tick(), TICK_MS);
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** What is under way, the oldest first. */
  list(): Session[] {
    return [...this.#open.values()].map(({ session }) => session);
  }

  /** What is and was played, the newest first. */
  newest(limit: number, before: readonly [startedAt: number, id: string] | null): Promise<Session[]> {
    return this.#table.newest(limit, before);
  }

  get(id: string): Session | undefined {
    return this.#open.get(id)?.session;
  }

  /** How many loudspeakers were told to play it, and nothing higher since. */
  sounding({ id, terminals }: Session): number {
    return terminals.filter((terminal) => this.#decks.get(terminal)?.told?.id === id).length;
  }

  /** Plays something in zones and buildings. Resolves when it is stored; terminals are told at once. Throws InputError where nobody would hear it. */
  async start({ sound, places, by, minutes }: NewSession): Promise<Session> {
    const endsAt = await this.#endOf(sound, this.#now(), minutes);
    return this.#begin({ id: randomUUID(), sound, places, by, endsAt, alarm: null, schedule: null });
  }

  /**
   * What an alarm leads to: spoken by these terminals, told by `tell`, until the alarm is over (a prompt once). `id` is the action's: asked
   * again, it is the same session, and terminals that were `reached` are left alone. Resolves with what became of the others.
   */
  async speak(
    spoken: Pick<Session, 'id' | 'level' | 'places' | 'terminals' | 'alarm'> & { readonly text: string },
    reached: ReadonlySet<string>,
    tell: Tell,
  ): Promise<ActionResult[]> {
    const { text, terminals, ...rest } = spoken;
    const sound: Sound = { kind: 'text', text, level: rest.level === 'programme' ? 'prompt' : rest.level };
    const startedAt = this.#now();
    const endsAt = await this.#endOf(sound, startedAt, undefined);
    const made = { ...rest, terminals, sound, by: 'rule', schedule: null, startedAt, endsAt };
    const session = this.#open.get(spoken.id)?.session ?? { ...made, endedAt: null, endedBy: null };
    // What is said at once is said before it is stored: the action itself is journaled.
    this.#enter(session);
    const left = terminals.filter((terminal) => !reached.has(terminal));
    const told = left.map((terminal) => this.#speakBy(terminal, session, tell));
    await this.#table.add(session);
    return Promise.all(told);
  }

  /** Ends something for somebody; what it interrupted goes on. Does nothing where it is over already. */
  stop(id: string, by: string): Promise<void> {
    return this.#end(id, by, by);
  }

  /** What happened: terminals that come to an end. */
  note({ events }: Published): void {
    for (const { event } of events)
      if (event.kind === 'device.reported' && event.type === 'ended') this.#decks.get(event.device)?.noteEnded();
  }

  /** What the clock brings, and a look at each terminal. */
  async tick(): Promise<void> {
    if (this.#ticking) return;
    this.#ticking = true;
    try {
      const now = this.#now();
      for await (const schedule of this.#options.schedules.due(now)) await this.#runSchedule(schedule, now);
      for (const session of this.list()) {
        const { id, endsAt } = session;
        if (endsAt !== null && endsAt <= now) await this.#end(id, 'time');
        else if (this.#isAlarmOver(session)) await this.#end(id, 'alarm');
      }
      for (const terminal of this.#decks.keys()) await this.#lookAfter(terminal, now);
    } catch (cause) {
      this.#options.log.warn({ reason: reasonOf(cause) }, 'broadcasts could not be looked after; it is tried again');
    } finally {
      this.#ticking = false;
    }
  }

  async #end(id: string, endedBy: string, by = 'rule'): Promise<void> {
    const session = this.#open.get(id)?.session;
    if (!session) return;
    await this.#table.end(id, this.#now(), endedBy);
    this.#open.delete(id);
    for (const terminal of session.terminals) {
      this.#decks.get(terminal)?.drop(session);
      void this.#settle(terminal, by);
    }
  }

  /** Closed, or called false. That its source is normal is not enough: a burnt detector is silent. */
  #isAlarmOver({ alarm }: Session): boolean {
    if (alarm === null) return false;
    const open = this.#options.state().alarms.get(alarm);
    return !open || open.falseAlarm;
  }

  async #runSchedule(schedule: Schedule & { readonly nextAt: number }, now: number): Promise<void> {
    const { id, sound, places, minutes, nextAt, name } = schedule;
    try {
      const endsAt = await this.#endOf(sound, nextAt, minutes);
      // Its time went by while the server was away.
      if (endsAt !== null && endsAt <= now) return;
      await this.#begin({ id: randomUUID(), sound, places, by: 'schedule', endsAt, alarm: null, schedule: id });
    } catch (cause) {
      if (!(cause instanceof InputError)) throw cause;
      this.#options.log.warn({ schedule: id, name, reason: cause.message }, 'a scheduled broadcast was not played');
    }
  }

  async #begin(given: Omit<Session, 'level' | 'terminals' | 'startedAt' | 'endedAt' | 'endedBy'>): Promise<Session> {
    const terminals = loudspeakersIn(this.#options.speakers, given.places);
    if (terminals.length === 0)
      throw new InputError(`no loudspeaker in ${given.places.join(', ')}`, { place: 'body.places' });
    const level = levelOf(given.sound);
    const session = { ...given, level, terminals, startedAt: this.#now(), endedAt: null, endedBy: null };
    await this.#table.add(session);
    this.#enter(session);
    const by = given.by === 'schedule' ? 'rule' : given.by;
    for (const terminal of terminals) void this.#settle(terminal, by);
    return session;
  }

  #enter(session: Session): void {
    this.#open.set(session.id, { session, terminals: new Set(session.terminals) });
    for (const terminal of session.terminals) if (!this.#decks.has(terminal)) this.#decks.set(terminal, new Deck());
  }

  *#reaching(terminal: string): Iterable<Session> {
    for (const { session, terminals } of this.#open.values()) if (terminals.has(terminal)) yield session;
  }

  async #endOf(sound: Sound, from: number, minutes: number | undefined): Promise<number | null> {
    if (sound.kind === 'file') {
      const recording = await this.#options.recordings.get(sound.file);
      if (!recording) throw new InputError(`no file ${sound.file}`, { place: 'body.sound.file' });
      return from + recording.durationMs;
    }
    if (sound.kind === 'text' && sound.level === 'prompt')
      return from + Math.max(SHORTEST_TEXT_MS, 2 * CHARACTER_MS * sound.text.length);
    return minutes === undefined ? null : from + minutes * 60_000;
  }

  /** Has a terminal play what it should by now. Null where it was told already; never rejects. */
  #settle(terminal: string, by: string, tell: Tell = this.#options.order): Promise<ActionResult> | null {
    const deck = this.#decks.get(terminal)!;
    const before = deck.told;
    const telling = deck.turnTo(Deck.topOf(deck.left(this.#reaching(terminal))), this.#now());
    if (!telling) return null;
    // Both are on their way, in this order, before anything else is told.
    if (telling.play && telling.stopFirst) this.#background(tell(terminal, 'stop', {}, by));
    const told = telling.play ? tell(terminal, 'play', playArgs(telling.play), by) : tell(terminal, 'stop', {}, by);
    return told.catch((cause: unknown) => {
      if (deck.told?.id === telling.play?.id) deck.revert(before);
      return { target: terminal, ok: false, detail: reasonOf(cause) };
    });
  }

  async #speakBy(terminal: string, session: Session, tell: Tell): Promise<ActionResult> {
    const told = this.#settle(terminal, 'rule', tell);
    const heard = this.#decks.get(terminal)!.told;
    if (heard?.id !== session.id)
      return { target: terminal, ok: false, detail: `${heard?.level ?? 'nothing'} is played there` };
    return (await told) ?? (await tell(terminal, 'play', playArgs(session), 'rule'));
  }

  async #lookAfter(terminal: string, now: number): Promise<void> {
    const deck = this.#decks.get(terminal)!;
    void this.#settle(terminal, 'rule');
    const { told } = deck;
    const verdict = told && deck.review(this.#heard(terminal), now);
    if (verdict === 'again') this.#background(this.#options.order(terminal, 'play', playArgs(told!), 'rule'));
    if (verdict !== 'done') return;
    if (told!.terminals.every((each) => this.#decks.get(each)?.isDone(told!))) await this.#end(told!.id, 'terminals');
    else void this.#settle(terminal, 'rule');
  }

  /** What a terminal last said it plays: its datastream `playing`. */
  #heard(terminal: string): Heard {
    const state = this.#options.state();
    const device = deviceByCode(state, terminal);
    const slot = device ? datastreamOf(device, 'playing') : -1;
    return slot < 0 ? { rank: 0, at: 0 } : { rank: state.values[slot]!, at: state.times[slot]! };
  }

  #background(work: Promise<unknown>): void {
    work.catch((cause: unknown) => this.#options.log.warn({ reason: reasonOf(cause) }, 'a terminal could not be told'));
  }
}
