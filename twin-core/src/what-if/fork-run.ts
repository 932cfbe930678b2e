import type { Catalogue } from '../catalogue.ts';
import type { AlarmCommand, Order } from '../decide/handle.ts';
import { openAlarmOf } from '../decide/raise.ts';
import { type Batch, Evaluator, NO_BATCH } from '../evaluate.ts';
import type { ActionEnded, AlarmHandled, TwinEvent } from '../event.ts';
import { deviceByCode, type TwinState } from '../twin.ts';
import { type AlarmCourse, CourseBook } from './alarm-course.ts';
import type { RecordedCommit } from './recorded-commit.ts';

/** Where nothing was recorded when something was due, the clock is looked at so much later: the live one is every half second, and is late under load. */
const LOOKED_AT_MS = 1_000;

/** Nobody goes silent between what was recorded. */
const NONE: readonly string[] = [];

/** What a person did, waiting for its alarm or for its time. */
interface Deed {
  readonly of: string;
  readonly handled: AlarmHandled;
  /** How long after the recorded alarm was raised it was done. */
  readonly afterMs: number;
}

/** A recorded alarm as far as deeds need it. */
interface Known {
  /** Its device and kind. */
  readonly key: string;
  readonly raisedAt: number;
}

/**
 * One course from a fork on: the decisions of the live evaluator over what was recorded since, by rules that may be others. It owns its
 * state and its clock, has no outlets, and keeps nothing. With the rules that held it is the recorded course.
 *
 * People do what they did, when they did it, with the open alarm of the same device and kind. Where that one is raised later than it was, they take as
 * long after it as they took; where it never is, the deed is left out, and with an alarm that there was not nobody does anything.
 */
export class ForkRun {
  readonly #evaluator: Evaluator;
  readonly #book = new CourseBook();
  readonly #known = new Map<string, Known>();
  /** Deeds whose alarm there is not yet, by its device and kind; and those that are on their way, the next first. */
  readonly #waiting = new Map<string, Deed[]>();
  #coming: { readonly at: number; readonly deed: Deed }[] = [];
  #nextTimerAt = Number.POSITIVE_INFINITY;
  #deeds = 0;
  #leftOut = 0;

  /** `state` is the run's own from now on. operators: how many share the alarms. */
  constructor(catalogue: Catalogue, state: TwinState, operators: number) {
    this.#evaluator = new Evaluator(catalogue, state, state.recordedAt, operators);
    this.#book.note(state.alarms.values(), state.recordedAt);
    for (const { id, device, code, raisedAt } of state.alarms.values())
      this.#known.set(id, { key: keyOf(device, code), raisedAt });
    this.#findNextTimer();
  }

  get state(): TwinState {
    return this.#evaluator.state;
  }

  get courses(): readonly AlarmCourse[] {
    return this.#book.all;
  }

