import { io, type Socket } from 'socket.io-client';
import * as parser from 'socket.io-msgpack-parser';
import { StateHash } from 'twin-core';
import {
  type Course,
  type Credit,
  decodeFrame,
  decodeSnapshot,
  type Frame,
  MESSAGE,
  NAMESPACE,
  type WatchRequest,
} from 'twin-core/wire';
import type { Connection } from '../state/connection.ts';
import type { TwinClock } from '../state/scene-clock.ts';
import type { Signal } from '../state/signal.ts';
import type { TwinStore } from '../state/twin-store.ts';

/** W25: this long without a frame and the screen is old. */
const STALE_AFTER_MS = 3000;
/** Stale for this many times longer, the connection is given up and made anew: a half-open one never tells. */
const GIVE_UP_FACTOR = 4;
/** How often the age of the last frame is looked at. */
const WATCH_MS = 500;
/** A connection the server turned down is tried again after this. */
const RETRY_MS = 5000;
/** Share of the newest measurement in the smoothed latency. */
const LATENCY_SHARE = 0.2;

/** Bytes as the parser gives them: an ArrayBuffer in browsers, a Buffer elsewhere. */
type Binary = ArrayBuffer | Uint8Array;

/** What the link writes to, and where it connects. */
export interface TwinLinkOptions {
  /** Origin of the server; '' for this page's. */
  readonly origin: string;
  readonly store: TwinStore;
  readonly connection: Signal<Connection>;
  readonly clock: TwinClock;
  /** The course to follow in place of the live one, by its name, and what is told of how it goes (W34). */
  readonly course?: { readonly name: string; onProgress(course: Course): void };
  /** The server turned the connection down: the session may have ended. */
  onTurnedDown?(): void;
  readonly staleAfterMs?: number;
  /** Headers of a client that is not a browser. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The one writer of the store: watches the site over the push channel and keeps to its SPEC. */
export class TwinLink {
  readonly #options: TwinLinkOptions;
  readonly #socket: Socket;
  #hash: StateHash | null = null;
  /** True from a `watch` until what answers it: frames that were on their way before are not its answer. */
  #awaiting = true;
  #heardLocal = 0;
  #ageTimer: ReturnType<typeof setInterval> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TwinLinkOptions) {
    this.#options = options;
    this.#socket = io(`${options.origin}${NAMESPACE}`, {
      transports: ['websocket'],
      parser,
      autoConnect: false,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      ...(options.headers ? { extraHeaders: { ...options.headers } } : {}),
    });
    this.#socket.on('connect', () => this.#watch(this.#hash ? this.#held() : null));
    this.#socket.on('disconnect', (reason) => {
      this.#set({ status: 'lost' });
      // Socket.IO comes back by itself except when it was the server that ended it.
      if (reason === 'io server disconnect') this.#retry();
    });
    this.#socket.on('connect_error', () => {
      this.#set({ status: 'lost' });
      if (this.#socket.active) return;
      options.onTurnedDown?.();
      this.#retry();
    });
    this.#socket.on(MESSAGE.snapshot, (block: Binary) => this.#take(() => this.#load(block)));
    this.#socket.on(MESSAGE.frame, (block: Binary) => this.#take(() => this.#fold(decodeFrame(new Uint8Array(block)))));
    this.#socket.on(MESSAGE.refused, ({ reason }: { reason: string }) => this.#set({ status: 'refused', reason }));
  }

  start(): void {
    this.#ageTimer = setInterval(() => this.#judgeAge(), WATCH_MS);
    this.#socket.connect();
  }

  stop(): void {
    clearInterval(this.#ageTimer);
    clearTimeout(this.#retryTimer);
    this.#socket.disconnect();
  }

  #held(): number {
    return this.#options.store.state.seq;
  }

  #watch(resumeAfter: number | null): void {
    this.#awaiting = true;
    const site = this.#options.course?.name ?? this.#options.store.state.site;
    const request: WatchRequest = { site, interest: {}, resumeAfter };
    this.#socket.emit(MESSAGE.watch, request);
  }

  #retry(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#socket.connect(), RETRY_MS);
  }

  /** A block that cannot be read or folded leaves the state in doubt: start over from a snapshot. */
  #take(step: () => void): void {
    try {
      step();
    } catch (fault) {
      if (this.#awaiting) return;
      console.warn('push:', fault);
      this.#watch(null);
    }
  }

  #load(block: Binary): void {
    const state = decodeSnapshot(new Uint8Array(block));
    this.#hash = new StateHash(state);
    // Before anything of the new state is judged by its age: a course may have jumped.
    if (this.#options.course) this.#options.clock.heard(state.recordedAt);
    this.#options.store.load(state);
    this.#awaiting = false;
    this.#heard(null);
  }

  #fold(frame: Frame): void {
    if (!this.#hash || frame.after !== this.#held()) {
      // A gap (W21). While an answer is awaited the frames of before are passed over.
      if (!this.#awaiting) this.#watch(this.#held());
      return;
    }
    this.#awaiting = false;
    this.#options.store.fold(frame);
    this.#options.clock.heard(frame.sentAt);
    if (frame.course) this.#options.course?.onProgress(frame.course);
    const credit: Credit = { upto: frame.upto };
    this.#socket.emit(MESSAGE.credit, credit);
    this.#heard(frame);
    if (frame.hash !== undefined && frame.hash !== this.#hash.site()) {
      console.warn(`push: state differs from the server's at ${frame.upto}; taking a new snapshot`);
      this.#watch(null);
    }
  }

  #heard(frame: Frame | null): void {
    this.#heardLocal = Date.now();
    const now = this.#options.clock.now();
    let { latencyMs } = this.#options.connection.get();
    if (frame && frame.upto > frame.after) {
      const measured = Math.max(0, now - frame.recordedAt);
      latencyMs = latencyMs === null ? measured : latencyMs + (measured - latencyMs) * LATENCY_SHARE;
    }
    this.#set({ status: 'live', heardAt: now, latencyMs, reason: null });
  }

  #judgeAge(): void {
    const { status } = this.#options.connection.get();
    const limit = this.#options.staleAfterMs ?? STALE_AFTER_MS;
    const silentMs = Date.now() - this.#heardLocal;
    if (status === 'live' && silentMs > limit) this.#set({ status: 'stale' });
    if (status === 'stale' && silentMs > limit * GIVE_UP_FACTOR) this.#socket.disconnect().connect();
  }

  #set(change: Partial<Connection>): void {
    this.#options.connection.set({ ...this.#options.connection.get(), ...change });
  }
}
