import type { Alarm } from './alarm.ts';
import type { Catalogue } from './catalogue.ts';
import type { Decision } from './decide/decision.ts';
import { type AlarmCommand, decideClosing, type Order } from './decide/handle.ts';
import { decide, type Input, mayMatter } from './decide.ts';
import { SilenceWatch } from './detect/silence.ts';
import {
  type ActionEnded,
  alarmIn,
  type DeviceRegistered,
  type DeviceReported,
  type LayerChanged,
  type Observations,
  type PlaceChanged,
  type SiteChanged,
  type TwinEvent,
  type WallChanged,
} from './event.ts';
import { apply, type Changes, deviceByCode, type TwinState } from './twin.ts';

/** A value with its phenomenonTime, epoch ms. */
interface Value {
  readonly time: number;
  readonly value: number;
}

/** A shift is two operators (WALL). */
const OPERATORS = 2;
/** Silence is a matter of minutes: every device is looked at once a second, however many batches there are. */
const SILENCE_SCAN_MS = 1000;
/** What the alarms themselves do with time (floods, chattering) is looked at so often. */
const TICK_MS = 1000;

/** What one batch brings: in this order. Everything in it is recorded at one instant, under one seq. */
export interface Batch {
  readonly registrations: readonly DeviceRegistered[];
  readonly removals: readonly string[];
  readonly observations: Observations | null;
  readonly reports: readonly DeviceReported[];
  readonly commands: readonly AlarmCommand[];
  readonly orders: readonly Order[];
  readonly ended: readonly ActionEnded[];
  readonly siteChanges: readonly (SiteChanged | LayerChanged | PlaceChanged | WallChanged)[];
}

/** A batch that brings nothing: only the clock goes on. */
export const NO_BATCH: Batch = {
  registrations: [],
  removals: [],
  observations: null,
  reports: [],
  commands: [],
  orders: [],
  ended: [],
  siteChanges: [],
};

/**
 * Owns the clock's side of a branch: folds a batch into the working state, decides what follows, folds that too,
 * and returns every event in order, ready for the journal. The working state is ahead of the published one by this batch.
 */
export class Evaluator {
  readonly state: TwinState;
  readonly #catalogue: Catalogue;
  readonly #operators: number;
  readonly #silence: SilenceWatch;
  readonly #changes: Changes = { datastreams: [], devices: new Set() };
  #events: TwinEvent[] = [];
  #nextTickAt = 0;
  /** When devices were last looked at for silence, and the last one of them, by its slot. */
  #scannedAt = 0;
  #scanned = -1;
  /** No timer is due before it. */
  #nextTimerAt = 0;
  /** By datastream slot, the number of the batch it came in last. */
  #seenIn = new Uint32Array(0);
  #batch = 0;

  /** The alarms the last evaluation touched, as they are after it; closed ones too. */
  touched = new Map<string, Alarm>();

  /**
   * startedAt: the evaluator's clock when it took over, epoch ms. Silence is counted from then, not from before it listened. operators: how many
   * share the alarms.
   */
  constructor(catalogue: Catalogue, state: TwinState, startedAt: number, operators = OPERATORS) {
    this.#catalogue = catalogue;
    this.state = state;
    this.#operators = operators;
    this.#silence = new SilenceWatch(startedAt);
    for (const device of state.devices) if (device) this.#noteDevice(device.slot);
  }

  /**
   * Evaluates one batch at `now` (epoch ms, not before the last) as sequence number seq: what it brings, then what the clock brings
   * (due timers, devices gone silent). Empty when nothing happened. `silent`: of a past that is lived through again, the devices of which is
   * recorded that they went silent just then; whoever was not there to learn their pauses could not tell.
   */
  evaluate(batch: Batch, seq: number, now: number, silent?: readonly string[]): TwinEvent[] {
    this.#events = [];
    this.touched = new Map();
    const decision: Decision = { catalogue: this.#catalogue, state: this.state, now, operators: this.#operators };
    for (const registration of batch.registrations) this.#fold(registration, seq, now);
    for (const device of batch.removals) this.#fold({ kind: 'device.removed', device }, seq, now);
    if (batch.observations) this.#observe(decision, batch.observations, seq);
    for (const report of batch.reports) {
      this.#fold(report, seq, now);
      const device = deviceByCode(this.state, report.device);
      if (device) this.#silence.heard(device.slot, now);
      if (device?.silent) this.#follow(decision, { kind: 'heard', device }, seq);
      this.#follow(decision, { kind: 'reported', report }, seq);
    }
    for (const change of batch.siteChanges) this.#fold(change, seq, now);
    for (const command of batch.commands) this.#follow(decision, { kind: 'command', command }, seq);
    for (const order of batch.orders) this.#follow(decision, { kind: 'order', order }, seq);
    for (const ended of batch.ended) this.#follow(decision, { kind: 'ended', ended }, seq);
    if (now >= this.#nextTimerAt) this.#fireTimers(decision, seq);
    if (silent) this.#tellSilent(decision, silent, seq);
    else this.#findSilent(decision, seq);
    if (now >= this.#nextTickAt) {
      this.#nextTickAt = now + TICK_MS;
      this.#follow(decision, { kind: 'tick' }, seq);
    }
    return this.#events;
  }

  #fireTimers(decision: Decision, seq: number): void {
    const due = [...this.state.timers.values()].filter(({ dueAt }) => dueAt <= decision.now);
    for (const timer of due)
      if (this.state.timers.has(timer.key)) this.#follow(decision, { kind: 'timer', timer }, seq);
    this.#nextTimerAt = Number.POSITIVE_INFINITY;
    for (const { dueAt } of this.state.timers.values()) this.#nextTimerAt = Math.min(this.#nextTimerAt, dueAt);
  }

  #tellSilent(decision: Decision, silent: readonly string[], seq: number): void {
    for (const code of silent) {
      const device = deviceByCode(this.state, code);
      if (device) this.#follow(decision, { kind: 'silent', device }, seq);
    }
  }

