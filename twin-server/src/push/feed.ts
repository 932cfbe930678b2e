import type { LoggedEvent, Published, TwinState } from 'twin-core';
import type { Course } from 'twin-core/wire';
import type { PushProbe } from '../metrics/probe.ts';
import { ChangeLog } from './change-log.ts';
import { Channel } from './channel.ts';
import type { DeviceFilter } from './interest.ts';
import { Member, type Outgoing } from './member.ts';

/** SPEC W25: at least one frame a second. */
const ALIVE_MS = 1000;
/** The site's hash goes out this often (W26). */
const HASH_MS = 60_000;
/** A client further behind than this takes a snapshot: cheaper than the journal's events. */
const RESUME_LIMIT = 20_000;

/** Where the feed of a site takes its content from. */
export interface SiteSource {
  /** The published state. */
  state(): TwinState;
  /** The published state's hash. */
  hash(): string;
  /** Events other than observations of (after, upto], from the journal. */
  eventsAfter(after: number, upto: number): Promise<readonly LoggedEvent[]>;
  /** How another course than the live one goes (W34); none for the live one, whose clock is the server's. */
  course?(): Course;
}

/** One site for all clients that watch it: what changed is noted once, and sent by interest. */
export class SiteFeed {
  readonly #source: SiteSource;
  readonly #probe: PushProbe;
  #changes: ChangeLog;
  readonly #channels = new Map<string, Channel>();
  /** Seq of the last flush, and the clock of it. */
  #after: number;
  #flushedAt = 0;
  #hashedAt = 0;

  constructor(source: SiteSource, probe: PushProbe) {
    this.#source = source;
    this.#probe = probe;
    this.#after = source.state().seq;
    this.#changes = new ChangeLog(source.state());
  }

  get clients(): number {
    let count = 0;
    for (const { members } of this.#channels.values()) count += members.size;
    return count;
  }

  /** Takes what a commit changed; it goes out with the next flush. */
  note(published: Published): void {
    this.#changes.note(published);
  }

  /**
   * A client begins, after the seq it holds or from nothing. The returned function ends it. Rejects when the journal cannot be read;
   * null when the client has gone meanwhile.
   */
  async enter(
    out: Outgoing & { readonly isGone: () => boolean },
    filter: DeviceFilter,
    resumeAfter: number | null,
  ): Promise<{ readonly member: Member; leave(): void } | null> {
    const state = this.#source.state();
    const resumable = resumeAfter !== null && resumeAfter <= state.seq && state.seq - resumeAfter <= RESUME_LIMIT;
    const channel = this.#channelOf(filter);
    let member: Member;
    if (!resumable) {
      const { seq, block } = channel.snapshot(state, Date.now());
      this.#probe.snapshots++;
      out.snapshot(block);
      member = new Member(out, seq);
    } else if (this.#changes.holdsAfter(resumeAfter)) {
      member = new Member(out, resumeAfter);
    } else {
      const upto = state.seq;
      const backlog = await this.#source.eventsAfter(resumeAfter, upto);
      if (out.isGone()) return null;
      member = new Member(out, resumeAfter, backlog, upto);
    }
    // Nobody may have kept the channel while the journal was read.
    this.#channels.set(channel.name, channel);
    channel.members.add(member);
    return { member, leave: () => this.#leave(channel, member) };
  }

  /** The state is another one, not a later one: everybody gets it whole. */
  restart(): void {
    const state = this.#source.state();
    this.#changes = new ChangeLog(state);
    this.#after = state.seq;
    this.#flushedAt = 0;
    for (const channel of this.#channels.values()) {
      this.#probe.snapshots += channel.members.size;
      channel.restart(state, Date.now());
    }
  }

  /** Sends what is due to everybody. */
  flush(now: number): void {
    if (this.#channels.size === 0) {
      this.#cut();
      return;
    }
    const state = this.#source.state();
    const hashing = now - this.#hashedAt >= HASH_MS;
    if (hashing) this.#hashedAt = now;
    const due = hashing || state.seq !== this.#after || now - this.#flushedAt >= ALIVE_MS;
    const hash = hashing ? this.#source.hash() : null;
    const course = this.#source.course?.() ?? null;
    const flush = { state, changes: this.#changes, after: this.#after, now, due, hash, course, probe: this.#probe };
    for (const channel of this.#channels.values()) channel.flush(flush);
    if (!due) return;
    this.#probe.pushedSeq = state.seq;
    this.#flushedAt = now;
    this.#cut();
  }

  #cut(): void {
    this.#after = this.#source.state().seq;
    this.#changes.cut(this.#after);
  }

  #channelOf(filter: DeviceFilter): Channel {
    const name = `${this.#source.state().site} ${filter.key}`;
    return this.#channels.get(name) ?? new Channel(name, filter);
  }

  #leave(channel: Channel, member: Member): void {
    channel.remove(member);
    if (channel.members.size === 0) this.#channels.delete(channel.name);
  }
}
