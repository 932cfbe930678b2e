import {
  type AlarmCommand,
  type AlarmRule,
  apply,
  type Batch,
  Catalogue,
  type DeviceRegistered,
  Evaluator,
  emptyState,
  type Facility,
  NO_BATCH,
  type Observations,
} from 'twin-core';

/** An alarm as a run raised it, by its clock, epoch ms; `returnedAt` is null while it lasts. */
export interface Episode {
  readonly device: string;
  readonly raisedAt: number;
  returnedAt: number | null;
}

/** Nobody dealt with an alarm that there was not: it is taken for handled after this, as operators usually are by then. */
const HANDLED_AFTER_MS = 60_000;

const BY = 'what-if';
type Action = 'assign' | 'acknowledge' | 'resolve';

/**
 * One rule over observations of the past, by the same decisions as live: an evaluator of its own on their clock, with nothing but this
 * rule. It has no outlets, and what it decides is kept nowhere.
 */
export class RuleRun {
  readonly #evaluator: Evaluator;
  readonly #isOpen: (device: string) => boolean;
  readonly #open = new Map<string, Episode>();
  /** Alarms in the order in which they are looked at again. */
  readonly #unhandled: { readonly at: number; readonly id: string; readonly device: string }[] = [];
  #nextTimerAt = Number.POSITIVE_INFINITY;
  #seq = 0;
  readonly episodes: Episode[] = [];

  /** `isOpen`: whether a device's recorded alarm is open, by the clock of the runs. */
  constructor(
    facility: Facility,
    rule: AlarmRule,
    devices: readonly DeviceRegistered[],
    startsAt: number,
    isOpen: (device: string) => boolean,
  ) {
    const { actions: _outside, ...inside } = rule;
    const state = emptyState('what-if');
    for (const device of devices) apply(state, device, { seq: 0, ordinal: device.slot, recordedAt: startsAt });
    this.#evaluator = new Evaluator(new Catalogue([{ ...facility, alarms: [inside] }], []), state, startsAt);
    this.#isOpen = isOpen;
  }

  /** Takes observations at `now`, epoch ms; whatever is due before comes first. */
  observe(observations: Observations, now: number): void {
    this.advance(now);
    this.#evaluate({ ...NO_BATCH, observations }, now);
  }

  /** People saw the device's recorded alarm, and so they did this one; it stays in their hands until the recorded one closed. */
  acknowledged(device: string, now: number): void {
    this.#act(device, ['assign', 'acknowledge'], now);
  }

  /** The device's recorded alarm closed: whatever there was to do with it is done. */
  closed(device: string, now: number): void {
    this.#act(device, ['resolve'], now);
  }

  /** Lets the clock go on to `now`: delays end, and what nobody had to handle is handled, each at its time, what is due just then not yet. */
  advance(now: number): void {
    for (;;) {
      const waiting = this.#unhandled[0];
      const due = Math.min(this.#nextTimerAt, waiting?.at ?? Number.POSITIVE_INFINITY);
      if (!(due < now)) return;
      if (waiting?.at === due) {
        this.#unhandled.shift();
        if (!this.#isOpen(waiting.device)) this.#command([waiting.id], ['resolve'], due);
      } else this.#evaluate(NO_BATCH, due);
    }
  }

  #act(device: string, actions: readonly Action[], now: number): void {
    this.advance(now);
    const { state } = this.#evaluator;
    this.#command([...(state.devices[state.slotByCode.get(device)!]?.alarms ?? [])], actions, now);
  }

  #command(alarms: readonly string[], actions: readonly Action[], now: number): void {
    const commands = alarms.flatMap((alarm) => actions.map((action) => commandOf(alarm, action)));
    if (commands.length > 0) this.#evaluate({ ...NO_BATCH, commands }, now);
  }

  #evaluate(batch: Batch, now: number): void {
    const events = this.#evaluator.evaluate(batch, ++this.#seq, now);
    if (events.length === 0 || (events.length === 1 && batch.observations)) return;
    for (const event of events) {
      if (event.kind === 'alarm.raised') {
        const { id, device } = event;
        const episode = { device, raisedAt: now, returnedAt: null };
        this.episodes.push(episode);
        this.#open.set(id, episode);
        this.#unhandled.push({ at: now + HANDLED_AFTER_MS, id, device });
      } else if (event.kind === 'alarm.returned') this.#open.get(event.id)!.returnedAt = now;
      else if (event.kind === 'alarm.recurred') this.#open.get(event.id)!.returnedAt = null;
      else if (event.kind === 'alarm.closed') this.#open.delete(event.id);
    }
    this.#nextTimerAt = Number.POSITIVE_INFINITY;
    for (const { dueAt } of this.#evaluator.state.timers.values())
      this.#nextTimerAt = Math.min(this.#nextTimerAt, dueAt);
  }
}

function commandOf(alarm: string, action: Action): AlarmCommand {
  const assignee = action === 'assign' ? BY : null;
  return { alarm, action, by: BY, reason: BY, until: null, assignee, step: null, answer: null };
}
