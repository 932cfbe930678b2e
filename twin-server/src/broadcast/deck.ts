import { isOnce, outranks, rankOf, type Session } from './session.ts';

/** A terminal that was told has told what it plays within this; before that its old value says nothing, ms. */
const SETTLE_MS = 5_000;
/** One that does not play what it was told is told again, each time after a pause twice as long, up to this, ms. */
const MOST_PAUSE_MS = 300_000;

/** What a loudspeaker last reported: the rank of what it plays, and when (epoch ms). */
export interface Heard {
  readonly rank: number;
  readonly at: number;
}

/** What is to be told to a loudspeaker: to play a session, after stopping what is higher where it does not give way by itself; or nothing more. */
export type Telling = { readonly play: Session; readonly stopFirst: boolean } | { readonly play: null };

/**
 * One loudspeaker: what should be heard of the sessions that reach it, and what it was told. Terminals know the levels too: what is lower
 * waits while they play what is higher.
 */
export class Deck {
  #told: Session | null = null;
  #toldAt = 0;
  #pauseMs = SETTLE_MS;
  /** It was heard to play what it was told. */
  #seen = false;
  /** It said that it has come to an end. */
  #ended = false;
  readonly #done = new Set<string>();

  /** What should be heard; null for silence. */
  static topOf(sessions: Iterable<Session>): Session | null {
    let top: Session | null = null;
    for (const session of sessions) if (!top || outranks(session, top)) top = session;
    return top;
  }

  get told(): Session | null {
    return this.#told;
  }

  /** Of the sessions that reach it those it has not played to their end. */
  *left(sessions: Iterable<Session>): Iterable<Session> {
    for (const session of sessions) if (!this.#done.has(session.id)) yield session;
  }

  /** Whether it played a session to its end. */
  isDone(session: Session): boolean {
    return this.#done.has(session.id);
  }

  /** What it is to be told now that this should be heard; null when it was told already. The caller tells it. */
  turnTo(top: Session | null, now: number): Telling | null {
    const before = this.#told;
    if (before?.id === top?.id) return null;
    this.#note(top, now);
    if (!top) return { play: null };
    return { play: top, stopFirst: before !== null && rankOf(before.level) > rankOf(top.level) };
  }

  /** After a restart of this server: it plays what it should, as far as it said. */
  assume(top: Session, now: number): void {
    this.#note(top, now);
    this.#seen = true;
  }

  /** It could not be told: what it was told before is what it knows. */
  revert(before: Session | null): void {
    this.#told = before;
  }

  /** It says that what it played has come to an end. */
  noteEnded(): void {
    this.#ended = true;
  }

  /**
   * Looks at what it reports: whether it has played to the end (`done`), or must be told again (`again`): it lost power, or what it played once is
   * to go on.
   */
  review({ rank, at }: Heard, now: number): 'done' | 'again' | null {
    const told = this.#told;
    if (!told || at <= this.#toldAt) return null;
    const wanted = rankOf(told.level);
    if (rank >= wanted) {
      this.#seen ||= rank === wanted;
      // What ended was what it played before.
      this.#ended = false;
      return null;
    }
    if (isOnce(told) && (this.#ended || (this.#seen && rank > 0))) {
      this.#done.add(told.id);
      return 'done';
    }
    if (now - this.#toldAt < this.#pauseMs) return null;
    this.#toldAt = now;
    this.#pauseMs = Math.min(2 * this.#pauseMs, MOST_PAUSE_MS);
    this.#ended = false;
    return 'again';
  }

  /** The session is over: nothing need be known of it. */
  drop(session: Session): void {
    this.#done.delete(session.id);
  }

  #note(told: Session | null, now: number): void {
    this.#told = told;
    this.#toldAt = now;
    this.#pauseMs = SETTLE_MS;
    this.#seen = false;
    this.#ended = false;
  }
}
