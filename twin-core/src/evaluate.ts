import type { Catalogue } from './catalogue.ts';
import { type AlarmCommand, type Decision, decide, decideClosing, type Input } from './decide.ts';
import type { DeviceRegistered, DeviceReported, Observations, TwinEvent } from './event.ts';
import { apply, type Changes, deviceByCode, type TwinState } from './twin.ts';

/** What one batch brings: in this order. Everything in it is recorded at one instant, under one seq. */
export interface Batch {
  readonly registrations: readonly DeviceRegistered[];
  readonly removals: readonly string[];
  readonly observations: Observations | null;
  readonly reports: readonly DeviceReported[];
  readonly commands: readonly AlarmCommand[];
}

/**
 * Owns the clock's side of a branch: folds a batch into the working state, decides what follows, folds that too,
 * and returns every event in order, ready for the journal. The working state is ahead of the published one by this batch.
 */
export class Evaluator {
  readonly state: TwinState;
  readonly #catalogue: Catalogue;
  readonly #startedAt: number;
  readonly #changes: Changes = { datastreams: [], devices: new Set() };
  #events: TwinEvent[] = [];
  #ordinal = 0;

  /** startedAt: the evaluator's clock when it took over, epoch ms. Silence is counted from then, not from before it listened. */
  constructor(catalogue: Catalogue, state: TwinState, startedAt: number) {
    this.#catalogue = catalogue;
    this.state = state;
    this.#startedAt = startedAt;
  }

  /** Evaluates one batch at `now` (epoch ms, not before the last) as sequence number seq. */
  evaluate(batch: Batch, seq: number, now: number): TwinEvent[] {
    this.#begin();
    const decision: Decision = { catalogue: this.#catalogue, state: this.state, now };
    for (const registration of batch.registrations) this.#fold(registration, seq, now);
    for (const device of batch.removals) this.#fold({ kind: 'device.removed', device }, seq, now);
    if (batch.observations) this.#observe(decision, batch.observations, seq);
    for (const report of batch.reports) {
      this.#fold(report, seq, now);
      const device = deviceByCode(this.state, report.device);
      if (device?.silent) this.#follow(decision, { kind: 'heard', device }, seq);
      this.#follow(decision, { kind: 'reported', report }, seq);
    }
    for (const command of batch.commands) this.#follow(decision, { kind: 'command', command }, seq);
    return this.#events;
  }

  /** What the clock alone brings at `now`: due timers and devices gone silent. Empty when nothing is due. */
  tick(seq: number, now: number): TwinEvent[] {
    this.#begin();
    const decision: Decision = { catalogue: this.#catalogue, state: this.state, now };
    for (const timer of [...this.state.timers.values()]) {
      if (timer.dueAt <= now) this.#follow(decision, { kind: 'timer', timer }, seq);
    }
    for (const device of this.state.devices) {
      if (!device || device.silent) continue;
      const kind = this.#catalogue.kind(device.deviceKind)?.kind;
      const since = Math.max(this.#startedAt, Number.isNaN(device.lastHeard) ? 0 : device.lastHeard);
      if (kind && now - since > kind.silenceAfterMs) this.#follow(decision, { kind: 'silent', device }, seq);
    }
    return this.#events;
  }

  #begin(): void {
    this.#events = [];
    this.#ordinal = 0;
  }

  #observe(decision: Decision, observations: Observations, seq: number): void {
    this.#changes.datastreams.length = 0;
    this.#fold(observations, seq, decision.now, this.#changes);
    for (const slot of observations.datastreams) {
      const device = this.state.devices[this.state.owners[slot]!];
      if (device?.silent) this.#follow(decision, { kind: 'heard', device }, seq);
    }
    for (const datastream of this.#changes.datastreams) this.#follow(decision, { kind: 'value', datastream }, seq);
  }

  #follow(decision: Decision, input: Input, seq: number): void {
    for (const event of decide(decision, input)) {
      this.#fold(event, seq, decision.now);
      if (event.kind === 'alarm.returned' || event.kind === 'alarm.handled') {
        for (const closing of decideClosing(this.state, event.id)) this.#fold(closing, seq, decision.now);
      }
    }
  }

  #fold(event: TwinEvent, seq: number, recordedAt: number, changes?: Changes): void {
    apply(this.state, event, { seq, ordinal: this.#ordinal++, recordedAt }, changes);
    this.#events.push(event);
  }
}