  /** Looks at as many devices as are due, so that each is looked at once in SILENCE_SCAN_MS: all at once would hold up the batch they come with. */
  #findSilent(decision: Decision, seq: number): void {
    const { now } = decision;
    const { devices } = this.state;
    const due = Math.min(1, (now - this.#scannedAt) / SILENCE_SCAN_MS);
    this.#scannedAt = now;
    for (let left = Math.ceil(due * devices.length); left > 0; left--) {
      this.#scanned = this.#scanned + 1 < devices.length ? this.#scanned + 1 : 0;
      if (!this.#silence.isOverdue(this.#scanned, now)) continue;
      this.#follow(decision, { kind: 'silent', device: devices[this.#scanned]! }, seq);
    }
  }

  /** The watch over silence learns how the device in this slot is now. */
  #noteDevice(slot: number): void {
    const device = this.state.devices[slot];
    const kind = device && this.#catalogue.kind(device.deviceKind)?.kind;
    this.#silence.note(slot, kind?.silenceAfterMs ?? 0, device?.silent ?? false);
  }

  #observe(decision: Decision, observations: Observations, seq: number): void {
    this.#changes.datastreams.length = 0;
    const { state } = this;
    const passing = this.#passing(observations);
    this.#fold(observations, seq, decision.now, this.#changes);
    for (const slot of observations.datastreams) {
      const owner = state.owners[slot]!;
      if (!(owner >= 0)) continue;
      this.#silence.heard(owner, decision.now);
      if (this.#silence.isSilent(owner)) this.#follow(decision, { kind: 'heard', device: state.devices[owner]! }, seq);
    }
    for (const [datastream, values] of passing ?? []) this.#judgePassing(decision, datastream, values, seq);
    for (const datastream of this.#changes.datastreams) {
      if (mayMatter(this.#catalogue, state, datastream)) this.#follow(decision, { kind: 'value', datastream }, seq);
    }
  }

  /**
   * Of datastreams that come more than once in a batch, the values that others of the same batch take the place of: a fire and its end in one
   * batch are still a fire. Null for the usual batch.
   */
  #passing({ datastreams, times, values }: Observations): Map<number, Value[]> | null {
    this.#batch++;
    if (this.#seenIn.length < this.state.owners.length) this.#seenIn = new Uint32Array(this.state.owners.length * 2);
    let passing: Map<number, Value[]> | null = null;
    for (let i = 0; i < datastreams.length; i++) {
      const slot = datastreams[i]!;
      if (this.#seenIn[slot] === this.#batch) {
        passing ??= new Map();
        passing.set(slot, []);
      }
      this.#seenIn[slot] = this.#batch;
    }
    if (!passing) return null;
    // Once through the batch, whatever repeats in it: under load a batch holds thousands of values of as many datastreams.
    for (let i = 0; i < datastreams.length; i++) {
      const list = passing.get(datastreams[i]!);
      // A time of the state that is NaN is no limit.
      if (!list || times[i]! < (list.at(-1)?.time ?? this.state.times[datastreams[i]!]!)) continue;
      list.push({ time: times[i]!, value: values[i]! });
    }
    for (const list of passing.values()) list.pop();
    return passing;
  }

  /** Looks at values as if each had come alone; the state has the last one before and after. */
  #judgePassing(decision: Decision, datastream: number, passing: readonly Value[], seq: number): void {
    const { state } = this;
    const last = { time: state.times[datastream]!, value: state.values[datastream]! };
    for (const { time, value } of passing) {
      state.times[datastream] = time;
      state.values[datastream] = value;
      if (mayMatter(this.#catalogue, state, datastream)) this.#follow(decision, { kind: 'value', datastream }, seq);
    }
    state.times[datastream] = last.time;
    state.values[datastream] = last.value;
  }

  #follow(decision: Decision, input: Input, seq: number): void {
    const changed = new Set<string>();
    const fold = (event: TwinEvent) => {
      this.#fold(event, seq, decision.now);
      const id = alarmIn(event);
      if (id !== null && event.kind !== 'alarm.closed') changed.add(id);
    };
    for (const event of decide(decision, input)) fold(event);
    for (const id of changed) for (const event of decideClosing(decision, id)) fold(event);
  }

  #fold(event: TwinEvent, seq: number, recordedAt: number, changes?: Changes): void {
    const id = alarmIn(event);
    const before = id === null ? undefined : this.state.alarms.get(id);
    const watched = slotWatched(this.state, event);
    apply(this.state, event, { seq, ordinal: this.#events.length, recordedAt }, changes);
    this.#events.push(event);
    if (watched !== undefined) this.#noteDevice(watched);
    if (event.kind === 'timer.set') this.#nextTimerAt = Math.min(this.#nextTimerAt, event.dueAt);
    const alarm = id === null ? undefined : (this.state.alarms.get(id) ?? before);
    if (alarm) this.touched.set(alarm.id, alarm);
  }
}

/** The slot of the device whose silence is watched otherwise after this event. */
function slotWatched(state: TwinState, event: TwinEvent): number | undefined {
  switch (event.kind) {
    case 'device.registered':
      return event.slot;
    case 'device.removed':
    case 'device.silent':
    case 'device.heard':
      return state.slotByCode.get(event.device);
    default:
      return undefined;
  }
}
