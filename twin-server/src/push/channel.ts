import type { LoggedEvent, TwinState } from 'twin-core';
import { type Course, encodeFrame, encodeSnapshot } from 'twin-core/wire';
import type { PushProbe } from '../metrics/probe.ts';
import type { ChangeLog } from './change-log.ts';
import type { DeviceFilter } from './interest.ts';
import type { Member } from './member.ts';

/** A snapshot is given to everybody who asks within this time; what changed since comes with the next frame. */
const SNAPSHOT_KEPT_MS = 1000;

/** What a flush tells its channels. */
export interface Flush {
  readonly state: TwinState;
  readonly changes: ChangeLog;
  /** The seq of the last flush. */
  readonly after: number;
  /** The server's clock, epoch ms. */
  readonly now: number;
  /** Something happened since, or it is time for a sign of life (W25). */
  readonly due: boolean;
  /** The site's hash, when it is time for it (W26). */
  readonly hash: string | null;
  /** How the course goes, where it is not the live one (W34). */
  readonly course: Course | null;
  readonly probe: PushProbe;
}

/** All clients of a site with one interest. Those that keep up get the same frame, encoded once. */
export class Channel {
  readonly name: string;
  readonly filter: DeviceFilter;
  readonly members = new Set<Member>();
  #inStep = 0;
  #snapshot: { readonly seq: number; readonly madeAt: number; readonly block: Uint8Array } | undefined;

  constructor(name: string, filter: DeviceFilter) {
    this.name = name;
    this.filter = filter;
  }

  /** The state of the interest, at most a second old, and its seq. */
  snapshot(state: TwinState, now: number): { readonly seq: number; readonly block: Uint8Array } {
    if (!this.#snapshot || now - this.#snapshot.madeAt > SNAPSHOT_KEPT_MS || this.#snapshot.seq > state.seq) {
      const covers = this.filter.all ? undefined : this.filter.device.bind(this.filter);
      this.#snapshot = { seq: state.seq, madeAt: now, block: encodeSnapshot(state, covers) };
    }
    return this.#snapshot;
  }

  /** Everybody starts over from this state. */
  restart(state: TwinState, now: number): void {
    this.#snapshot = undefined;
    if (this.members.size === 0) return;
    const { seq, block } = this.snapshot(state, now);
    for (const member of this.members) {
      member.out.snapshot(block);
      member.restart(seq);
    }
  }

  /** The member goes, or takes another channel. */
  remove(member: Member): void {
    this.#fallBehind(member);
    this.members.delete(member);
  }

  /** Sends what is due to those that keep up, and to each of the others what it lacks as soon as it has credit. */
  flush(flush: Flush): void {
    if (this.#snapshot && flush.now - this.#snapshot.madeAt > SNAPSHOT_KEPT_MS) this.#snapshot = undefined;
    if (flush.due) this.#flushCommon(flush);
    if (this.#inStep < this.members.size) this.#catchUp(flush);
  }

  #flushCommon(flush: Flush): void {
    for (const member of this.members) if (member.inStep && !member.hasCredit) this.#fallBehind(member);
    if (this.#inStep === 0) return;
    const block = this.#frame(flush, flush.after, []);
    flush.probe.frames += this.#inStep;
    flush.probe.bytes += block.length * this.#inStep;
    for (const member of this.members) {
      if (!member.inStep) continue;
      member.out.frame(block);
      member.sent(flush.state.seq);
    }
  }

  #catchUp(flush: Flush): void {
    // Many fall behind together: what is encoded for one is the same for all at its seq.
    const made = new Map<number, Uint8Array>();
    for (const member of this.members) {
      if (member.inStep) continue;
      flush.probe.slowestSeq = Math.min(flush.probe.slowestSeq, member.upto);
      if (!member.hasCredit) continue;
      if (!flush.changes.holdsAfter(member.backlogUpto)) {
        const { seq, block } = this.snapshot(flush.state, flush.now);
        flush.probe.snapshots++;
        flush.probe.droppedToSnapshot++;
        member.out.snapshot(block);
        member.restart(seq);
      }
      const shared = member.backlog.length === 0 ? made.get(member.upto) : undefined;
      const block = shared ?? this.#frame(flush, member.upto, member.backlog, member.backlogUpto);
      if (member.backlog.length === 0) made.set(member.upto, block);
      member.out.frame(block);
      flush.probe.frames++;
      flush.probe.bytes += block.length;
      member.sent(flush.state.seq);
      member.inStep = true;
      this.#inStep++;
    }
  }

  #fallBehind(member: Member): void {
    if (!member.inStep) return;
    member.inStep = false;
    this.#inStep--;
  }

  #frame(flush: Flush, after: number, backlog: readonly LoggedEvent[], eventsAfter = after): Uint8Array {
    const { state, changes, now, hash, course } = flush;
    const slots = this.#slotsOf(changes.changedAfter(after, state), state);
    const count = slots.length;
    const datastreams = Int32Array.from(slots);
    const times = new Float64Array(count);
    const values = new Float64Array(count);
    const heard = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const slot = slots[i]!;
      times[i] = state.times[slot]!;
      values[i] = state.values[slot]!;
      heard[i] = state.heard[state.owners[slot]!]!;
    }
    const events = [...backlog, ...changes.eventsAfter(eventsAfter)];
    return encodeFrame({
      after,
      upto: state.seq,
      recordedAt: state.recordedAt,
      sentAt: course?.at ?? now,
      ...(course && { course }),
      ...(hash !== null && this.filter.all ? { hash } : {}),
      events: this.filter.all ? events : events.filter((event) => this.filter.event(event, state)),
      datastreams,
      times,
      values,
      heard,
    });
  }

  /** Of these datastreams the ones of the interest that have a value. */
  #slotsOf(slots: readonly number[], state: TwinState): readonly number[] {
    const { filter } = this;
    return slots.filter((slot) => {
      const device = state.devices[state.owners[slot]!];
      return device !== undefined && !Number.isNaN(state.times[slot]!) && (filter.all || filter.device(device));
    });
  }
}