  /** What people did: done in this run, and left out because their alarm was not there. */
  get deeds(): { readonly done: number; readonly leftOut: number } {
    const waiting = [...this.#waiting.values()].reduce((sum, deeds) => sum + deeds.length, 0);
    return { done: this.#deeds, leftOut: this.#leftOut + waiting + this.#coming.length };
  }

  /** Takes what came in with the next commit of the log. */
  take(commit: RecordedCommit): void {
    const { seq, recordedAt, sensed, silent, handled, orders, ended } = commit;
    this.advance(recordedAt);
    for (const { id, device, code } of commit.raised)
      this.#known.set(id, { key: keyOf(device, code), raisedAt: recordedAt });
    const commands = handled.flatMap((one) => this.#commandOf(one, recordedAt));
    const batch = {
      ...sensed,
      commands,
      orders: orders.map((order) => this.#orderOf(order)),
      ended: ended.flatMap((one) => this.#endedOf(one)),
    };
    this.#evaluate(batch, seq, recordedAt, silent);
    for (const id of commit.closed) this.#forget(id);
  }

  /** Lets the clock go on to `now`, epoch ms: what is due before comes at its time, what is due just then not yet. */
  advance(now: number): void {
    for (;;) {
      const [next] = this.#coming;
      const due = Math.min(this.#nextTimerAt + LOOKED_AT_MS, next?.at ?? Number.POSITIVE_INFINITY);
      if (!(due < now)) return;
      const commands: AlarmCommand[] = [];
      while (this.#coming[0] && this.#coming[0].at <= due) commands.push(...this.#come(this.#coming.shift()!.deed));
      this.#evaluate({ ...NO_BATCH, commands }, this.state.seq, due, NONE);
    }
  }

  #evaluate(batch: Batch, seq: number, now: number, silent: readonly string[]): void {
    const events = this.#evaluator.evaluate(batch, seq, now, silent);
    // Most commits bring values within their limits.
    if (events.length === (batch.observations ? 1 : 0)) return;
    this.#book.note(this.#evaluator.touched.values(), now);
    for (const event of events) if (event.kind === 'alarm.raised') this.#begin(event, now);
    this.#findNextTimer();
  }

  /** An alarm of this run begins: who did something with the recorded one before takes as long now. */
  #begin({ device, code }: Extract<TwinEvent, { kind: 'alarm.raised' }>, now: number): void {
    const key = keyOf(device, code);
    const waiting = this.#waiting.get(key);
    if (!waiting) return;
    this.#waiting.delete(key);
    for (const deed of waiting) this.#coming.push({ at: now + deed.afterMs, deed });
    this.#coming.sort((a, b) => a.at - b.at);
  }

  #commandOf(handled: AlarmHandled, now: number): AlarmCommand[] {
    const known = this.#known.get(handled.id);
    if (!known) return [];
    const alarm = this.#openAlarm(known.key);
    if (alarm !== null) return [this.#does(alarm, handled)];
    const deed = { of: handled.id, handled, afterMs: now - known.raisedAt };
    this.#waiting.set(known.key, [...(this.#waiting.get(known.key) ?? []), deed]);
    return [];
  }

  #come({ of, handled }: Deed): AlarmCommand[] {
    const alarm = this.#openAlarm(this.#known.get(of)!.key);
    if (alarm !== null) return [this.#does(alarm, handled)];
    this.#leftOut++;
    return [];
  }

  #does(alarm: string, { kind: _kind, id: _id, action, ...rest }: AlarmHandled): AlarmCommand {
    this.#deeds++;
    // The first of two people said that it is false: whether that is enough is decided anew.
    return { ...rest, alarm, action: action === 'proposeDismissal' ? 'dismiss' : action };
  }

  /** The recorded alarm is over: what was done with it finds no other. */
  #forget(id: string): void {
    const known = this.#known.get(id);
    const waiting = known && this.#waiting.get(known.key);
    if (!waiting) return;
    const others = waiting.filter(({ of }) => of !== id);
    this.#leftOut += waiting.length - others.length;
    if (others.length > 0) this.#waiting.set(known.key, others);
    else this.#waiting.delete(known.key);
  }

  #orderOf(order: Order): Order {
    const known = order.alarm === null ? undefined : this.#known.get(order.alarm);
    return known ? { ...order, alarm: this.#openAlarm(known.key) } : order;
  }

  /** The end of an action of a rule: the action is numbered by its alarm. */
  #endedOf(ended: ActionEnded): ActionEnded[] {
    const known = ended.alarm === null ? undefined : this.#known.get(ended.alarm);
    if (!known || !ended.id.startsWith(`${ended.alarm}-`)) return [ended];
    const alarm = this.#openAlarm(known.key);
    return alarm === null ? [] : [{ ...ended, alarm, id: alarm + ended.id.slice(ended.alarm!.length) }];
  }

  #openAlarm(key: string): string | null {
    const [device = '', code = ''] = key.split('\n');
    const known = deviceByCode(this.state, device);
    return (known && openAlarmOf(this.state, known, code)?.id) ?? null;
  }

  #findNextTimer(): void {
    this.#nextTimerAt = Number.POSITIVE_INFINITY;
    for (const { dueAt } of this.state.timers.values()) this.#nextTimerAt = Math.min(this.#nextTimerAt, dueAt);
  }
}

const keyOf = (device: string, code: string) => `${device}\n${code}`;
